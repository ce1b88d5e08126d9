/** What runs one statement. Parameters stand in the text as `$1`, `$2`, …; `bytea` is bytes both ways. */
export interface SqlRunner {
  /** The rows that the statement gives back; `bigint` columns come as text, number or bigint: take `Number()` of them. */
  query<Row>(statement: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** Several statements without parameters, as one. */
  script(statements: string): Promise<void>;
}

export type SqlValue = string | number | boolean | Uint8Array | null;

/** A PostgreSQL, embedded or a server's. A statement outside a transaction is durable when it resolves. */
export interface Sql extends SqlRunner {
  /** All of `work` or nothing of it; what `work` throws is thrown on. */
  transaction<T>(work: (sql: SqlRunner) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
