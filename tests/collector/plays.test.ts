import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChdb } from '../../src/collector/plays/chdb-sql.ts';
import { openCluster } from '../../src/collector/plays/cluster-sql.ts';
import { entriesTable } from '../../src/collector/plays/entries-table.ts';
import type { PlaysSql } from '../../src/collector/plays/plays-sql.ts';
import { playsTable } from '../../src/collector/plays/plays-table.ts';
import { RowReader } from '../../src/collector/plays/row-binary.ts';
import { type DayOfShares, shareByHour } from '../../src/collector/plays/share-by-hour.ts';
import { SqlEntryArchive } from '../../src/collector/plays/sql-entry-archive.ts';
import type { Table } from '../../src/collector/plays/table.ts';
import type { HourReport } from '../../src/core/report/report.ts';
import { entryArchiveContract } from '../contracts/entry-archive.ts';
import { lived, places, reported, step } from '../core/report/random-world.ts';
import { bytesOf } from '../core/report/screen-world.ts';
import { folderToKillIn, killAgainAndAgain } from './killed.ts';
import { noChdb } from './servers/chdb.ts';
import { type ClickHouseCluster, noClickHouse, startClickHouse } from './servers/clickhouse.ts';
import { until } from './servers/wait.ts';

const without = { chDB: noChdb(), 'ClickHouse servers': noClickHouse() };
for (const [name, reason] of Object.entries(without)) {
  if (reason) process.stdout.write(`${name} not tested: ${reason}\n`);
}

describe.skipIf(without.chDB)('chDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'changming-chdb-'));
  let sql: PlaysSql;
  beforeAll(() => {
    sql = openChdb(join(folder, 'plays'));
  });
  afterAll(async () => {
    await sql.close();
    rmSync(folder, { recursive: true });
  });

  promises(
    'chDB',
    () => sql,
    async () => openChdb(join(folder, 'plays')),
  );

  it('has, killed 20 times while entries are appended, every one that it acknowledged and at most the next', async () => {
    const found: number[] = [];
    const place = folderToKillIn();
    await killAgainAndAgain('append-entries.ts', place, { kills: 20, seed: 110 }, (acknowledged, size) => {
      expect(size).toBeGreaterThanOrEqual(acknowledged);
      // Each append brings one more, but the first, which brings three.
      expect(size).toBeLessThanOrEqual(Math.max(acknowledged + 1, 3));
      found.push(size);
    });
    expect(found).toHaveLength(21);
    rmSync(place, { recursive: true });
  });
});

describe.skipIf(without['ClickHouse servers'])('a cluster of two ClickHouse servers', () => {
  let servers: ClickHouseCluster;
  let sql: PlaysSql;
  beforeAll(async () => {
    servers = await startClickHouse();
    sql = await openCluster(servers);
  });
  afterAll(async () => {
    await sql?.close();
    await servers?.stop();
  });

  promises(
    'a cluster',
    () => sql,
    () => openCluster(servers),
  );

  it('keeps all logs of a screen on one server, and the screens spread over both', async () => {
    const archive = await SqlEntryArchive.open(await openCluster(servers), { database: 'spread' });
    for (let screen = 0; screen < 20; screen++) {
      for (const epoch of [1, 2]) await archive.append(`changming/s${screen}/${epoch}`, 0, plays(0, 3));
    }
    const heldBy = await Promise.all(
      servers.urls.map(async (url) => {
        const one = await openCluster({ urls: [url], cluster: servers.cluster });
        const held = await texts(one, `select distinct screen from ${one.storedIn('spread', playsTable)}`);
        await one.close();
        return held;
      }),
    );
    expect(heldBy.flat()).toHaveLength(20);
    expect(Math.min(...heldBy.map((screens) => screens.length))).toBeGreaterThan(2);
    expect(await countOf(sql, 'spread', playsTable)).toBe(120);
    await archive.close();
  });
});

/** What both keep. `another` opens one more handle on the same. */
function promises(name: string, sql: () => PlaysSql, another: () => Promise<PlaysSql>): void {
  let databases = 0;
  entryArchiveContract(
    name,
    () => {
      const database = `place${++databases}`;
      return async () => SqlEntryArchive.open(await another(), { database });
    },
    () => countOf(sql(), `place${databases}`, entriesTable),
  );

  it('an entry that came many times is one before a merge and after it, in its columns too', async () => {
    const archive = await SqlEntryArchive.open(await another(), { database: 'merged' });
    const entries = plays(0, 3);
    for (let times = 0; times < 5; times++) await archive.append('changming/a/1', 0, entries);
    expect(await archive.read('changming/a/1', 0, 9)).toEqual(entries);
    for (const table of [entriesTable, playsTable]) {
      expect(await countOf(sql(), 'merged', table)).toBe(3);
      await merged('merged', table, 3);
      expect(await countOf(sql(), 'merged', table)).toBe(3);
    }
    expect(await archive.read('changming/a/1', 0, 9)).toEqual(entries);
    await archive.close();
  });

  /** A server that is merging already takes no order to. */
  async function merged(database: string, table: Table, rows: number): Promise<void> {
    await until(async () => {
      await sql().command(`optimize table ${sql().storedIn(database, table)} final`);
      return (await countOf(sql(), database, table, '')) === rows;
    }, 'everything to be merged');
  }

  it('columns go on where the last append ended, and are the same when a part comes again', async () => {
    const entries = plays(0, 40);
    const whole = await columnsAfter('whole', [[0, 40]]);
    const parts = await columnsAfter('parts', [
      [0, 10],
      [10, 11],
      [11, 40],
      [5, 20],
      [0, 40],
      [17, 18],
    ]);
    expect(whole).toHaveLength(42);
    expect(parts).toEqual(whole);

    async function columnsAfter(database: string, appends: readonly (readonly [number, number])[]) {
      const archive = await SqlEntryArchive.open(await another(), { database });
      for (const [from, to] of appends) await archive.append('changming/a/1', from, entries.slice(from, to));
      await archive.close();
      return texts(
        sql(),
        `select concat(toString(seq), ' ', toString(quarter), ' ', toString(on_air_ms), ' ', toString(airtime_ms),
           ' ', category) from ${database}.plays final order by ${playsTable.orderBy.join(', ')}`,
      );
    }
  });

  it('what a screen says of itself and of the office stands beside its plays', async () => {
    const archive = await SqlEntryArchive.open(await another(), {
      database: 'columns',
      organisationOf: (screen) => (screen === 'a' ? '/东城/建国门/银行' : ''),
    });
    await archive.append('changming/a/7', 0, plays(0, 1));
    const columns = Object.keys(playsTable.columns).filter((column) => column !== 'shard');
    const [row] = await texts(
      sql(),
      `select arrayStringConcat([${columns.map((column) => `toString(${column})`).join(', ')}], '|')
       from columns.plays final`,
    );
    expect(row).toBe(
      'a|7|/东城/建国门/银行|0|1994792|2026-11-22|1|1795312800000|480|15000|15000|' +
        'play|main|anti-fraud||退款骗局-0|video|office@3|lobby@2|completed|end|due|',
    );
    await archive.close();
  });

  it('the share by screen and hour is what core/report makes of each log', async () => {
    const archive = await SqlEntryArchive.open(await another(), { database: 'shares' });
    const steps = fc.array(step, { minLength: 40, maxLength: 200 });
    const given = fc.tuple(
      fc.constantFrom(...places),
      fc.array(steps, { minLength: 1, maxLength: 3 }),
      fc.nat(40),
    );
    let screens = 0;
    await fc.assert(
      fc.asyncProperty(given, async ([place, each, cut]) => {
        const worlds = new Map(each.map((all) => [`s${screens++}`, lived([place, all])]));
        for (const [screen, { entries }] of worlds) {
          const bytes = bytesOf(entries);
          await archive.append(`changming/${screen}/1`, 0, bytes.slice(0, cut));
          await archive.append(`changming/${screen}/1`, cut, bytes.slice(cut));
          await archive.append(`changming/${screen}/1`, cut >> 1, bytes.slice(cut >> 1));
        }
        const reports = await Promise.all(
          [...worlds].map(async ([name, world]) => [name, await reported(world)] as const),
        );
        for (const [screen, { timeZone, hours }] of reports) {
          for (const date of new Set(hours.map((hour) => hour.date))) {
            const day = await shareByHour(sql(), {
              database: 'shares',
              date,
              timeZone,
              category: 'anti-fraud',
            });
            expect(sharesOf(day, screen)).toEqual(sharesIn(hours, date));
          }
        }
      }),
      { numRuns: 12 },
    );
    await archive.close();
  });

  it('a day nobody played has no screens, and a word cannot end the statement', async () => {
    const archive = await SqlEntryArchive.open(await another(), { database: 'empty' });
    const asked = { database: 'empty', date: '2026-11-22', timeZone: 'Asia/Shanghai' };
    const day = await shareByHour(sql(), { ...asked, category: "it's \\'" });
    expect([day.screens, day.hours.length, day.onAirMs.length]).toEqual([[], 24, 0]);
    await archive.close();
  });

  it('a clock that leaps through the months holds up nobody', async () => {
    const archive = await SqlEntryArchive.open(await another(), { database: 'leaps' });
    const leaping = Array.from({ length: 300 }, (_, month) => play(month, Date.UTC(2015, month)));
    await Promise.all([
      archive.append('changming/leaping/1', 0, leaping),
      archive.append('changming/steady/1', 0, plays(0, 3)),
    ]);
    expect(await archive.read('changming/leaping/1', 0, 999)).toEqual(leaping);
    expect(await archive.read('changming/steady/1', 0, 9)).toEqual(plays(0, 3));
    await archive.close();
  });
}

type Shares = [startMs: number, onAirMs: number, airtimeMs: number][];

/** The hours in which there was anything. */
function sharesOf({ screens, hours, onAirMs, airtimeMs }: DayOfShares, screen: string): Shares {
  const from = screens.indexOf(screen) * hours.length;
  return hours
    .map(({ startMs }, at): Shares[number] => [startMs, onAirMs[from + at] ?? -1, airtimeMs[from + at] ?? -1])
    .filter(([, onAir, airtime]) => onAir > 0 || airtime > 0);
}

function sharesIn(hours: readonly HourReport[], date: string): Shares {
  const airtime = ({ topics }: HourReport) =>
    [...topics.values()].reduce(
      (sum, { category, airtimeMs }) => sum + (category === 'anti-fraud' ? airtimeMs : 0),
      0,
    );
  return hours
    .filter((hour) => hour.date === date)
    .map((hour): Shares[number] => [hour.startMs, hour.onAirMs, airtime(hour)])
    .filter(([, onAir, aired]) => onAir > 0 || aired > 0);
}

/** Rows; without `final`, those that are there whether or not a read would give them. */
async function countOf(sql: PlaysSql, database: string, { name }: Table, final = 'final'): Promise<number> {
  return new RowReader(await sql.select(`select count() from ${database}.${name} ${final}`)).uint64();
}

async function texts(sql: PlaysSql, statement: string): Promise<string[]> {
  const reader = new RowReader(await sql.select(statement));
  const found: string[] = [];
  while (!reader.isAtEnd) found.push(reader.text());
  return found;
}

/** Plays of 15 s that follow each other, from 10:00. */
function plays(from: number, to: number): Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: to - from }, (_, index) => play(from + index));
}

function play(seq: number, wallMs = Date.parse('2026-11-22T02:00:00Z') + seq * 50_000) {
  const entry = {
    seq,
    type: 'play',
    at: `${new Date(wallMs + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`,
    monotonicMs: seq * 50_000,
    onAirMs: seq * 50_000,
    programme: { id: 'lobby', revision: 2 },
    playlist: { id: 'office', revision: 3 },
    spot: `退款骗局-${seq % 7}`,
    kind: 'video',
    category: 'anti-fraud',
    zone: 'main',
    airtimeMs: 15_000,
    outcome: 'completed',
    because: { code: 'due' },
    ended: 'end',
  };
  return new TextEncoder().encode(JSON.stringify(entry));
}
