import type { AsRunEntry } from '../../core/as-run/entry.ts';
import { offsetMinutesOf } from '../../core/report/play-columns.ts';
import { countedZone } from '../../core/report/report.ts';
import { utcDayOf } from './calendar-day.ts';
import type { LogName } from './log-name.ts';
import {
  OnAirQuarters,
  type OnAirState,
  playBeside,
  type QuarterPart,
  quarterMs,
} from './on-air-quarters.ts';
import { stampOf, wallMsOf } from './read-entry.ts';
import { RowWriter } from './row-binary.ts';
import type { WordBlocks } from './row-words.ts';

/** What of a log's entries so far the rows of the next one follow from. */
export interface LogState {
  /** Of the last entry that said so: one that does not keeps them. */
  readonly wallMs: number;
  readonly onAirMs: number;
  readonly clock?: OnAirState;
}

/** Writes the rows of one log for {@link playsTable}. Entries have to come in order, from where `state` was. */
export class LogRows {
  readonly #prefix: Uint8Array;
  readonly #words: WordBlocks;
  readonly #clock: OnAirQuarters;
  #wallMs: number;
  #onAirMs: number;

  constructor(name: LogName, organisation: string, words: WordBlocks, state?: LogState) {
    this.#prefix = prefixOf(name, organisation);
    this.#words = words;
    this.#clock = new OnAirQuarters(state?.clock);
    this.#wallMs = state?.wallMs ?? 0;
    this.#onAirMs = state?.onAirMs ?? 0;
  }

  get state(): LogState {
    const { state } = this.#clock;
    return { wallMs: this.#wallMs, onAirMs: this.#onAirMs, ...(state && { clock: state }) };
  }

  /** @param entry undefined for bytes that are none */
  write(rows: RowWriter, seq: number, entry: AsRunEntry | undefined): void {
    const parts = this.follow(entry);
    const words = this.#words.of(entry);
    const offset = offsetMinutesOf(stampOf(entry));
    for (const part of parts) this.#row(rows, seq, words, offset, part);
  }

  /** Goes on over an entry whose rows are there. */
  follow(entry: AsRunEntry | undefined): QuarterPart[] {
    const wallMs = wallMsOf(entry);
    if (Number.isFinite(wallMs)) this.#wallMs = wallMs;
    this.#onAirMs = wholeOr(this.#onAirMs, entry?.onAirMs, longestOnAirMs);
    return this.#partsOf(entry);
  }

  #partsOf(entry: AsRunEntry | undefined): QuarterPart[] {
    if (!entry) return playBeside(this.#wallMs, 0);
    if (entry.type !== 'play') return this.#clock.pass(this.#onAirMs, this.#wallMs);
    const airtimeMs = wholeOr(0, entry.airtimeMs, mostMs);
    if (entry.zone !== countedZone) return playBeside(this.#wallMs, airtimeMs);
    return this.#clock.play(this.#onAirMs, this.#wallMs, airtimeMs);
  }

  /** In the order of the table's columns. */
  #row(rows: RowWriter, seq: number, words: Uint8Array, offsetMinutes: number, part: QuarterPart): void {
    rows.raw(this.#prefix);
    rows.uint64(seq);
    rows.uint32(part.quarter);
    rows.uint16(utcDayOf(part.quarter * quarterMs));
    rows.uint8(part.begins ? 1 : 0);
    rows.int64(this.#wallMs);
    rows.int16(offsetMinutes);
    rows.uint32(Math.min(part.onAirMs, mostMs));
    rows.uint32(Math.min(part.airtimeMs, mostMs));
    rows.raw(words);
  }
}

/** Seven weeks; what reports read from a log is bounded alike. */
const mostMs = 4_294_967_294;
/** Eighteen thousand years: with any wall time still a whole number. */
const longestOnAirMs = 2 ** 49;

/** What all rows of a log begin with. */
function prefixOf({ shard, screen, epoch }: LogName, organisation: string): Uint8Array {
  const rows = new RowWriter(128);
  rows.raw(shard);
  rows.string(Buffer.from(screen));
  rows.uint32(epoch);
  rows.string(Buffer.from(organisation));
  return rows.bytes();
}

function wholeOr(otherwise: number, value: unknown, most: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return otherwise;
  return Math.min(Math.max(Math.floor(value), 0), most);
}
