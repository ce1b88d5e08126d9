import { encodeBase64 } from '../../tlog/base64.ts';
import type { Checkpoint } from '../../tlog/checkpoint.ts';
import { type CompactRange, type Hash, rootOf } from '../../tlog/merkle.ts';
import {
  perfectHash,
  rangeOfEdge,
  rightEdge,
  type Tile,
  tileAt,
  tilePath,
  tileWidth,
} from '../../tlog/tile.ts';
import type { Contents, HashTile } from './contents.ts';
import type { Findings } from './findings.ts';
import { hashAt, sameHash, type Tiles } from './tiles.ts';

// From the root down: the partial tiles of the right edge make the root that the checkpoint signs, every full tile is
// a hash of the tile above it, and every entry is a hash of its tile. So each hash is computed once, whether the whole
// log is carried or a day of it, and what differs says where.

/** Compares the root of the right edge with the checkpoint, and every carried tile above the leaves with its parent. */
export async function checkUpperTiles(
  { size, tiles: carried }: Contents,
  checkpoint: Checkpoint | undefined,
  tiles: Tiles,
  findings: Findings,
): Promise<void> {
  if (checkpoint?.size === size) await checkRoot(checkpoint, tiles, findings);
  for (const tile of carried) {
    if (tile.level === 0) continue;
    findings.count('tiles');
    const hashes = await tiles.read(tile);
    if (hashes) await checkAgainstParent(tile, hashes, tiles, findings);
  }
}

/** Compares the leaf hashes of a bundle with its tile, and that with its parent. */
export async function checkLeaves(
  bundle: Tile,
  leaves: readonly Hash[],
  tiles: Tiles,
  findings: Findings,
): Promise<void> {
  const tile = { ...bundle, level: 0 };
  const hashes = await tiles.read(tile);
  if (!hashes) return;
  leaves.forEach((leaf, row) => {
    const stated = hashAt(hashes, row);
    if (sameHash(leaf, stated)) return;
    findings.fail('entry-hash-differs', {
      entry: bundle.index * tileWidth + row,
      expected: encodeBase64(stated),
      found: encodeBase64(leaf),
    });
  });
  await checkLeafTile(tile, tiles, findings);
}

/** A tile of leaf hashes, with or without the bundle that belongs to it. */
export async function checkLeafTile(tile: HashTile, tiles: Tiles, findings: Findings): Promise<void> {
  findings.count('tiles');
  const hashes = await tiles.read(tile);
  if (hashes) await checkAgainstParent(tile, hashes, tiles, findings);
}

/** The compact range of the first `size` entries, as far as the tiles left of there are carried. */
export async function rangeBefore(size: number, tiles: Tiles): Promise<CompactRange | undefined> {
  const edge: Uint8Array[] = [];
  for (const { level, index, width } of rightEdge(size)) {
    const tile = tileAt(level, index, tiles.size);
    const hashes = tile && (await tiles.read(tile));
    if (!hashes) return undefined;
    edge.push(hashes.subarray(0, width * 32));
  }
  return rangeOfEdge(edge);
}

async function checkRoot(checkpoint: Checkpoint, tiles: Tiles, findings: Findings): Promise<void> {
  const range = await rangeBefore(checkpoint.size, tiles);
  if (!range) return;
  const found = rootOf(range);
  if (sameHash(found, checkpoint.root)) return;
  findings.fail('root-differs', {
    size: checkpoint.size,
    expected: encodeBase64(checkpoint.root),
    found: encodeBase64(found),
  });
}

async function checkAgainstParent(
  tile: HashTile,
  hashes: Uint8Array<ArrayBuffer>,
  tiles: Tiles,
  findings: Findings,
): Promise<void> {
  if (tile.width < tileWidth) return;
  const stated = await tiles.above(tile);
  if (!stated) return;
  const found = perfectHash(hashes, tiles.digest);
  if (sameHash(found, stated)) return;
  findings.fail('tile-hash-differs', {
    file: tilePath(tile),
    expected: encodeBase64(stated),
    found: encodeBase64(found),
  });
}
