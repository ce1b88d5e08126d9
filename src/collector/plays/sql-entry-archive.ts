import type { EntryArchive } from '../../core/ports/entry-archive.ts';
import { utcDayOf } from './calendar-day.ts';
import { entriesTable } from './entries-table.ts';
import { logNameOf, shardNumber } from './log-name.ts';
import { type PlaysSql, quoted } from './plays-sql.ts';
import { readEntry, wallMsOf } from './read-entry.ts';
import { RowReader, RowWriter } from './row-binary.ts';
import { Together } from './together.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface Append {
  readonly origin: string;
  readonly from: number;
  readonly entries: readonly Bytes[];
}

/** A few dozen megabytes an insert: less costs more inserts, more costs memory and gains nothing. */
const mostEntriesTogether = 65_536;

/**
 * Entries in a ClickHouse. The same entry again is one more row with the same key: merges drop it in their time, and
 * `final` on every read until then. Looking before each insert would cost a query per append and still let two
 * receivers insert at once.
 */
export class SqlEntryArchive implements EntryArchive {
  readonly #sql: PlaysSql;
  readonly #database: string;
  readonly #appends: Together<Append>;

  private constructor(sql: PlaysSql, database: string) {
    this.#sql = sql;
    this.#database = database;
    this.#appends = new Together(
      (appends) => this.#insert(appends),
      ({ entries }) => entries.length,
      mostEntriesTogether,
    );
  }

  /** Makes the tables where they are not there yet. Owns `sql`, and closes it. */
  static async open(sql: PlaysSql, database = 'changming'): Promise<SqlEntryArchive> {
    await sql.createTable(database, entriesTable);
    return new SqlEntryArchive(sql, database);
  }

  async append(origin: string, from: number, entries: readonly Bytes[]): Promise<void> {
    if (entries.length > 0) await this.#appends.add({ origin, from, entries });
  }

  async read(origin: string, from: number, to: number): Promise<Bytes[]> {
    const rows = await this.#sql.select(
      `select seq, entry from ${this.#database}.entries final
       where shard = ${shardNumber(logNameOf(origin))} and origin = ${quoted(origin)}
       and seq >= ${from} and seq < ${to} order by seq`,
    );
    const reader = new RowReader(rows);
    const found: Bytes[] = [];
    while (!reader.isAtEnd && reader.uint64() === from + found.length) found.push(reader.string());
    return found;
  }

  async close(): Promise<void> {
    await this.#appends.idle();
    await this.#sql.close();
  }

  async #insert(appends: readonly Append[]): Promise<void> {
    const rows = new RowWriter();
    for (const append of appends) writeEntries(rows, append);
    await this.#sql.insert(this.#database, entriesTable, rows.bytes());
  }
}

function writeEntries(rows: RowWriter, { origin, from, entries }: Append): void {
  const { shard } = logNameOf(origin);
  entries.forEach((entry, index) => {
    rows.raw(shard);
    rows.word(origin);
    rows.uint64(from + index);
    rows.uint16(utcDayOf(wallMsOf(readEntry(entry))));
    rows.string(entry);
  });
}
