/** A ClickHouse, embedded or a server's. Statements keep to what 18.16 and today's understand. */
export interface PlaysSql {
  /** What a table's definition ends with, so that an insert is on the disk when it resolves. */
  readonly durableTable: string;
  command(statement: string): Promise<void>;
  /** @param statement a `select` without `format` */
  rows(statement: string): Promise<unknown[][]>;
  /** @param lines rows as `TabSeparated`, which can say any byte */
  insert(table: string, lines: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** A string as a literal of a statement. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
