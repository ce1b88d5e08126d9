import { mkdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type PlaysSql, quoted } from './plays-sql.ts';
import { createStatement, structureOf, type Table, todaysDialect } from './table.ts';

/** As much of chdb as is used. It stands in packages of its own, see `collector/package.json`, so its types do too. */
interface Session {
  queryAsync(statement: string, options?: { format: string }): Promise<{ bytes(): Uint8Array }>;
  close(): void;
}

/**
 * The embedded ClickHouse, in a folder of its own.
 * Precondition: the process has no other such folder open, and no other process this one.
 * @throws when chdb is not installed: `node scripts/ensure-chdb.mjs`
 */
export function openChdb(folder: string): PlaysSql {
  const requireChdb = createRequire(new URL('../../../collector/package.json', import.meta.url));
  const { Session } = requireChdb('chdb') as { Session: new (folder: string) => Session };
  const incoming = resolve(folder, 'incoming');
  mkdirSync(incoming, { recursive: true });
  return new ChdbSql(new Session(folder), incoming);
}

const insertSettings = Object.entries(todaysDialect.insertSettings)
  .map(([name, value]) => `${name} = ${value}`)
  .join(', ');

/** Files in use, by number: the lowest free one is taken, so that what a killed process left is written over. */
const taken = new Set<number>();

class ChdbSql implements PlaysSql {
  readonly reportSettings = todaysDialect.reportSettings;
  readonly #session: Session;
  readonly #incoming: string;

  constructor(session: Session, incoming: string) {
    this.#session = session;
    this.#incoming = incoming;
  }

  storedIn(database: string, { name }: Table): string {
    return `${database}.${name}`;
  }

  async createTable(database: string, table: Table): Promise<void> {
    await this.command(`create database if not exists ${database}`);
    await this.command(createStatement(`${database}.${table.name}`, table, todaysDialect));
  }

  async command(statement: string): Promise<void> {
    await this.#session.queryAsync(statement);
  }

  async select(statement: string): Promise<Uint8Array> {
    return (await this.#session.queryAsync(statement, { format: 'RowBinary' })).bytes();
  }

  /** By way of a file, because chdb takes rows in memory as text only, and parsing that takes ten times as long. */
  async insert(database: string, table: Table, rows: Uint8Array): Promise<void> {
    const number = lowestFree(taken);
    const file = join(this.#incoming, `${number}.rows`);
    taken.add(number);
    try {
      await writeFile(file, rows);
      await this.#session.queryAsync(
        `insert into ${database}.${table.name} settings ${insertSettings}
         select * from file(${quoted(file)}, 'RowBinary', ${quoted(structureOf(table))})`,
      );
    } finally {
      await rm(file, { force: true });
      taken.delete(number);
    }
  }

  async close(): Promise<void> {
    this.#session.close();
  }
}

function lowestFree(numbers: ReadonlySet<number>): number {
  let number = 0;
  while (numbers.has(number)) number++;
  return number;
}
