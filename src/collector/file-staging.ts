import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleStaging, StagedPiece } from '../core/ports/bundle-staging.ts';
import { type BundlePiece, endOf } from '../core/uplink/piece.ts';

/** Of one log: a year of plays and more. */
const defaultMostBytes = 536_870_912;

/**
 * Pieces as files, `<folder>/<origin>/<index>-<from>-<width>`, so that weeks of backlog of many screens need no memory.
 * They are not flushed: what a power cut takes is put there again.
 */
export class FileStaging implements BundleStaging {
  readonly #folder: string;
  readonly #mostBytes: number;
  /** Bytes of each log that is being received. */
  readonly #bytes = new Map<string, number>();
  #written = 0;

  /** @param mostBytes of one log */
  constructor(folder: string, mostBytes = defaultMostBytes) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  async put(origin: string, piece: StagedPiece): Promise<boolean> {
    const folder = this.#folderOf(origin);
    const earlier = (await namesIn(folder)).filter((name) => parseName(name)?.index === piece.index);
    const freed = await bytesIn(folder, earlier);
    const grown = (await this.#bytesOf(origin)) - freed + piece.bytes.length;
    if (grown > this.#mostBytes) return false;
    this.#bytes.set(origin, grown);
    await mkdir(folder, { recursive: true });
    // Nobody reads half a piece.
    const draft = join(folder, `draft-${process.pid}-${this.#written++}`);
    await writeFile(draft, piece.bytes);
    for (const name of earlier) await rm(join(folder, name), { force: true });
    await rename(draft, join(folder, nameOf(piece)));
    return true;
  }

  async get(origin: string, index: number): Promise<StagedPiece | undefined> {
    const folder = this.#folderOf(origin);
    const name = (await namesIn(folder)).find((known) => parseName(known)?.index === index);
    const piece = name === undefined ? undefined : parseName(name);
    if (name === undefined || piece === undefined) return undefined;
    const bytes = await unlessGone(() => readFile(join(folder, name)));
    return bytes && { ...piece, bytes: new Uint8Array(bytes) };
  }

  async release(origin: string, size: number): Promise<void> {
    const folder = this.#folderOf(origin);
    const pieces = (await namesIn(folder)).filter((name) => parseName(name) !== undefined);
    const done = pieces.filter((name) => isBelow(name, size));
    // With what a killed process left half written.
    if (done.length === pieces.length) await rm(folder, { recursive: true, force: true });
    for (const name of done) await rm(join(folder, name), { force: true });
    // Counted anew by the next put.
    this.#bytes.delete(origin);
  }

  async #bytesOf(origin: string): Promise<number> {
    const folder = this.#folderOf(origin);
    return this.#bytes.get(origin) ?? bytesIn(folder, await namesIn(folder));
  }

  /** An origin is text from outside: no character of it means anything to a file system. */
  #folderOf(origin: string): string {
    return join(this.#folder, Buffer.from(origin).toString('hex'));
  }
}

function nameOf({ index, from, width }: BundlePiece): string {
  return `${index}-${from}-${width}`;
}

function parseName(name: string): BundlePiece | undefined {
  const [, index, from, width] = /^(\d+)-(\d+)-(\d+)$/.exec(name) ?? [];
  return index === undefined ? undefined : { index: Number(index), from: Number(from), width: Number(width) };
}

function isBelow(name: string, size: number): boolean {
  const piece = parseName(name);
  return piece !== undefined && endOf(piece) <= size;
}

async function bytesIn(folder: string, names: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const name of names) bytes += (await unlessGone(() => stat(join(folder, name))))?.size ?? 0;
  return bytes;
}

async function namesIn(folder: string): Promise<string[]> {
  return (await unlessGone(() => readdir(folder))) ?? [];
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
