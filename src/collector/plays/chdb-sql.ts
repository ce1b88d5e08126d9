import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PlaysSql } from './plays-sql.ts';

/** As much of chdb as is used. It stands in packages of its own, see `collector/package.json`, so its types do too. */
interface Session {
  queryAsync(statement: string, options?: { format: string }): Promise<{ text(): string }>;
  insert(rows: { table: string; format: 'TabSeparated'; values: Uint8Array }): Promise<unknown>;
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
  mkdirSync(folder, { recursive: true });
  return new ChdbSql(new Session(folder));
}

class ChdbSql implements PlaysSql {
  // ClickHouse leaves both to replicas and has them off; here there is one copy.
  readonly durableTable = 'settings fsync_after_insert = 1, fsync_part_directory = 1';
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async command(statement: string): Promise<void> {
    await this.#session.queryAsync(statement);
  }

  async rows(statement: string): Promise<unknown[][]> {
    const result = await this.#session.queryAsync(statement, { format: 'JSONCompact' });
    return (JSON.parse(result.text()) as { data: unknown[][] }).data;
  }

  async insert(table: string, lines: Uint8Array): Promise<void> {
    await this.#session.insert({ table, format: 'TabSeparated', values: lines });
  }

  async close(): Promise<void> {
    this.#session.close();
  }
}
