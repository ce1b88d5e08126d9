import { setImmediate } from 'node:timers/promises';
import type { EntryArchive } from '../../core/ports/entry-archive.ts';
import { utcDayOf } from './calendar-day.ts';
import { entriesTable } from './entries-table.ts';
import { logNameOf, shardNumber } from './log-name.ts';
import { LogRows } from './log-rows.ts';
import { endOf, LogStates, placeKey } from './log-states.ts';
import { type PlaysSql, quoted } from './plays-sql.ts';
import { playsTable } from './plays-table.ts';
import { readEntry, wallMsOf } from './read-entry.ts';
import { RowReader, RowWriter } from './row-binary.ts';
import { WordBlocks } from './row-words.ts';
import { Together } from './together.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface Append {
  readonly origin: string;
  readonly from: number;
  readonly entries: readonly Bytes[];
}

export interface SqlEntryArchiveOptions {
  readonly database?: string;
  /** Where in the tree a screen stands now, `/district/street/bank`; asked once for each append. */
  readonly organisationOf?: (screen: string) => string | Promise<string>;
}

/** About 16 MB an insert: less costs more inserts, more costs memory and gains nothing. */
const mostEntriesTogether = 32_768;
/** So often the others of this process have their turn. */
const entriesPerTurn = 1024;

/**
 * Entries in a ClickHouse, and beside them the columns that reports ask. The same entry again is one more row with the
 * same key: merges drop it in their time, and `final` on every read until then. Looking before each insert would cost a
 * query per append and still let two receivers insert at once.
 *
 * Columns follow from the entries before, in order. Behind a hole, which no receiver leaves, they begin anew.
 */
export class SqlEntryArchive implements EntryArchive {
  readonly #sql: PlaysSql;
  readonly #database: string;
  readonly #organisationOf: (screen: string) => string | Promise<string>;
  readonly #states: LogStates;
  readonly #words = new WordBlocks();
  readonly #appends: Together<Append>;

  private constructor(sql: PlaysSql, { database = 'changming', organisationOf }: SqlEntryArchiveOptions) {
    this.#sql = sql;
    this.#database = database;
    this.#organisationOf = organisationOf ?? (() => '');
    this.#states = new LogStates(sql, database, this);
    this.#appends = new Together(
      (appends) => this.#insert(appends),
      ({ entries }) => entries.length,
      mostEntriesTogether,
    );
  }

  /** Makes the tables where they are not there yet. Owns `sql`, and closes it. */
  static async open(sql: PlaysSql, options: SqlEntryArchiveOptions = {}): Promise<SqlEntryArchive> {
    const archive = new SqlEntryArchive(sql, options);
    for (const table of [entriesTable, playsTable]) await sql.createTable(archive.#database, table);
    return archive;
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
    try {
      const rows = await this.#rowsOf(appends);
      await Promise.all([
        this.#sql.insert(this.#database, entriesTable, rows.entries.bytes()),
        this.#sql.insert(this.#database, playsTable, rows.plays.bytes()),
      ]);
    } finally {
      for (const append of appends) this.#states.end(endOf(append));
    }
  }

  async #rowsOf(appends: readonly Append[]): Promise<Rows> {
    const rows: Rows = { entries: new RowWriter(1 << 20), plays: new RowWriter(1 << 20) };
    const states = await this.#states.before(appends);
    for (const append of appends) {
      const name = logNameOf(append.origin);
      const organisation = await this.#organisationOf(name.screen);
      const state = states.get(placeKey(append)) ?? this.#states.underWay(append);
      const log = new LogRows(name, organisation, this.#words, state);
      await writeAppend(rows, log, append);
      this.#states.begin(endOf(append), log.state);
    }
    return rows;
  }
}

interface Rows {
  readonly entries: RowWriter;
  readonly plays: RowWriter;
}

async function writeAppend(rows: Rows, log: LogRows, { origin, from, entries }: Append): Promise<void> {
  const { shard } = logNameOf(origin);
  for (const [index, bytes] of entries.entries()) {
    const entry = readEntry(bytes);
    const isLast = index === entries.length - 1;
    log.write(rows.plays, from + index, entry);
    rows.entries.raw(shard);
    rows.entries.word(origin);
    rows.entries.uint64(from + index);
    rows.entries.uint16(utcDayOf(wallMsOf(entry)));
    rows.entries.string(bytes);
    rows.entries.string(isLast ? Buffer.from(JSON.stringify(log.state)) : nothing);
    if (index % entriesPerTurn === entriesPerTurn - 1) await setImmediate();
  }
}

const nothing = new Uint8Array();
