import { type FileHandle, open, stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { Archive } from '../core/evidence/archive.ts';
import { InflateError, openZip, type ZipTools } from '../core/zip/open-zip.ts';
import type { RandomAccess } from '../core/zip/random-access.ts';
import { openFolder } from './folder-archive.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Hands out an export as it was given, a ZIP or the folder that it was unpacked to, until `use` is done with it.
 * Rejects with `ArchiveError` when it is neither, with the file system's error when it cannot be read, and with the error
 * of `use`.
 */
export async function withArchive<Result>(
  path: string,
  use: (archive: Archive) => Promise<Result>,
): Promise<Result> {
  if ((await stat(path)).isDirectory()) return use(await openFolder(path));
  const handle = await open(path, 'r');
  try {
    return await use(await openZip(await bytesOf(handle), zipTools));
  } finally {
    await handle.close();
  }
}

async function bytesOf(handle: FileHandle): Promise<RandomAccess> {
  const { size } = await handle.stat();
  return {
    size,
    async read(from, to) {
      const bytes = new Uint8Array(to - from);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, from + filled);
        // The file was cut short while it was read; what is missing is found by its checksum.
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
  };
}

/** What is this small is at most 66 MB unpacked, and unpacked at once: a stream costs more than an entry bundle. */
const packedAtOnce = 64 * 1024;
/** An entry bundle comes in one piece, and what states a false size takes no more memory than this before it fails. */
const largestPiece = 1024 * 1024;

/** By zlib, several times as fast as in JavaScript. */
const zipTools: ZipTools = {
  crc32,
  async *inflateRaw(packed, packedBytes, statedBytes) {
    try {
      if (packedBytes > packedAtOnce) yield* inflateStream(packed);
      else
        yield plain(inflateRawSync(await joined(packed, packedBytes), { chunkSize: pieceFor(statedBytes) }));
    } catch (error) {
      throw isZlibError(error) ? new InflateError(error.message) : error;
    }
  },
};

/** A byte more than is needed, so that zlib need not ask for more room to learn that this was the end. */
function pieceFor(bytes: number): number {
  return Math.min(Math.max(bytes + 1, constants.Z_MIN_CHUNK), largestPiece);
}

async function* inflateStream(packed: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  const inflating = createInflateRaw({ chunkSize: 32 * 1024 });
  // Errors of the file come out of the stream as well.
  pipeline(Readable.from(packed, { objectMode: false, highWaterMark: 1 }), inflating, () => {});
  for await (const part of inflating) yield plain(part as Buffer<ArrayBuffer>);
}

async function joined(packed: AsyncIterable<Bytes>, length: number): Promise<Bytes> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for await (const piece of packed) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes.subarray(0, at);
}

function plain({ buffer, byteOffset, length }: Buffer<ArrayBuffer>): Bytes {
  return new Uint8Array(buffer, byteOffset, length);
}

function isZlibError(error: unknown): error is NodeJS.ErrnoException {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE';
}
