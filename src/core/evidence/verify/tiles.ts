import type { Hash } from '../../tlog/merkle.ts';
import { hashBytes, type Tile, tileAt, tilePath, tileWidth } from '../../tlog/tile.ts';
import type { HashTile } from './contents.ts';
import type { ExportReader } from './export-reader.ts';
import type { Findings } from './findings.ts';

/** Tiles are asked for in order, so those above the present one suffice; a few more for the right edge. */
const mostKept = 32;

/** The hash tiles of an export, each read about once, with at most a few in memory. */
export class Tiles {
  readonly size: number;
  private readonly reader: ExportReader;
  private readonly format: Findings;
  private readonly kept = new Map<string, Uint8Array<ArrayBuffer> | undefined>();

  constructor(size: number, reader: ExportReader, format: Findings) {
    this.size = size;
    this.reader = reader;
    this.format = format;
  }

  /** The hashes of a tile, or undefined where it is absent or has not the length that its width asks for. */
  async read(tile: Tile): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const path = tilePath(tile);
    const kept = this.kept.get(path);
    if (kept !== undefined || this.kept.has(path)) return kept;
    const hashes = await this.load(path, tile.width * hashBytes);
    this.kept.set(path, hashes);
    const [oldest] = this.kept.keys();
    if (this.kept.size > mostKept && oldest !== undefined) this.kept.delete(oldest);
    return hashes;
  }

  /** What stands for a full tile one level above: undefined where that level is not carried. */
  async above({ level, index }: HashTile): Promise<Hash | undefined> {
    const parent = tileAt(level + 1, Math.floor(index / tileWidth), this.size);
    const hashes = parent && (await this.read(parent));
    return hashes && hashAt(hashes, index % tileWidth);
  }

  private async load(path: string, length: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const malformed = (found: string | number) =>
      this.format.fail('tile-malformed', { file: path, expected: length, found });
    let tooLong = false;
    const bytes = await this.reader.read(path, length, () => {
      tooLong = true;
    });
    if (tooLong) malformed('more');
    if (bytes && bytes.length !== length) malformed(bytes.length);
    return bytes?.length === length ? bytes : undefined;
  }
}

export function hashAt(hashes: Uint8Array<ArrayBuffer>, index: number): Hash {
  return hashes.subarray(index * hashBytes, (index + 1) * hashBytes);
}

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
