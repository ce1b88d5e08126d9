import { Deflate, deflateSync } from 'fflate';
import { ArchiveError, type ArchiveFile } from '../evidence/archive.ts';
import { crc32 } from './crc32.ts';
import {
  centralHeader,
  dataDescriptor,
  endRecord,
  flag,
  localHeader,
  method,
  mostBytes,
  mostFiles,
} from './zip-format.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface ZipOptions {
  /** ISO 8601; its local date and time stand at every file, so that the same files give the same bytes. */
  readonly modified: string;
}

interface Written {
  readonly name: Bytes;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
}

/** 2.0: deflate. Made by Unix, so that the mode of the files counts. */
const version = 20;
const madeBy = (3 << 8) | version;
/** Regular file, rw-r--r--. */
const externalAttributes = (0o100644 << 16) >>> 0;

/**
 * A ZIP file in pieces, made while it is read: one file, or a part of one, is in memory at a time. Each file is read to
 * its end before the next is asked for.
 * @throws ArchiveError when there are more than 65,535 files or 4 GiB
 */
export async function* writeZip(
  files: AsyncIterable<ArchiveFile> | Iterable<ArchiveFile>,
  { modified }: ZipOptions,
): AsyncGenerator<Bytes, void> {
  const time = dosTime(modified);
  const written: Written[] = [];
  let offset = 0;
  for await (const file of files) {
    if (written.length === mostFiles)
      throw new ArchiveError(`Cannot write more than ${mostFiles} files`, file.path);
    const entry = writeEntry(file, offset, time);
    for (let part = await entry.next(); ; part = await entry.next()) {
      if (part.done) {
        written.push(part.value);
        break;
      }
      offset += part.value.length;
      if (offset >= mostBytes) throw new ArchiveError('Cannot write more than 4 GiB', file.path);
      yield part.value;
    }
  }
  yield* directory(written, offset, time);
}

function writeEntry(file: ArchiveFile, offset: number, time: number): AsyncGenerator<Bytes, Written> {
  return Array.isArray(file.chunks)
    ? writeKnown(file, file.chunks, offset, time)
    : writeStreamed(file, offset, time);
}

/** A file that is in memory: its sizes stand before it. */
async function* writeKnown(
  { path, incompressible }: ArchiveFile,
  chunks: readonly Bytes[],
  offset: number,
  time: number,
): AsyncGenerator<Bytes, Written> {
  const content = joined(chunks);
  const deflated = incompressible ? content : (deflateSync(content) as Bytes);
  const isStored = deflated.length >= content.length;
  const data = isStored ? content : deflated;
  const entry: Written = {
    name: nameOf(path),
    flags: flag.utf8,
    method: isStored ? method.stored : method.deflated,
    crc: crc32(content),
    compressed: data.length,
    size: content.length,
    offset,
  };
  yield header(entry, time);
  yield data;
  return entry;
}

/** A file of which nothing is known before its end: its sizes stand after it. */
async function* writeStreamed(
  { path, chunks }: ArchiveFile,
  offset: number,
  time: number,
): AsyncGenerator<Bytes, Written> {
  const name = nameOf(path);
  const flags = flag.utf8 | flag.descriptor;
  const open: Written = { name, flags, method: method.deflated, crc: 0, compressed: 0, size: 0, offset };
  yield header(open, time);
  let [crc, size, compressed] = [0, 0, 0];
  let ready: Bytes[] = [];
  const deflate = new Deflate({}, (data) => ready.push(data as Bytes));
  for await (const chunk of chunks) {
    crc = crc32(chunk, crc);
    size += chunk.length;
    deflate.push(chunk);
    compressed += lengthOf(ready);
    yield* ready;
    ready = [];
  }
  deflate.push(new Uint8Array(), true);
  compressed += lengthOf(ready);
  yield* ready;
  const entry = { ...open, crc, size, compressed };
  yield fields(dataDescriptor.bytes, [4, dataDescriptor.signature], [4, crc], [4, compressed], [4, size]);
  return entry;
}

function header({ name, flags, method, crc, compressed, size }: Written, time: number): Bytes {
  return withName(
    fields(
      localHeader.bytes,
      [4, localHeader.signature],
      [2, version],
      [2, flags],
      [2, method],
      [4, time],
      [4, crc],
      [4, compressed],
      [4, size],
      [2, name.length],
      [2, 0],
    ),
    name,
  );
}

function* directory(written: readonly Written[], offset: number, time: number): Generator<Bytes> {
  let size = 0;
  for (const entry of written) {
    const record = centralRecord(entry, time);
    size += record.length;
    yield record;
  }
  const count = written.length;
  yield fields(
    endRecord.bytes,
    [4, endRecord.signature],
    [4, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, offset],
    [2, 0],
  );
}

function centralRecord({ name, flags, method, crc, compressed, size, offset }: Written, time: number): Bytes {
  return withName(
    fields(
      centralHeader.bytes,
      [4, centralHeader.signature],
      [2, madeBy],
      [2, version],
      [2, flags],
      [2, method],
      [4, time],
      [4, crc],
      [4, compressed],
      [4, size],
      [2, name.length],
      [4, 0],
      [4, 0],
      [4, externalAttributes],
      [4, offset],
    ),
    name,
  );
}

/** Little-endian fields of 2 or 4 bytes, one after the other. */
function fields(length: number, ...values: readonly (readonly [bytes: 2 | 4, value: number])[]): Bytes {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, value] of values) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  if (at !== length) throw new RangeError(`${at} bytes of fields are not ${length}`);
  return bytes;
}

function withName(record: Bytes, name: Bytes): Bytes {
  return joined([record, name]);
}

function nameOf(path: string): Bytes {
  return new TextEncoder().encode(path);
}

/** Date and time of MS-DOS, 1980 to 2107, in steps of two seconds; the time is the lower half. */
function dosTime(iso: string): number {
  const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)/.exec(iso) ?? [];
  const [year = 1980, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number);
  if (year < 1980 || year > 2107) return (1 << 21) | (1 << 16);
  const date = ((year - 1980) << 9) | (month << 5) | day;
  return ((date << 16) | (hour << 11) | (minute << 5) | (second >> 1)) >>> 0;
}

function joined(chunks: readonly Bytes[]): Bytes {
  const [only] = chunks;
  if (chunks.length === 1 && only) return only;
  const all = new Uint8Array(lengthOf(chunks));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function lengthOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}
