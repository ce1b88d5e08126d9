import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChdb } from '../../src/collector/plays/chdb-sql.ts';
import { entriesTable } from '../../src/collector/plays/entries-table.ts';
import type { PlaysSql } from '../../src/collector/plays/plays-sql.ts';
import { playsTable } from '../../src/collector/plays/plays-table.ts';
import { RowReader } from '../../src/collector/plays/row-binary.ts';
import { type DayOfShares, shareByHour } from '../../src/collector/plays/share-by-hour.ts';
import { SqlEntryArchive } from '../../src/collector/plays/sql-entry-archive.ts';
import type { Table } from '../../src/collector/plays/table.ts';
import { DayOfPlays } from './_plays-sample.ts';

export const title = 'The share of every screen and hour of one day, out of chDB on a disk';

const playsADay = 2400;
/** `CHANGMING_PLAYS=120000000 npm run bench -- collector-report` is 50,000 screens; it wants 15 GB of disk. */
const plays = Number(process.env.CHANGMING_PLAYS ?? 20_000_000);
/** Where the data is made, and left if it is named; a second run only asks. */
const kept = process.env.CHANGMING_FOLDER;
const screens = Math.ceil(plays / playsADay);
const asked = { date: '2026-11-22', timeZone: 'Asia/Shanghai', category: 'anti-fraud' };
const fromMs = Date.parse('2026-11-22T00:00:00+08:00');
const appendsAtOnce = 32;
const questions = 7;

/** Loads through the archive, as receiving does: bytes kept, columns derived, synced to the disk. */
export async function run(print: (line: string) => void): Promise<void> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'changming-bench-'));
  const sql = openChdb(join(folder, 'plays'));
  const archive = await SqlEntryArchive.open(sql);
  if ((await rowsOf(sql, playsTable)) === 0) await load(archive, print);
  print(
    `${(await rowsOf(sql, playsTable)).toLocaleString('en')} rows of ${screens.toLocaleString('en')} screens`,
  );
  for (const table of [entriesTable, playsTable]) print(await sizeOf(sql, table));
  await ask(sql, 'as loaded', print);
  const startedMs = performance.now();
  await sql.command(`optimize table ${sql.storedIn('changming', playsTable)} final`);
  print(`merging the columns into one part: ${seconds(performance.now() - startedMs)}`);
  await ask(sql, 'merged', print);
  await archive.close();
  if (!kept) rmSync(folder, { recursive: true });
}

async function load(archive: SqlEntryArchive, print: (line: string) => void): Promise<void> {
  const startedMs = performance.now();
  let next = 0;
  const loader = async () => {
    while (next < screens) {
      const day = new DayOfPlays(next++, fromMs, playsADay);
      await archive.append(day.origin, 0, day.entries(0, playsADay));
    }
  };
  await Promise.all(Array.from({ length: appendsAtOnce }, loader));
  const ms = performance.now() - startedMs;
  const rate = Math.round((screens * playsADay * 1000) / ms);
  print(`loaded in ${seconds(ms)}: ${rate.toLocaleString('en')} plays/s, with the making of them`);
}

async function ask(sql: PlaysSql, state: string, print: (line: string) => void): Promise<void> {
  const times: number[] = [];
  for (let question = 0; question < questions; question++) {
    const startedMs = performance.now();
    check(await shareByHour(sql, asked));
    times.push(performance.now() - startedMs);
  }
  const sorted = times.sort((a, b) => a - b);
  print(
    `share by screen and hour, ${state}: median ${seconds(sorted[3] ?? 0)}, slowest ${seconds(sorted[6] ?? 0)}`,
  );
}

/** Every screen played the day through, and every fifth play was a film. */
function check({ screens: found, hours, onAirMs, airtimeMs }: DayOfShares): void {
  const all = onAirMs.reduce((sum, ms) => sum + ms, 0);
  const share = airtimeMs.reduce((sum, ms) => sum + ms, 0) / all;
  const isWhole = found.length === screens && hours.length === 24 && all / found.length > 86_390_000;
  if (!isWhole || Math.abs(share - 0.2) > 0.001)
    throw new Error(`Not what was loaded: ${found.length}, ${share}`);
}

async function rowsOf(sql: PlaysSql, { name }: Table): Promise<number> {
  return new RowReader(await sql.select(`select count() from changming.${name}`)).uint64();
}

async function sizeOf(sql: PlaysSql, { name }: Table): Promise<string> {
  const reader = new RowReader(
    await sql.select(`select sum(rows), sum(data_compressed_bytes), sum(data_uncompressed_bytes), count()
      from system.parts where active and database = 'changming' and table = '${name}'`),
  );
  const [rows, bytes, raw] = [reader.uint64(), reader.uint64(), reader.uint64()];
  const each = (total: number) => (total / rows).toFixed(1);
  return `${name}: ${each(bytes)} bytes a row on the disk, ${each(raw)} before compression, ${reader.uint64()} parts`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
