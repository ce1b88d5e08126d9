import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChdb } from '../../src/collector/plays/chdb-sql.ts';
import type { PlaysSql } from '../../src/collector/plays/plays-sql.ts';
import { RowReader } from '../../src/collector/plays/row-binary.ts';
import { SqlEntryArchive } from '../../src/collector/plays/sql-entry-archive.ts';
import { entryArchiveContract } from '../contracts/entry-archive.ts';
import { folderToKillIn, killAgainAndAgain } from './killed.ts';

const isThere = existsSync(new URL('../../collector/node_modules/chdb', import.meta.url));
if (!isThere) process.stdout.write('chDB is not tested: not installed (node scripts/ensure-chdb.mjs)\n');

describe.skipIf(!isThere)('chDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'changming-chdb-'));
  let sql: PlaysSql;
  let places = 0;
  beforeAll(() => {
    sql = openChdb(join(folder, 'plays'));
  });
  afterAll(async () => {
    await sql.close();
    rmSync(folder, { recursive: true });
  });

  entryArchiveContract(
    'chDB',
    () => {
      const database = `place${++places}`;
      return () => SqlEntryArchive.open(openChdb(join(folder, 'plays')), { database });
    },
    (_, origin) => countOf(sql, `place${places}.entries final where origin = '${origin}'`),
  );

  it('an entry that came many times is one before a merge and after it', async () => {
    const archive = await SqlEntryArchive.open(openChdb(join(folder, 'plays')), { database: 'merged' });
    const entries = ['a', 'b', 'c'].map((text) => new TextEncoder().encode(text));
    for (let times = 0; times < 5; times++) await archive.append('changming/a/1', 0, entries);
    expect(await archive.read('changming/a/1', 0, 9)).toEqual(entries);
    await sql.command('optimize table merged.entries final');
    expect(await countOf(sql, 'merged.entries')).toBe(3);
    expect(await archive.read('changming/a/1', 0, 9)).toEqual(entries);
    await archive.close();
  });

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

/** Rows that are there, whether or not a read with `final` would give them. */
async function countOf(sql: PlaysSql, table: string): Promise<number> {
  return new RowReader(await sql.select(`select count() from ${table}`)).uint64();
}
