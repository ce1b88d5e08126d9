import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleStaging, StagedPiece } from '../core/ports/bundle-staging.ts';
import { type BundlePiece, endOf } from '../core/uplink/piece.ts';

/** Of one log: a year of plays and more. */
const defaultMostBytes = 536_870_912;

/** What is known of the pieces of one log without a look at the disk. */
interface StagedLog {
  /** By bundle. */
  readonly pieces: Map<number, BundlePiece & { readonly length: number }>;
  bytes: number;
}

/**
 * Pieces as files, `<folder>/<origin>/<index>-<from>-<width>`, so that weeks of backlog of many screens need no memory
 * but their names. They are not flushed: what a power cut takes is put there again.
 * Precondition: nobody else works in the folder.
 */
export class FileStaging implements BundleStaging {
  readonly #folder: string;
  readonly #mostBytes: number;
  readonly #logs = new Map<string, Promise<StagedLog>>();
  #written = 0;

  /** @param mostBytes of one log */
  constructor(folder: string, mostBytes = defaultMostBytes) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  async put(origin: string, { bytes, index, from, width }: StagedPiece): Promise<boolean> {
    const log = await this.#logOf(origin);
    const grown = bytes.length - (log.pieces.get(index)?.length ?? 0);
    if (log.bytes + grown > this.#mostBytes) return false;
    log.bytes += grown;
    const piece = { index, from, width, length: bytes.length };
    const folder = this.#folderOf(origin);
    try {
      await mkdir(folder, { recursive: true });
      // Nobody reads half a piece.
      const draft = join(folder, `draft-${this.#written++}`);
      await writeFile(draft, bytes);
      await rename(draft, join(folder, nameOf(piece)));
    } catch (error) {
      // Counted anew by the next look.
      this.#logs.delete(origin);
      throw error;
    }
    // Another may have been put in its place meanwhile.
    const before = log.pieces.get(index);
    log.pieces.set(index, piece);
    if (before && nameOf(before) !== nameOf(piece)) await rm(join(folder, nameOf(before)), { force: true });
    return true;
  }

  async get(origin: string, index: number): Promise<StagedPiece | undefined> {
    const piece = (await this.#logOf(origin)).pieces.get(index);
    if (piece === undefined) return undefined;
    const { from, width } = piece;
    const bytes = await unlessGone(() => readFile(join(this.#folderOf(origin), nameOf(piece))));
    return bytes && { index, from, width, bytes: new Uint8Array(bytes) };
  }

  async release(origin: string, size: number): Promise<void> {
    const { pieces } = await this.#logOf(origin);
    const done = [...pieces.values()].filter((piece) => endOf(piece) <= size);
    const folder = this.#folderOf(origin);
    // Counted anew by the next look.
    this.#logs.delete(origin);
    // With what a killed process left half written.
    if (done.length === pieces.size) await rm(folder, { recursive: true, force: true });
    else for (const piece of done) await rm(join(folder, nameOf(piece)), { force: true });
  }

  #logOf(origin: string): Promise<StagedLog> {
    const known = this.#logs.get(origin);
    if (known) return known;
    const found = findPieces(this.#folderOf(origin));
    this.#logs.set(origin, found);
    found.catch(() => this.#logs.delete(origin));
    return found;
  }

  /** An origin is text from outside: no character of it means anything to a file system. */
  #folderOf(origin: string): string {
    return join(this.#folder, Buffer.from(origin).toString('hex'));
  }
}

async function findPieces(folder: string): Promise<StagedLog> {
  const log: StagedLog = { pieces: new Map(), bytes: 0 };
  for (const name of (await unlessGone(() => readdir(folder))) ?? []) {
    const piece = parseName(name);
    const length = (await unlessGone(() => stat(join(folder, name))))?.size;
    if (piece === undefined || length === undefined) continue;
    log.bytes += length - (log.pieces.get(piece.index)?.length ?? 0);
    log.pieces.set(piece.index, { ...piece, length });
  }
  return log;
}

function nameOf({ index, from, width }: BundlePiece): string {
  return `${index}-${from}-${width}`;
}

function parseName(name: string): BundlePiece | undefined {
  const [, index, from, width] = /^(\d+)-(\d+)-(\d+)$/.exec(name) ?? [];
  return index === undefined ? undefined : { index: Number(index), from: Number(from), width: Number(width) };
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
