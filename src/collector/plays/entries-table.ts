import type { Table } from './table.ts';

/** The evidence: the bytes of every entry as they were signed. */
export const entriesTable: Table = {
  name: 'entries',
  columns: {
    shard: 'UInt64',
    origin: 'String',
    seq: 'UInt64',
    /** In UTC, when the entry says it was; see `utcDayOf`. */
    day: 'Date',
    entry: 'Bytes',
    /** At the last entry of each append: what the rows of the next one follow from, see `LogState`. Else empty. */
    state: 'Bytes',
  },
  orderBy: ['shard', 'origin', 'seq'],
};
