/** A table, in words that each ClickHouse puts into its own. */
export interface Table {
  readonly name: string;
  /** In the order in which rows are written. */
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Rows with the same values here are one: the one inserted last. */
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
  /** Of an insert. */
  readonly insertSettings: Readonly<Record<string, number>>;
  /** What a `select` from a table whose key begins with its day ends with: rows of two months are never the same. */
  readonly reportSettings: string;
}

export const todaysDialect: Dialect = {
  word: 'LowCardinality(String)',
  bytes: 'String codec(ZSTD(1))',
  // ClickHouse leaves both to replicas and has them off.
  settings: 'settings fsync_after_insert = 1, fsync_part_directory = 1',
  // The clocks of screens decide how many months come in one insert; none of them may hold up the others.
  insertSettings: { max_partitions_per_insert_block: 0 },
  reportSettings: 'settings do_not_merge_across_partitions_select_final = 1',
};

/**
 * Debian's 18.16 has codecs and `LowCardinality` in part and as experiments, sets no limit to partitions and cannot be
 * told to sync: what it acknowledges survives the process, and the power only by replicas. Both kinds were tried; no
 * version in between was.
 */
const dialectOf18: Dialect = {
  word: 'String',
  bytes: 'String',
  settings: '',
  insertSettings: {},
  reportSettings: '',
};

/** @param version as `version()` says: `18.16.1`, `26.7.2.1` */
export function dialectOf(version: string): Dialect {
  return Number.parseInt(version, 10) <= 18 ? dialectOf18 : todaysDialect;
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
  return Object.entries(columns)
    .map(([column, type]) => `${column} ${typeIn({ word: 'String', bytes: 'String' }, type)}`)
    .join(', ');
}

function typeIn(dialect: Pick<Dialect, 'word' | 'bytes'>, type: ColumnType): string {
  if (type === 'Word') return dialect.word;
  return type === 'Bytes' ? dialect.bytes : type;
}
