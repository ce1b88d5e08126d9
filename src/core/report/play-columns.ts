import type { AsRunEntry, PlayEntry } from '../as-run/entry.ts';
import { stampMs } from '../as-run/stamp-ms.ts';
import type { SubjectDictionary } from './subject-dictionary.ts';

/**
 * Consecutive entries of the as-run log as columns: row i is entry `firstSeq + i`. Parsing a million entries takes
 * seconds, reading their columns a fraction of one. Derived data: it can be thrown away and built anew, and proves nothing.
 */
export interface PlayColumns {
  readonly firstSeq: number;
  readonly count: number;
  /** Wall time, milliseconds since 1970-01-01T00:00Z; of a play, that of its first frame. */
  readonly wallMs: Float64Array;
  readonly onAirMs: Float64Array;
  /** Numbers of the {@link SubjectDictionary}. */
  readonly subject: Uint32Array;
  /** Zero for rows that are not plays; so are the columns below. */
  readonly airtimeMs: Uint32Array;
  readonly plannedMs: Uint32Array;
  readonly gapMs: Uint32Array;
  /** {@link noFrames} where the spot has none. */
  readonly framesShown: Uint32Array;
  readonly framesDropped: Uint32Array;
  /** UTC offset that the entry was stamped with. */
  readonly offsetMinutes: Int16Array;
}

export const noFrames = 0xffffffff;

/** Rows of a full chunk. About 43 kB: below the 64 KiB from which Chromium stores a value as a file of its own. */
export const rowsPerChunk = 1024;

/** Two of 8 bytes, six of 4, one of 2. */
const bytesPerRow = 42;

const columnNames = [
  'wallMs',
  'onAirMs',
  'subject',
  'airtimeMs',
  'plannedMs',
  'gapMs',
  'framesShown',
  'framesDropped',
  'offsetMinutes',
] as const;

/**
 * @param entries bytes of consecutive entries, the first of them number `firstSeq`
 * @param dictionary learns the subjects that it has not seen
 */
export function encodePlayColumns(
  firstSeq: number,
  entries: readonly Uint8Array[],
  dictionary: SubjectDictionary,
): PlayColumns {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const parsed = entries.map((bytes) => parseEntry(utf8.decode(bytes)));
  return columnsOfEntries(firstSeq, parsed, dictionary);
}

/** The same of entries that are parsed already; undefined stands for bytes that are no entry. */
export function columnsOfEntries(
  firstSeq: number,
  entries: readonly (AsRunEntry | undefined)[],
  dictionary: SubjectDictionary,
): PlayColumns {
  const columns = viewColumns(firstSeq, new ArrayBuffer(entries.length * bytesPerRow));
  entries.forEach((entry, row) => {
    writeRow(columns, row, entry, dictionary);
  });
  return columns;
}

/** A chunk that is filled row by row, so that no entry has to wait in memory for those after it. */
export class GrowingColumns {
  private readonly columns: PlayColumns;
  private count = 0;

  constructor(firstSeq: number) {
    this.columns = viewColumns(firstSeq, new ArrayBuffer(rowsPerChunk * bytesPerRow));
  }

  /** Number of the entry that has to come next. */
  get nextSeq(): number {
    return this.columns.firstSeq + this.count;
  }

  get isFull(): boolean {
    return this.count === rowsPerChunk;
  }

  /** Precondition: not full. */
  add(entry: AsRunEntry | undefined, dictionary: SubjectDictionary): void {
    writeRow(this.columns, this.count++, entry, dictionary);
  }

  /** What was added. Nothing may be added any more. */
  finished(): PlayColumns {
    return this.isFull ? this.columns : firstRows(this.columns, this.count);
  }
}

function firstRows(columns: PlayColumns, count: number): PlayColumns {
  const shorter = viewColumns(columns.firstSeq, new ArrayBuffer(count * bytesPerRow));
  for (const name of columnNames) shorter[name].set(columns[name].subarray(0, count));
  return shorter;
}

/** The bytes to keep: {@link viewColumns} makes columns of them again without copying. */
export function columnBytes(columns: PlayColumns): ArrayBuffer {
  return columns.wallMs.buffer as ArrayBuffer;
}

/** Columns over bytes that {@link encodePlayColumns} made. */
export function viewColumns(firstSeq: number, bytes: ArrayBuffer): PlayColumns {
  const count = Math.floor(bytes.byteLength / bytesPerRow);
  const word = (column: number) => new Uint32Array(bytes, count * (16 + column * 4), count);
  return {
    firstSeq,
    count,
    wallMs: new Float64Array(bytes, 0, count),
    onAirMs: new Float64Array(bytes, count * 8, count),
    subject: word(0),
    airtimeMs: word(1),
    plannedMs: word(2),
    gapMs: word(3),
    framesShown: word(4),
    framesDropped: word(5),
    offsetMinutes: new Int16Array(bytes, count * 40, count),
  };
}

/** FNV-1a over 32-bit words (the last few bytes one by one): finds damage, does not withstand forgery. */
export function checksumOf(bytes: ArrayBuffer): number {
  const wordCount = Math.floor(bytes.byteLength / 4);
  let hash = 0x811c9dc5;
  for (const word of new Uint32Array(bytes, 0, wordCount)) hash = Math.imul(hash ^ word, 0x01000193);
  for (const byte of new Uint8Array(bytes, wordCount * 4)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function parseEntry(json: string): AsRunEntry | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as AsRunEntry) : undefined;
  } catch {
    return undefined;
  }
}

function writeRow(
  columns: PlayColumns,
  row: number,
  entry: AsRunEntry | undefined,
  dictionary: SubjectDictionary,
): void {
  columns.subject[row] = entry ? dictionary.idOfEntry(entry) : dictionary.idOf({ type: 'unreadable' });
  // An entry that says no time keeps that of the one before, so that it neither opens nor closes a gap.
  const stamp = entry?.type === 'clock' ? entry.newWall : entry?.at;
  columns.wallMs[row] = numberOr(stampMs(String(stamp)), columns.wallMs[row - 1] ?? 0);
  columns.onAirMs[row] = numberOr(entry?.onAirMs, columns.onAirMs[row - 1] ?? 0);
  columns.offsetMinutes[row] = offsetMinutesOf(String(stamp));
  writePlay(columns, row, entry?.type === 'play' ? entry : undefined);
}

function writePlay(columns: PlayColumns, row: number, play: PlayEntry | undefined): void {
  columns.airtimeMs[row] = wordOf(play?.airtimeMs);
  columns.plannedMs[row] = wordOf(play?.plannedMs);
  columns.gapMs[row] = wordOf(play?.gapMs);
  columns.framesShown[row] = play?.frames ? wordOf(play.frames.shown) : noFrames;
  columns.framesDropped[row] = play?.frames ? wordOf(play.frames.dropped) : noFrames;
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

/** Rounded down, as airtime is. */
function wordOf(value: unknown): number {
  return Math.min(Math.max(Math.floor(numberOr(value, 0)), 0), noFrames - 1);
}

let lastOffset = { text: '', minutes: 0 };

/** The UTC offset at the end of an RFC 3339 stamp; 0 where there is none. A log has one or two. */
export function offsetMinutesOf(stamp: string): number {
  const text = stamp.slice(-'+00:00'.length);
  if (lastOffset.text !== text) lastOffset = { text, minutes: minutesOf(text) };
  return lastOffset.minutes;
}

function minutesOf(offset: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}
