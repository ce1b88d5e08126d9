import { mkdirSync } from 'node:fs';
import { PGlite, type PGliteInterface, type Transaction } from '@electric-sql/pglite';
import { DurableFolder } from './durable-folder.ts';
import type { Sql, SqlRunner, SqlValue } from './sql.ts';

/** `-F` would switch off fsync; and `fdatasync`, the default for its journal, is one of those calls that do nothing there. */
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
];

/**
 * The embedded PostgreSQL, in a folder of its own.
 * Precondition: no other process has the folder open.
 */
export async function openPGlite(folder: string): Promise<Sql> {
  mkdirSync(folder, { recursive: true });
  return new PGliteSql(await PGlite.create({ fs: new DurableFolder(folder), startParams }));
}

class PGliteSql implements Sql {
  readonly #database: PGliteInterface;

  constructor(database: PGliteInterface) {
    this.#database = database;
  }

  query<Row>(statement: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    return runnerOf(this.#database).query<Row>(statement, parameters);
  }

  script(statements: string): Promise<void> {
    return runnerOf(this.#database).script(statements);
  }

  transaction<T>(work: (sql: SqlRunner) => Promise<T>): Promise<T> {
    return this.#database.transaction((transaction) => work(runnerOf(transaction)));
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}

function runnerOf(database: Pick<Transaction, 'query' | 'exec'>): SqlRunner {
  return {
    async query<Row>(statement: string, parameters: readonly SqlValue[] = []) {
      return (await database.query<Row>(statement, [...parameters])).rows;
    },
    async script(statements) {
      await database.exec(statements);
    },
  };
}
