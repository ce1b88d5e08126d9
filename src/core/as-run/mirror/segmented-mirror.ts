import type { AppendFiles } from '../../ports/append-files.ts';
import type { AsRunMirror, MirrorHead, MirrorRecord } from '../../ports/as-run-mirror.ts';
import { AsRunStoreError } from '../../ports/as-run-store.ts';
import type { ScreenIdentity } from '../screen-identity.ts';
import { encodeFrame, readFrames } from './frame.ts';
import { cutSegment, endOf, extendRange, headOf, reachedIn, readSegment, type Segment } from './segment.ts';
import { decodeIdentity, encodeHeader, encodeIdentity, encodeRecord } from './segment-format.ts';

/** A new file begins with the first record after this many entries: about 3 MB, read within a tenth of a second. */
const entriesPerSegment = 4_096;
const identityPath = 'as-run/identity.log';

interface OpenLog {
  readonly origin: string;
  readonly folder: string;
  /** First sequence numbers of the segments, ascending. */
  starts: number[];
  /** The last segment's first sequence number; undefined for an empty log. */
  lastStart: number | undefined;
  /** Length of the last file up to its last whole record. */
  end: number;
  head: MirrorHead;
}

const emptyHead: MirrorHead = { size: 0, range: [], checkpoint: undefined, lastFrom: 0, reached: 0 };

/**
 * Keeps the second copy in files `as-run/<screen id>/<epoch>/<first sequence number>.log`, each a header and records in
 * checksummed frames.
 */
export class SegmentedAsRunMirror implements AsRunMirror {
  readonly #files: AppendFiles;
  readonly #entriesPerSegment: number;
  #log: OpenLog | undefined;
  /** The old segment that was read last: reading goes on in it as a rule. */
  #cached: { readonly start: number; readonly segment: Segment | undefined } | undefined;

  constructor(files: AppendFiles, segmentSize = entriesPerSegment) {
    this.#files = files;
    this.#entriesPerSegment = segmentSize;
  }

  async open(origin: string): Promise<MirrorHead> {
    const folder = origin.replace(/^changming/, 'as-run');
    this.#cached = undefined;
    this.#log = undefined;
    const starts = (await this.#files.list(folder)).map(startOf).filter((start) => start >= 0);
    const log = { origin, folder, starts: starts.sort((a, b) => a - b), lastStart: undefined };
    this.#log = await this.#lookAtEnd({ ...log, end: 0, head: emptyHead });
    return this.#log.head;
  }

  async append(record: MirrorRecord): Promise<void> {
    const log = this.#opened();
    const { head } = log;
    if (record.from !== head.size) {
      throw new AsRunStoreError('conflict', `${head.size} entries are kept, not ${record.from}`);
    }
    await this.#dropBehind(log);
    const frame = encodeFrame(encodeRecord(record));
    const { lastStart } = log;
    const full = lastStart === undefined || head.size - lastStart >= this.#entriesPerSegment;
    await (full ? this.#beginSegment(log, frame) : this.#extendSegment(log, lastStart, frame));
    const size = head.size + record.entries.length;
    log.head = {
      size,
      range: extendRange(head.range, head.size, record.entries),
      checkpoint: record.checkpoint,
      lastFrom: record.from,
      reached: size,
    };
    this.#cached = undefined;
  }

  async truncate(size: number): Promise<MirrorHead> {
    const log = this.#opened();
    this.#cached = undefined;
    if (size >= log.head.size && log.head.reached === log.head.size) return log.head;
    for (const start of log.starts.filter((first) => first >= size && first > 0).reverse()) {
      await this.#remove(log, start);
    }
    this.#log = await this.#lookAtEnd(log);
    await this.#dropBehind(this.#log);
    await this.#cutLast(this.#log, size);
    return this.#log.head;
  }

  async readEntries(from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]> {
    const log = this.#opened();
    const found: Uint8Array<ArrayBuffer>[] = [];
    const end = Math.min(to, log.head.size);
    while (from + found.length < end) {
      const next = from + found.length;
      const part = await this.#entriesAt(log, next, end);
      if (part.length === 0) break;
      found.push(...part);
    }
    return found;
  }

  async readIdentity(): Promise<ScreenIdentity | undefined> {
    const { frames } = readFrames((await this.#files.read(identityPath)) ?? new Uint8Array());
    const last = frames[frames.length - 1];
    return last && decodeIdentity(last.payload);
  }

  async writeIdentity(screen: ScreenIdentity): Promise<void> {
    const { frames } = readFrames((await this.#files.read(identityPath)) ?? new Uint8Array());
    // Behind the one before, so that a write that does not come to its end leaves that one.
    const end = frames[frames.length - 1]?.end ?? 0;
    await this.#files.write(identityPath, end, encodeFrame(encodeIdentity(screen)));
  }

  close(): void {
    this.#log = undefined;
    this.#files.close();
  }

  /** Finds the last segment that begins with a whole header. Those behind it hold nothing that can be used. */
  async #lookAtEnd(log: OpenLog): Promise<OpenLog> {
    let reached = 0;
    for (const start of [...log.starts].reverse()) {
      const bytes = await this.#files.read(pathOf(log, start));
      if (bytes !== undefined) reached = Math.max(reached, reachedIn(bytes));
      const segment = bytes && segmentAt(bytes, log.origin, start);
      if (segment === undefined) continue;
      const head = headOf(segment);
      reached = Math.max(reached, head.size);
      return { ...log, lastStart: start, end: endOf(segment), head: { ...head, reached } };
    }
    return { ...log, lastStart: undefined, end: 0, head: { ...emptyHead, reached } };
  }

  async #cutLast(log: OpenLog, size: number): Promise<void> {
    const start = log.lastStart;
    const segment = start === undefined ? undefined : await this.#readSegment(log, start);
    if (start === undefined || segment === undefined) {
      log.head = emptyHead;
      return;
    }
    const kept = cutSegment(segment, size);
    await this.#files.write(pathOf(log, start), endOf(kept), new Uint8Array());
    log.end = endOf(kept);
    log.head = headOf(kept);
  }

  async #extendSegment(log: OpenLog, start: number, frame: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      await this.#files.write(pathOf(log, start), log.end, frame);
      log.end += frame.length;
    } catch (error) {
      // Best effort: what is refused should not be found later. If this fails too, it is never read as acknowledged.
      await this.#files.write(pathOf(log, start), log.end, new Uint8Array()).catch(() => {});
      throw error;
    }
  }

  async #beginSegment(log: OpenLog, frame: Uint8Array<ArrayBuffer>): Promise<void> {
    const { size: start, range, checkpoint } = log.head;
    const header = encodeFrame(encodeHeader({ origin: log.origin, size: start, range, checkpoint }));
    log.starts = [...log.starts.filter((other) => other < start), start];
    try {
      // In one write: a file with a header alone would be one more state to think of.
      await this.#files.write(pathOf(log, start), 0, joined(header, frame));
    } catch (error) {
      await this.#remove(log, start).catch(() => {});
      throw error;
    }
    log.lastStart = start;
    log.end = header.length + frame.length;
  }

  /** Removes the segments behind the last one that can be used, before something takes their place. */
  async #dropBehind(log: OpenLog): Promise<void> {
    const { lastStart = -1 } = log;
    for (const start of log.starts.filter((other) => other > lastStart)) await this.#remove(log, start);
  }

  async #remove(log: OpenLog, start: number): Promise<void> {
    await this.#files.remove(pathOf(log, start));
    log.starts = log.starts.filter((other) => other !== start);
  }

  /** The entries from `from` up to `to`, as far as they lie in the segment that holds `from`. */
  async #entriesAt(log: OpenLog, from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]> {
    const start = log.starts.filter((first) => first <= from).pop();
    if (start === undefined) return [];
    if (this.#cached?.start !== start) {
      this.#cached = { start, segment: await this.#readSegment(log, start) };
    }
    const records = this.#cached.segment?.records ?? [];
    const inside = records.filter((record) => record.from < to && record.from + record.entries.length > from);
    const wanted = inside.flatMap(({ from: first, entries }) =>
      entries.slice(Math.max(0, from - first), to - first),
    );
    // Copies: a view would carry its whole file to whoever receives it.
    return wanted.map((entry) => entry.slice());
  }

  async #readSegment(log: OpenLog, start: number): Promise<Segment | undefined> {
    const bytes = await this.#files.read(pathOf(log, start));
    return bytes && segmentAt(bytes, log.origin, start);
  }

  #opened(): OpenLog {
    if (this.#log === undefined) throw new AsRunStoreError('closed', 'no log is open in the second copy');
    return this.#log;
  }
}

function segmentAt(bytes: Uint8Array<ArrayBuffer>, origin: string, start: number): Segment | undefined {
  const segment = readSegment(bytes, origin);
  return segment?.header.size === start ? segment : undefined;
}

function pathOf({ folder }: OpenLog, start: number): string {
  // Padded, so that a listing by name is one in order.
  return `${folder}/${String(start).padStart(12, '0')}.log`;
}

function startOf(name: string): number {
  return /^\d{12}\.log$/.test(name) ? Number(name.slice(0, 12)) : -1;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
