import { Inflate } from 'fflate';
import { type Archive, ArchiveError } from '../evidence/archive.ts';
import { crc32 } from './crc32.ts';
import { type RandomAccess, windowed } from './random-access.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';
import { localHeader, method } from './zip-format.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const bytesPerRead = 1 << 18;
/** Deflate grows at most 1,032-fold: no more than 33 MB come of one piece before they are counted. */
const bytesPerPiece = 1 << 12;

/** These bytes are no raw Deflate. */
export class InflateError extends Error {
  override readonly name = 'InflateError';
}

/** What most of the time of unpacking goes to; a platform may have something faster than JavaScript. */
export interface ZipTools {
  /**
   * Unpacks raw Deflate (RFC 1951). Rejects with {@link InflateError} when it is none.
   * @param statedBytes how long it claims to become; may be a lie
   */
  readonly inflateRaw: (
    pieces: AsyncIterable<Bytes>,
    packedBytes: number,
    statedBytes: number,
  ) => AsyncIterable<Bytes>;
  /** The CRC of what came before and `bytes`; 0 is that of nothing. */
  readonly crc32: (bytes: Uint8Array, before: number) => number;
}

/**
 * Opens a ZIP file whose every byte may come from an attacker: by its central directory, to the letter, and with
 * limits. Refused are encryption, ZIP64, spanned archives, methods other than stored and deflated, names that leave the
 * folder, names that come twice, entries that overlap, more than {@link mostArchiveBytes} in all. A file that does not
 * have its stated size and CRC rejects while it is read.
 * @throws ArchiveError
 */
export async function openZip(file: RandomAccess, tools: ZipTools = portableTools): Promise<Archive> {
  const entries = await readZipDirectory(file);
  const source = windowed(file);
  return {
    paths: [...entries.keys()],
    open(path) {
      const entry = entries.get(path);
      return entry && readEntry(source, path, entry, tools);
    },
  };
}

async function* readEntry(
  source: RandomAccess,
  path: string,
  entry: ZipEntry,
  tools: ZipTools,
): AsyncGenerator<Bytes, void> {
  const from = await dataOffset(source, path, entry);
  const packed = pieces(source, from, entry.compressed);
  const isStored = entry.method === method.stored;
  const unpacked = isStored ? packed : unpack(tools.inflateRaw(packed, entry.compressed, entry.size), path);
  let [size, crc] = [0, 0];
  for await (const part of unpacked) {
    size += part.length;
    crc = tools.crc32(part, crc);
    if (size > entry.size) throw damaged(path, `it is longer than the ${entry.size} bytes that are stated`);
    if (part.length > 0) yield part;
  }
  if (size !== entry.size) throw damaged(path, `it has ${size} bytes, not ${entry.size}`);
  if (crc !== entry.crc) throw damaged(path, 'its checksum is wrong');
}

async function* unpack(parts: AsyncIterable<Bytes>, path: string): AsyncGenerator<Bytes, void> {
  try {
    yield* parts;
  } catch (error) {
    throw error instanceof InflateError ? damaged(path, error.message) : error;
  }
}

/** Where the data begin: the local header says how long it is itself. */
async function dataOffset(
  source: RandomAccess,
  path: string,
  { offset, name, end, compressed }: ZipEntry,
): Promise<number> {
  const header = await source.read(offset, Math.min(offset + localHeader.bytes + name.length, end));
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const isHeader =
    header.length === localHeader.bytes + name.length &&
    view.getUint32(0, true) === localHeader.signature &&
    view.getUint16(26, true) === name.length &&
    name.every((byte, at) => byte === header[localHeader.bytes + at]);
  if (!isHeader) throw damaged(path, 'its header is not that of the directory');
  const from = offset + localHeader.bytes + name.length + view.getUint16(28, true);
  if (from + compressed > end) throw damaged(path, 'it runs into what follows');
  return from;
}

async function* pieces(source: RandomAccess, from: number, length: number): AsyncGenerator<Bytes, void> {
  const end = from + length;
  for (let at = from; at < end; at += bytesPerRead) {
    const read = await source.read(at, Math.min(at + bytesPerRead, end));
    for (let start = 0; start < read.length; start += bytesPerPiece) {
      yield read.subarray(start, start + bytesPerPiece);
    }
  }
}

const portableTools: ZipTools = { inflateRaw: inflate, crc32 };

async function* inflate(packed: AsyncIterable<Bytes>): AsyncGenerator<Bytes, void> {
  let ready: Bytes[] = [];
  const inflating = new Inflate((data) => ready.push(data as Bytes));
  for await (const piece of packed) {
    push(inflating, piece, false);
    yield* ready;
    ready = [];
  }
  push(inflating, new Uint8Array(), true);
  yield* ready;
}

function push(inflating: Inflate, piece: Bytes, isLast: boolean): void {
  try {
    inflating.push(piece, isLast);
  } catch (error) {
    throw new InflateError(error instanceof Error ? error.message : String(error));
  }
}

function damaged(path: string, detail: string): ArchiveError {
  return new ArchiveError(`Cannot read ${path}: ${detail}`, path);
}
