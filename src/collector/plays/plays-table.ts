import type { Table } from './table.ts';

/**
 * What reports ask, derived once from the evidence when it is received; proves nothing and can be made anew. One row for
 * each entry and quarter of an hour that it adds to, so that hours and days are sums; a play is one row, or two where the
 * quarter ends within it.
 */
export const playsTable: Table = {
  name: 'plays',
  columns: {
    shard: 'UInt64',
    screen: 'Word',
    epoch: 'UInt32',
    /** Path in the tree at the time of receipt. */
    organisation: 'Word',
    seq: 'UInt64',
    /** Quarters of an hour since 1970-01-01T00:00Z. */
    quarter: 'UInt32',
    /** In UTC, of the quarter; 1970-01-01 before 2020 and after 2049. */
    day: 'Date',
    /** 1 in one row of each entry, that of the quarter in which it began: sums of it count entries, and plays. */
    begins: 'UInt8',
    /** Wall time of the entry, milliseconds since 1970-01-01T00:00Z, and the UTC offset that it was stamped with. */
    start_ms: 'Int64',
    offset_minutes: 'Int16',
    /** On-air time that passed with this entry, and time that its picture was on view, in this quarter. */
    on_air_ms: 'UInt32',
    airtime_ms: 'UInt32',
    /** Of the entry; `unreadable` where it is no JSON object. */
    type: 'Word',
    zone: 'Word',
    category: 'Word',
    topic: 'Word',
    spot: 'Word',
    kind: 'Word',
    /** `<id>@<revision>` */
    playlist: 'Word',
    programme: 'Word',
    /** Of a play how it went; of a programme, takeover or stop what was done. */
    outcome: 'Word',
    /** Why a play ended, or what was done about a fault. */
    ended: 'Word',
    /** Code of the reason for a choice; why a screen went on or off air. */
    because: 'Word',
    /** Of a fault what it was; of an `on-air` the player's version. */
    what: 'Word',
  },
  orderBy: ['day', 'shard', 'screen', 'epoch', 'seq', 'quarter'],
};
