import type { Table } from './table.ts';

/** A ClickHouse: embedded, or a cluster of servers. Statements keep to what 18.16 and today's understand. */
export interface PlaysSql {
  /** See `Dialect`. */
  readonly reportSettings: string;
  /** Makes a table where it is not there yet, on every server, so that an insert is as durable as it gets here. */
  createTable(database: string, table: Table): Promise<void>;
  /** The table that has a server's own rows, for statements about storage; reports ask the one that has all. */
  storedIn(database: string, table: Table): string;
  /**
   * A `select` with `final` and `order by` has to name every column of the table's key somewhere: 18.16's Distributed
   * tables do not find them else.
   * @param statement a `select` without `format`
   * @returns its rows as `RowBinary`
   */
  select(statement: string): Promise<Uint8Array>;
  /** Durable when it resolves. @param rows all columns of the table, in its order, as `RowBinary` */
  insert(database: string, table: Table, rows: Uint8Array): Promise<void>;
  /** A statement without an answer, on every server. */
  command(statement: string): Promise<void>;
  close(): Promise<void>;
}

/** A string as a literal of a statement. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
