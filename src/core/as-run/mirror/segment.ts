import type { MirrorHead, MirrorRecord } from '../../ports/as-run-mirror.ts';
import { appendLeaf, type CompactRange, leafHash } from '../../tlog/merkle.ts';
import { type Frame, readFrames } from './frame.ts';
import { decodeHeader, decodeRecord, type SegmentHeader } from './segment-format.ts';

/** One file of the second copy as read: its header and the records that follow it without a hole. */
export interface Segment {
  readonly header: SegmentHeader;
  readonly records: readonly StoredRecord[];
  /** Length of the header's frame. */
  readonly headerEnd: number;
  /** The largest size that a whole frame of the file speaks of. */
  readonly reached: number;
}

export interface StoredRecord extends MirrorRecord {
  /** Offset of the first byte behind the record in its file. */
  readonly end: number;
}

/** Undefined when the file does not begin with a whole header of the log called `origin`. */
export function readSegment(bytes: Uint8Array<ArrayBuffer>, origin: string): Segment | undefined {
  const { frames, behind } = readFrames(bytes);
  const [first, ...others] = frames;
  const header = first && decodeHeader(first.payload);
  if (first === undefined || header?.origin !== origin) return undefined;
  const records = recordsInOrder(others, header.size);
  return { header, records, headerEnd: first.end, reached: largestSize([...frames, ...behind]) };
}

/** The largest size that a whole frame of a file speaks of, also when nothing else in it can be used. */
export function reachedIn(bytes: Uint8Array<ArrayBuffer>): number {
  const { frames, behind } = readFrames(bytes);
  return largestSize([...frames, ...behind]);
}

/** Where the log stands behind the last record. */
export function headOf({ header, records, reached }: Segment): MirrorHead {
  const last = records[records.length - 1];
  let { size, range }: { size: number; range: CompactRange } = header;
  for (const { entries } of records) {
    range = extendRange(range, size, entries);
    size += entries.length;
  }
  const checkpoint = last === undefined ? header.checkpoint : last.checkpoint;
  return { size, range, checkpoint, lastFrom: last?.from ?? size, reached };
}

/** The segment without the records that hold entries from `size` on. */
export function cutSegment(segment: Segment, size: number): Segment {
  const records = segment.records.filter(({ from, entries }) => from + entries.length <= size);
  const last = records[records.length - 1];
  return { ...segment, records, reached: last ? last.from + last.entries.length : segment.header.size };
}

/** Length of the file up to the last record. */
export function endOf({ headerEnd, records }: Segment): number {
  return records[records.length - 1]?.end ?? headerEnd;
}

/** The compact range of a tree of `size` leaves with `entries` added. */
export function extendRange(range: CompactRange, size: number, entries: readonly Uint8Array[]): CompactRange {
  return entries.reduce<CompactRange>(
    (grown, entry, index) => appendLeaf(grown, size + index, leafHash(entry)),
    range,
  );
}

function largestSize(frames: readonly Frame[]): number {
  return frames.reduce((largest, { payload }) => {
    const record = decodeRecord(payload);
    const size = record ? record.from + record.entries.length : (decodeHeader(payload)?.size ?? 0);
    return Math.max(largest, size);
  }, 0);
}

function recordsInOrder(frames: readonly Frame[], size: number): StoredRecord[] {
  const records: StoredRecord[] = [];
  let next = size;
  for (const { payload, end } of frames) {
    const record = decodeRecord(payload);
    if (record?.from !== next) break;
    records.push({ ...record, end });
    next += record.entries.length;
  }
  return records;
}
