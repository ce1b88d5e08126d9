import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChdb } from '../../src/collector/plays/chdb-sql.ts';
import type { PlaysSql } from '../../src/collector/plays/plays-sql.ts';
import { SqlEntryArchive } from '../../src/collector/plays/sql-entry-archive.ts';
import { DayOfPlays } from './_plays-sample.ts';

export const title = 'Entries into the archive, durably: chDB in a folder';

const screens = 32;
const entriesEach = Number(process.env.CHANGMING_ENTRIES ?? 4096);
const fromMs = Date.parse('2026-11-22T00:00:00+08:00');

/** Screens that append at once, by different numbers of entries at a time; where the time goes is told apart. */
export async function run(print: (line: string) => void): Promise<void> {
  print('| entries an append | entries/s | of the time: insert | appends/s |');
  print('|---|---|---|---|');
  for (const perAppend of [16, 256, 4096]) print(await measured(perAppend));
}

async function measured(perAppend: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'changming-bench-'));
  const timed = new TimedSql(openChdb(join(folder, 'plays')));
  const archive = await SqlEntryArchive.open(timed.sql);
  const perScreen = Math.max(perAppend, Math.min(entriesEach, perAppend * 16));
  const logs = Array.from({ length: screens }, (_, number) => new DayOfPlays(number, fromMs, 2400));
  const ready = logs.map((log) => ({ origin: log.origin, entries: log.entries(0, perScreen) }));
  const startedMs = performance.now();
  await Promise.all(
    ready.map(async ({ origin, entries }) => {
      for (let from = 0; from < perScreen; from += perAppend) {
        await archive.append(origin, from, entries.slice(from, from + perAppend));
      }
    }),
  );
  const ms = performance.now() - startedMs;
  await archive.close();
  rmSync(folder, { recursive: true });
  const total = screens * perScreen;
  return `| ${perAppend} | ${perSecond(total, ms)} | ${Math.round((100 * timed.insertMs) / ms)} % | ${perSecond(total / perAppend, ms)} |`;
}

/** How long at least one insert was under way. */
class TimedSql {
  readonly sql: PlaysSql;
  insertMs = 0;
  #underWay = 0;
  #sinceMs = 0;

  constructor(sql: PlaysSql) {
    const insert = async (...values: Parameters<PlaysSql['insert']>) => {
      if (this.#underWay++ === 0) this.#sinceMs = performance.now();
      try {
        await sql.insert(...values);
      } finally {
        if (--this.#underWay === 0) this.insertMs += performance.now() - this.#sinceMs;
      }
    };
    this.sql = new Proxy(sql, {
      get: (target, name) => {
        if (name === 'insert') return insert;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }
}

function perSecond(count: number, ms: number): string {
  return Math.round((count / ms) * 1000).toLocaleString('en');
}
