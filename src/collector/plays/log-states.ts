import type { EntryArchive } from '../../core/ports/entry-archive.ts';
import { type LogName, logNameOf, shardNumber } from './log-name.ts';
import { LogRows, type LogState } from './log-rows.ts';
import { type PlaysSql, quoted } from './plays-sql.ts';
import { readEntry } from './read-entry.ts';
import { RowReader } from './row-binary.ts';
import { WordBlocks } from './row-words.ts';

/** A place in a log: before entry `from`. */
export interface LogPlace {
  readonly origin: string;
  readonly from: number;
}

/** Entries that are to stand there. */
export interface LogAppend extends LogPlace {
  readonly entries: readonly unknown[];
}

const entriesAtOnce = 4096;
/** A statement may have 256 KiB. */
const placesAtOnce = 2000;

/** What is kept of logs beside their entries, so that columns go on where the last append ended. */
export class LogStates {
  readonly #sql: PlaysSql;
  readonly #table: string;
  readonly #archive: Pick<EntryArchive, 'read'>;
  readonly #underWay = new Map<string, LogState>();

  constructor(sql: PlaysSql, database: string, archive: Pick<EntryArchive, 'read'>) {
    this.#sql = sql;
    this.#table = `${database}.entries`;
    this.#archive = archive;
  }

  /**
   * By {@link placeKey}. None for the beginning of a log, and none behind a hole.
   * An append ends where the next one begins, so one query knows nearly all; the others are followed entry by entry.
   */
  async before(places: readonly LogAppend[]): Promise<Map<string, LogState>> {
    const later = places.filter(({ from }) => from > 0);
    const states = later.length > 0 ? await this.#kept(later) : new Map<string, LogState>();
    const ends = new Set(places.map((place) => placeKey(endOf(place))));
    for (const place of later) {
      const key = placeKey(place);
      if (states.has(key) || ends.has(key) || this.#underWay.has(key)) continue;
      const state = await this.#followed(place);
      if (state) states.set(key, state);
    }
    return states;
  }

  /** What an append leads to that is written and not yet stored. */
  underWay(place: LogPlace): LogState | undefined {
    return this.#underWay.get(placeKey(place));
  }

  begin(place: LogPlace, state: LogState): void {
    this.#underWay.set(placeKey(place), state);
  }

  end(place: LogPlace): void {
    this.#underWay.delete(placeKey(place));
  }

  async #kept(places: readonly LogPlace[]): Promise<Map<string, LogState>> {
    const states = new Map<string, LogState>();
    for (let at = 0; at < places.length; at += placesAtOnce) {
      const rows = await this.#at(places.slice(at, at + placesAtOnce));
      for (const { origin, seq, state } of rows) states.set(placeKey({ origin, from: seq + 1 }), state);
    }
    return states;
  }

  #at(places: readonly LogPlace[]) {
    const keys = places.map(({ origin, from }) => {
      const name = logNameOf(origin);
      return `(${shardNumber(name)}, ${quoted(origin)}, ${from - 1})`;
    });
    return this.#select(`(shard, origin, seq) in (${keys.join(', ')}) and state != ''`);
  }

  async #followed({ origin, from }: LogPlace): Promise<LogState | undefined> {
    const name = logNameOf(origin);
    const [last] = await this.#select(
      `shard = ${shardNumber(name)} and origin = ${quoted(origin)} and seq < ${from} and state != ''
       order by seq desc limit 1`,
    );
    return this.#follow(name, (last?.seq ?? -1) + 1, from, last?.state);
  }

  async #follow(name: LogName, from: number, to: number, state?: LogState): Promise<LogState | undefined> {
    const log = new LogRows(name, '', new WordBlocks(), state);
    for (let at = from; at < to; at += entriesAtOnce) {
      const end = Math.min(at + entriesAtOnce, to);
      const entries = await this.#archive.read(name.origin, at, end);
      if (entries.length < end - at) return undefined;
      for (const entry of entries) log.follow(readEntry(entry));
    }
    return log.state;
  }

  async #select(where: string): Promise<{ origin: string; seq: number; state: LogState }[]> {
    const reader = new RowReader(
      await this.#sql.select(`select origin, seq, state from ${this.#table} final where ${where}`),
    );
    const rows = [];
    while (!reader.isAtEnd) {
      rows.push({
        origin: reader.text(),
        seq: reader.uint64(),
        state: JSON.parse(reader.text()) as LogState,
      });
    }
    return rows;
  }
}

/** Where the next append of the log begins. */
export function endOf({ origin, from, entries }: LogAppend): LogPlace {
  return { origin, from: from + entries.length };
}

export function placeKey({ origin, from }: LogPlace): string {
  return `${origin} ${from}`;
}
