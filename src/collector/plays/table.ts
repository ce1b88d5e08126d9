/** A table, in words that each ClickHouse puts into its own. */
export interface Table {
  readonly name: string;
  /** In the order in which rows are written. */
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Rows with the same values here are one: the one inserted last. Begins with `shard`. */
  readonly orderBy: readonly string[];
}

/** `Word`: a string of which there are few. `Bytes`: one that is read rarely and is to be small. */
export type ColumnType =
  | 'UInt8'
  | 'UInt16'
  | 'Int16'
  | 'UInt32'
  | 'UInt64'
  | 'Int64'
  | 'Date'
  | 'Word'
  | 'String'
  | 'Bytes';

/** What versions of ClickHouse say in different ways, or not at all. */
export interface Dialect {
  readonly word: string;
  readonly bytes: string;
  /** What a table's definition ends with. */
  readonly settings: string;
}

/**
 * Merges drop rows that came again in their time; reads say `final` until then. A month is what a retention drops at
 * once; every table has the column for it.
 */
export function createStatement(name: string, { columns, orderBy }: Table, dialect: Dialect): string {
  const list = Object.entries(columns).map(([column, type]) => `${column} ${typeIn(dialect, type)}`);
  return `create table if not exists ${name} (${list.join(', ')})
    engine = ReplacingMergeTree() partition by toYYYYMM(day) order by (${orderBy.join(', ')}) ${dialect.settings}`;
}

/** The columns as `RowBinary` has them: how they are stored makes no difference there. */
export function structureOf({ columns }: Table): string {
  const plain: Dialect = { word: 'String', bytes: 'String', settings: '' };
  return Object.entries(columns)
    .map(([column, type]) => `${column} ${typeIn(plain, type)}`)
    .join(', ');
}

function typeIn(dialect: Dialect, type: ColumnType): string {
  if (type === 'Word') return dialect.word;
  return type === 'Bytes' ? dialect.bytes : type;
}
