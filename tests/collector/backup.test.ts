import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/collector/control/migrate.ts';
import { openPGlite } from '../../src/collector/control/pglite-sql.ts';
import { openPostgres } from '../../src/collector/control/postgres-sql.ts';
import type { Sql } from '../../src/collector/control/sql.ts';
import { SqlWitnessHeads } from '../../src/collector/control/sql-witness-heads.ts';
import { openChdb } from '../../src/collector/plays/chdb-sql.ts';
import { openCluster } from '../../src/collector/plays/cluster-sql.ts';
import type { PlaysSql } from '../../src/collector/plays/plays-sql.ts';
import { shareByHour } from '../../src/collector/plays/share-by-hour.ts';
import { SqlEntryArchive } from '../../src/collector/plays/sql-entry-archive.ts';
import { film, host } from '../core/report/random-world.ts';
import { bytesOf, ScreenWorld } from '../core/report/screen-world.ts';
import { noChdb } from './servers/chdb.ts';
import { noClickHouse, startClickHouse } from './servers/clickhouse.ts';
import { noPostgres, startPostgres } from './servers/postgres.ts';

const without = { chDB: noChdb(), ClickHouse: noClickHouse(), PostgreSQL: noPostgres() };
for (const [name, reason] of Object.entries(without)) {
  if (reason) process.stdout.write(`Backups of ${name} are not tested: ${reason}\n`);
}

const guide = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8');
const origins = Array.from({ length: 12 }, (_, screen) => `changming/s${screen}/1`);
const asked = { date: '2026-11-22', timeZone: 'Asia/Shanghai', category: 'anti-fraud' };

/** Backups by the very commands of docs/scale.md. */
describe('what the guide says of backups', () => {
  let folder: string;
  let backup: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'changming-backup-'));
    backup = join(folder, 'backup');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.skipIf(without.chDB)('brings back both embedded stores', async () => {
    const data = join(folder, 'data');
    const before = await filled(openChdb(join(data, 'plays')), await control(join(data, 'control')));
    run('backup-embedded', { DATA: data, BACKUP: backup });
    rmSync(data, { recursive: true });
    run('restore-embedded', { DATA: data, BACKUP: backup });
    const after = await contents(openChdb(join(data, 'plays')), await control(join(data, 'control')));
    expect(after).toEqual(before);
  });

  it.skipIf(without.PostgreSQL)('brings back PostgreSQL', async () => {
    const servers = [await startPostgres(), await startPostgres()];
    const [old, fresh] = servers.map(({ url }) => url);
    const sql = openPostgres(old ?? '');
    await migrate(sql);
    await fillHeads(sql);
    const before = await headsOf(sql);
    await sql.close();
    const place = join(folder, 'postgres');
    mkdirSync(place);
    run('backup-postgres', { CONTROL_URL: old ?? '', BACKUP: place });
    run('restore-postgres', { CONTROL_URL: fresh ?? '', BACKUP: place });
    const restored = openPostgres(fresh ?? '');
    await migrate(restored);
    expect(await headsOf(restored)).toEqual(before);
    await restored.close();
    for (const server of servers) await server.stop();
  });

  it.skipIf(without.ClickHouse)(
    'brings back each server of a cluster, without stopping the old one',
    async () => {
      const old = await startClickHouse();
      const before = await filledPlays(await openCluster(old));
      for (const [at, server] of old.urls.entries()) {
        const place = join(folder, `server${at}`);
        mkdirSync(place);
        run('backup-server', {
          SERVER: server,
          SERVER_DATA: join(old.folders[at] ?? '', 'data'),
          BACKUP: place,
        });
      }
      await old.stop();
      const fresh = await startClickHouse();
      await (await SqlEntryArchive.open(await openCluster(fresh))).close();
      for (const [at, server] of fresh.urls.entries()) {
        const place = join(folder, `server${at}`);
        run('restore-server', {
          SERVER: server,
          SERVER_DATA: join(fresh.folders[at] ?? '', 'data'),
          BACKUP: place,
        });
      }
      expect(await playsOf(await openCluster(fresh))).toEqual(before);
      for (const server of fresh.urls) {
        expect(run('watch-server', { SERVER: server })).toContain('202611');
        run('drop-month', { SERVER: server, MONTH: '202611' });
        expect(run('watch-server', { SERVER: server })).toBe('');
      }
      await fresh.stop();
    },
  );
});

/** The block of the guide with this name, as a shell runs it; the variables are those that the guide names. */
function run(name: string, variables: Record<string, string>): string {
  const [, commands] = new RegExp(`\`\`\`sh ${name}\n(.*?)\n\`\`\``, 's').exec(guide) ?? [];
  if (!commands) throw new Error(`docs/scale.md has no commands ${name}`);
  return execFileSync('sh', ['-euc', commands], { env: { ...process.env, ...variables }, encoding: 'utf8' });
}

async function control(folder: string): Promise<Sql> {
  const sql = await openPGlite(folder);
  await migrate(sql);
  return sql;
}

async function filled(plays: PlaysSql, heads: Sql) {
  await fillHeads(heads);
  await fillPlays(plays);
  return contents(plays, heads);
}

async function filledPlays(sql: PlaysSql) {
  await fillPlays(sql);
  return playsOf(sql);
}

/** Closes both. */
async function contents(plays: PlaysSql, heads: Sql) {
  const held = await headsOf(heads);
  await heads.close();
  return { heads: held, plays: await playsOf(plays) };
}

async function fillHeads(sql: Sql): Promise<void> {
  const heads = new SqlWitnessHeads(sql);
  for (const origin of origins) {
    await heads.advance(0, { origin, size: 5, range: [new Uint8Array(32).fill(7)], checkpoint: origin });
  }
}

function headsOf(sql: Sql) {
  const heads = new SqlWitnessHeads(sql);
  return Promise.all(origins.map((origin) => heads.read(origin)));
}

async function fillPlays(sql: PlaysSql): Promise<void> {
  const archive = await SqlEntryArchive.open(shared(sql));
  for (const [at, origin] of origins.entries()) {
    const world = new ScreenWorld('Asia/Shanghai', Date.parse('2026-11-22T02:00:00Z'));
    world.onAir();
    for (let play = 0; play < 20; play++) world.play((play + at) % 3 ? host : film, 30 + at);
    const entries = bytesOf(world.entries);
    await archive.append(origin, 0, entries.slice(0, 9));
    await archive.append(origin, 9, entries.slice(9));
    await archive.append(origin, 4, entries.slice(4));
  }
}

/** Every byte of evidence, and what a report makes of the columns. Closes it. */
async function playsOf(sql: PlaysSql) {
  const archive = await SqlEntryArchive.open(sql);
  const evidence = await Promise.all(origins.map((origin) => archive.read(origin, 0, 99)));
  const { screens, onAirMs, airtimeMs } = await shareByHour(sql, asked);
  const rows = screens.map((screen, at) => [
    screen,
    ...onAirMs.subarray(at * 24, at * 24 + 24),
    ...airtimeMs.subarray(at * 24, at * 24 + 24),
  ]);
  await archive.close();
  expect(evidence.map((entries) => entries.length)).toEqual(origins.map(() => 21));
  return { evidence, shares: rows.sort(([a], [b]) => String(a).localeCompare(String(b))) };
}

function shared(sql: PlaysSql): PlaysSql {
  return new Proxy(sql, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
