import type { Table } from './table.ts';

/** The evidence: the bytes of every entry as they were signed. */
export const entriesTable: Table = {
  name: 'entries',
  columns: { shard: 'UInt64', origin: 'String', seq: 'UInt64', day: 'Date', entry: 'Bytes' },
  orderBy: ['shard', 'origin', 'seq'],
};
