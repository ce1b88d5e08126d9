import type { EntryArchive } from '../../core/ports/entry-archive.ts';
import { type PlaysSql, quoted } from './plays-sql.ts';
import { escaped } from './tab-separated.ts';

/**
 * Entries in a ClickHouse. The same entry again is one more row with the same key: merges drop it in their time, and
 * `final` on every read until then. Looking before each insert would cost a query per append and still let two
 * receivers insert at once.
 */
export class SqlEntryArchive implements EntryArchive {
  readonly #sql: PlaysSql;
  readonly #table: string;

  private constructor(sql: PlaysSql, database: string) {
    this.#sql = sql;
    this.#table = `${database}.entries`;
  }

  /** Makes the tables where they are not there yet. Owns `sql`, and closes it. */
  static async open(sql: PlaysSql, database = 'changming'): Promise<SqlEntryArchive> {
    await sql.command(`create database if not exists ${database}`);
    await sql.command(
      `create table if not exists ${database}.entries (origin String, seq UInt64, entry String)
       engine = ReplacingMergeTree() order by (origin, seq) ${sql.durableTable}`,
    );
    return new SqlEntryArchive(sql, database);
  }

  async append(origin: string, from: number, entries: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    if (entries.length === 0) return;
    const name = Buffer.from(escaped(Buffer.from(origin)));
    const lines = entries.flatMap((entry, index) => [
      name,
      Buffer.from(`\t${from + index}\t`),
      escaped(entry),
      lineEnd,
    ]);
    await this.#sql.insert(this.#table, Buffer.concat(lines));
  }

  async read(origin: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]> {
    // As text, because JSON knows no bytes; `base64Encode` is not there in 18.16.
    const rows = await this.#sql.rows(
      `select seq, hex(entry) from ${this.#table} final
       where origin = ${quoted(origin)} and seq >= ${from} and seq < ${to} order by seq`,
    );
    const hole = rows.findIndex(([seq], index) => Number(seq) !== from + index);
    const whole = hole === -1 ? rows : rows.slice(0, hole);
    return whole.map(([, hex]) => Uint8Array.from(Buffer.from(String(hex), 'hex')));
  }

  close(): Promise<void> {
    return this.#sql.close();
  }
}

const lineEnd = Buffer.from('\n');
