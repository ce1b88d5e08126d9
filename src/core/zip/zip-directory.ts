import { ArchiveError } from '../evidence/archive.ts';
import { isArchivePath } from './archive-path.ts';
import type { RandomAccess } from './random-access.ts';
import { centralHeader, endRecord, flag, localHeader, method, mostBytes } from './zip-format.ts';

export interface ZipEntry {
  /** The name as it stands in the file. */
  readonly name: Uint8Array;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  /** Of its local header. */
  readonly offset: number;
  /** Where the next entry or the directory begins. */
  readonly end: number;
}

/** A year of plays is a gigabyte; what claims to hold more than this is meant to fill a disk. */
export const mostArchiveBytes = 16 * 2 ** 30;

/**
 * Reads the central directory, and nothing else.
 * @returns the entries by path, in the order of the directory; folders are left out
 * @throws ArchiveError
 */
export async function readZipDirectory(source: RandomAccess): Promise<Map<string, ZipEntry>> {
  const { count, from, to } = await findDirectory(source);
  const bytes = await source.read(from, to);
  const entries = withEnds(readRecords(bytes, count), from);
  const total = [...entries.values()].reduce((sum, { size }) => sum + size, 0);
  if (total > mostArchiveBytes)
    throw new ArchiveError(`Cannot open the ZIP file: ${total} bytes are too many`);
  return entries;
}

/** The end record is the last of the file but for its comment. */
async function findDirectory(source: RandomAccess): Promise<{ count: number; from: number; to: number }> {
  const { size } = source;
  const start = Math.max(0, size - endRecord.bytes - endRecord.longestComment);
  const tail = await source.read(start, size);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  for (let at = tail.length - endRecord.bytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== endRecord.signature) continue;
    if (at + endRecord.bytes + view.getUint16(at + 20, true) !== tail.length) continue;
    return directoryOf(new DataView(tail.buffer, tail.byteOffset + at, endRecord.bytes), start + at);
  }
  throw malformed('it is not a ZIP file, or its end is missing');
}

function directoryOf(end: DataView, at: number): { count: number; from: number; to: number } {
  const count = end.getUint16(10, true);
  const size = end.getUint32(12, true);
  const from = end.getUint32(16, true);
  if (end.getUint32(4, true) !== 0 || end.getUint16(8, true) !== count)
    throw malformed('it is one of several parts');
  if (size === mostBytes || from === mostBytes) throw malformed('ZIP64 is not read');
  if (from + size !== at) throw malformed('its directory is not where its end says');
  return { count, from, to: at };
}

type Record = Omit<ZipEntry, 'end'> & { readonly path: string };

function readRecords(bytes: Uint8Array<ArrayBuffer>, count: number): Record[] {
  const records: Record[] = [];
  let at = 0;
  while (at < bytes.length) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at);
    if (view.byteLength < centralHeader.bytes || view.getUint32(0, true) !== centralHeader.signature) {
      throw malformed('its directory is damaged');
    }
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => view.getUint16(field, true));
    const nameAt = at + centralHeader.bytes;
    const next = nameAt + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0);
    if (next > bytes.length) throw malformed('its directory is cut short');
    records.push(readRecord(view, bytes.slice(nameAt, nameAt + (nameBytes ?? 0))));
    at = next;
  }
  if (records.length !== count) throw malformed(`its directory has ${records.length} files, not ${count}`);
  return records;
}

function readRecord(view: DataView, name: Uint8Array): Record {
  const flags = view.getUint16(8, true);
  const path = pathOf(name, flags);
  const record = {
    path,
    name,
    method: view.getUint16(10, true),
    crc: view.getUint32(16, true),
    compressed: view.getUint32(20, true),
    size: view.getUint32(24, true),
    offset: view.getUint32(42, true),
  };
  if (flags & flag.encrypted) throw refused(path, 'it is encrypted');
  if (record.method !== method.stored && record.method !== method.deflated) {
    throw refused(path, `its method ${record.method} is not read`);
  }
  if (record.method === method.stored && record.compressed !== record.size)
    throw refused(path, 'its sizes differ');
  if ([record.compressed, record.size, record.offset].includes(mostBytes))
    throw refused(path, 'ZIP64 is not read');
  return record;
}

function pathOf(name: Uint8Array, flags: number): string {
  const isAscii = name.every((byte) => byte < 0x80);
  if (!isAscii && !(flags & flag.utf8)) throw malformed('a name is neither ASCII nor UTF-8');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(name);
  } catch {
    throw malformed('a name is not UTF-8');
  }
}

/** Checks names and that no entry reaches into the next: what is there once cannot be unpacked a thousand times. */
function withEnds(records: readonly Record[], directoryAt: number): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  const byOffset = [...records].sort((a, b) => a.offset - b.offset);
  const ends = new Map(byOffset.map((record, at) => [record, byOffset[at + 1]?.offset ?? directoryAt]));
  for (const record of records) {
    const { path, ...entry } = record;
    const end = ends.get(record) ?? 0;
    const isFolder = path.endsWith('/');
    if (!isArchivePath(isFolder ? path.slice(0, -1) : path)) {
      throw refused(JSON.stringify(path.slice(0, 100)), 'its name is not a plain path');
    }
    if (entry.offset + localHeader.bytes + entry.name.length + entry.compressed > end) {
      throw refused(path, 'it overlaps another file');
    }
    if (entries.has(path)) throw refused(path, 'it is there twice');
    if (!isFolder) entries.set(path, { ...entry, end });
  }
  return entries;
}

function malformed(detail: string): ArchiveError {
  return new ArchiveError(`Cannot open the ZIP file: ${detail}`);
}

function refused(path: string, detail: string): ArchiveError {
  return new ArchiveError(`Cannot open the ZIP file: ${path}: ${detail}`, path);
}
