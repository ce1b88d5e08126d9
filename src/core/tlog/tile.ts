import { sha256 } from '@noble/hashes/sha2.js';
import { type Hash, nodePrefix } from './merkle.ts';
import type { HashReader } from './proof.ts';

// Tiles as in https://c2sp.org/tlog-tiles: the tree cut into pieces of height 8, each a file.

/** Hashes of a full tile, and entries of a full bundle. */
export const tileWidth = 256;
export const tileHeight = 8;
export const hashBytes = 32;
const highestLevel = 63;

export interface Tile {
  /** 0 for leaf hashes; `entries` for an entry bundle. */
  readonly level: number | 'entries';
  /** Index within the level. */
  readonly index: number;
  /** 1 to 256; less than 256 is a partial tile. */
  readonly width: number;
}

/** `tile/<L>/<N>[.p/<W>]` */
export function tilePath({ level, index, width }: Tile): string {
  const groups = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  }
  return `tile/${level}/${groups.join('/')}${width === tileWidth ? '' : `.p/${width}`}`;
}

/** The tile that a path names, or undefined unless the path is exactly what {@link tilePath} would give for it. */
export function parseTilePath(path: string): Tile | undefined {
  const [, level, groups = '', partial] =
    /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path) ?? [];
  if (level === undefined) return undefined;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.replace(/[x/]/g, '')),
    width: partial === undefined ? tileWidth : Number(partial),
  };
  const isInRange =
    Number.isSafeInteger(tile.index) && (tile.level === 'entries' || tile.level <= highestLevel);
  return isInRange && tilePath(tile) === path ? tile : undefined;
}

/** The tile at a place in the tree of `size` leaves, or undefined where that has none. */
export function tileAt(level: Tile['level'], index: number, size: number): Tile | undefined {
  const hashes = level === 'entries' ? size : Math.floor(size / tileWidth ** level);
  const width = Math.min(hashes - index * tileWidth, tileWidth);
  return width > 0 ? { level, index, width } : undefined;
}

/** Every tile of hashes that the tree of `size` leaves has: `floor(size / 256^L)` hashes on level L. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0; ; level++) {
    if (tileAt(level, 0, size) === undefined) return;
    for (let index = 0; ; index++) {
      const tile = tileAt(level, index, size);
      if (tile === undefined) break;
      yield tile;
    }
  }
}

/** The partial tiles of the tree of `size` leaves, the lowest first. They alone make its root. */
export function rightEdge(size: number): Tile[] {
  const edge: Tile[] = [];
  for (let level = 0; size >= tileWidth ** level; level++) {
    const hashes = Math.floor(size / tileWidth ** level);
    const tile = tileAt(level, Math.floor(hashes / tileWidth), size);
    if (tile) edge.push(tile);
  }
  return edge;
}

/** The tiles above leaf `seq`, from level 0 up to the right edge. Precondition: `seq < size`. */
export function tilesAbove(seq: number, size: number): Tile[] {
  const above: Tile[] = [];
  for (let level = 0; ; level++) {
    const tile = tileAt(level, Math.floor(seq / tileWidth ** (level + 1)), size);
    if (tile) above.push(tile);
    if (tile?.width !== tileWidth) return above;
  }
}

/** The Merkle tree hash of the hashes of a full tile, or of any run of 2^n hashes: what stands for it a level above. */
export function perfectHash(hashes: Uint8Array): Hash {
  if (hashes.length === 0) throw new RangeError('No hashes have no hash');
  let row = hashes;
  while (row.length > hashBytes) row = rowAbove(row);
  return copyOf(row, 0);
}

/** Two hashes that stand side by side are, behind the prefix, what the node above them is the hash of. */
function rowAbove(row: Uint8Array): Uint8Array {
  const above = new Uint8Array(row.length / 2);
  const node = new Uint8Array(1 + 2 * hashBytes);
  node.set(nodePrefix);
  for (let at = 0; at < row.length; at += 2 * hashBytes) {
    node.set(row.subarray(at, at + 2 * hashBytes), 1);
    above.set(sha256(node), at / 2);
  }
  return above;
}

function copyOf(hashes: Uint8Array, at: number): Hash {
  return new Uint8Array(hashes.subarray(at, at + hashBytes));
}

/**
 * Reads the hashes of subtrees, for proofs in the tree of `size` leaves, from its tiles.
 * @param readTile gives the bytes of a tile that the tree has
 */
export function tileHashReader(
  size: number,
  readTile: (tile: Tile) => Uint8Array | Promise<Uint8Array>,
): HashReader {
  return async (level, index) => {
    const count = 2 ** (level % tileHeight);
    const first = Number(index) * count;
    const tile = tileAt(Math.floor(level / tileHeight), Math.floor(first / tileWidth), size);
    const at = (first % tileWidth) * hashBytes;
    const hashes = tile && (await readTile(tile)).subarray(at, at + count * hashBytes);
    if (hashes?.length !== count * hashBytes) {
      throw new RangeError(`A tree of size ${size} has no subtree ${index} of height ${level}`);
    }
    return perfectHash(hashes);
  };
}

/** The bytes of a tile. */
export interface FilledTile {
  readonly tile: Tile & { readonly level: number };
  readonly hashes: Uint8Array<ArrayBuffer>;
}

/** Fills tiles from leaf hashes as they come. Holds one tile a level, however large the tree. */
export class TileBuilder {
  readonly #levels: { hashes: Uint8Array<ArrayBuffer>; count: number }[] = [];

  /** Adds the next leaf and returns the tiles that it has filled, the lowest first. */
  add(leaf: Hash): FilledTile[] {
    const filled: FilledTile[] = [];
    let hash = leaf;
    for (let level = 0; ; level++) {
      const full = this.#put(level, hash);
      if (full === undefined) return filled;
      filled.push(full);
      hash = perfectHash(full.hashes);
    }
  }

  /** The partial tiles of the tree so far, the lowest first. */
  partial(): FilledTile[] {
    return this.#levels.flatMap(({ hashes, count }, level) => {
      const width = count % tileWidth;
      const tile = { level, index: Math.floor(count / tileWidth), width };
      return width === 0 ? [] : [{ tile, hashes: hashes.slice(0, width * hashBytes) }];
    });
  }

  #put(level: number, hash: Hash): FilledTile | undefined {
    this.#levels[level] ??= { hashes: new Uint8Array(tileWidth * hashBytes), count: 0 };
    const at = this.#levels[level];
    at.hashes.set(hash, (at.count % tileWidth) * hashBytes);
    at.count++;
    if (at.count % tileWidth !== 0) return undefined;
    const tile = { level, index: at.count / tileWidth - 1, width: tileWidth };
    return { tile, hashes: at.hashes.slice() };
  }
}

/**
 * The compact range of a tree, from the partial tiles of its {@link rightEdge}: the roots of the perfect subtrees that
 * its size in binary names, largest first.
 * @param edge the hashes of the partial tiles, the lowest first
 */
export function rangeOfEdge(edge: readonly Uint8Array[]): Hash[] {
  return [...edge].reverse().flatMap((hashes) => {
    const range: Hash[] = [];
    let at = 0;
    for (let width = tileWidth / 2; width >= 1; width /= 2) {
      const bytes = width * hashBytes;
      if (hashes.length % (2 * bytes) < bytes) continue;
      range.push(perfectHash(hashes.subarray(at, at + bytes)));
      at += bytes;
    }
    return range;
  });
}
