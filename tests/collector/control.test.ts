import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, ownMigrations } from '../../src/collector/control/migrate.ts';
import { openPGlite } from '../../src/collector/control/pglite-sql.ts';
import { openPostgres } from '../../src/collector/control/postgres-sql.ts';
import type { Sql } from '../../src/collector/control/sql.ts';
import { SqlWitnessHeads } from '../../src/collector/control/sql-witness-heads.ts';
import { peopleContract } from '../contracts/people.ts';
import { witnessHeadsContract } from '../contracts/witness-heads.ts';
import { noPostgres, type PostgresServer, startPostgres } from './servers/postgres.ts';

describe('PGlite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'changming-pglite-'));
  let sql: Sql;
  beforeAll(async () => {
    sql = await openPGlite(join(folder, 'control'));
    await migrate(sql);
  });
  afterAll(async () => {
    await sql.close();
    rmSync(folder, { recursive: true });
  });
  // One process has the folder, so its handles share what is open.
  contracts(
    'PGlite',
    () => sql,
    () => shared(sql),
  );
});

const reason = noPostgres();
if (reason) process.stdout.write(`PostgreSQL is not tested: ${reason}\n`);

describe.skipIf(reason)('PostgreSQL', () => {
  let server: PostgresServer;
  let sql: Sql;
  beforeAll(async () => {
    server = await startPostgres();
    sql = openPostgres(server.url);
    await Promise.all([migrate(sql), migrate(sql), migrate(sql)]);
  });
  afterAll(async () => {
    await sql.close();
    await server.stop();
  });
  contracts(
    'PostgreSQL',
    () => sql,
    () => openPostgres(server.url),
  );
});

function contracts(name: string, sql: () => Sql, another: () => Sql): void {
  witnessHeadsContract(name, async () => {
    await sql().script('truncate witness_heads, witness_forks');
    return () => new SqlWitnessHeads(another());
  });

  peopleContract(name, async () => {
    // The audit trail cannot be emptied, so everything is made anew.
    await sql().script('drop schema public cascade; create schema public');
    await migrate(sql());
    return sql();
  });

  it('a migration is applied once, and all of a start or nothing', async () => {
    const added = { name: '9001-a', statements: 'create table once (a int); insert into once values (1)' };
    const broken = { name: '9002-b', statements: 'create table never (a int); select nonsense' };
    await migrate(sql(), [...ownMigrations(), added]);
    await expect(migrate(sql(), [...ownMigrations(), added, broken])).rejects.toThrow('nonsense');
    await migrate(sql(), [...ownMigrations(), added]);
    expect(await sql().query('select a from once')).toEqual([{ a: 1 }]);
    await expect(sql().query('select a from never')).rejects.toThrow('never');
    await expect(migrate(sql())).rejects.toThrow('a newer version made it (9001-a)');
    await sql().script("drop table once; delete from migrations where name = '9001-a'");
  });

  it('a transaction that throws leaves nothing behind, and the next one works', async () => {
    await sql().script('create table kept (a int)');
    const halfway = sql().transaction(async (transaction) => {
      await transaction.query('insert into kept values ($1)', [1]);
      throw new Error('halfway');
    });
    await expect(halfway).rejects.toThrow('halfway');
    await sql().transaction((transaction) => transaction.query('insert into kept values ($1)', [2]));
    expect(await sql().query('select a from kept')).toEqual([{ a: 2 }]);
    await sql().script('drop table kept');
  });
}

function shared(sql: Sql): Sql {
  return {
    query: (...all) => sql.query(...all),
    script: (statements) => sql.script(statements),
    transaction: (work) => sql.transaction(work),
    close: async () => undefined,
  };
}
