import { encodeBase64 } from '../../tlog/base64.ts';
import type { Checkpoint } from '../../tlog/checkpoint.ts';
import { type CompactRange, type Hash, rootOf } from '../../tlog/merkle.ts';
import type { Sha256 } from '../../tlog/sha256.ts';
import { rangeOfEdge, rightEdge, tileAt, tilePath, tileWidth } from '../../tlog/tile.ts';
import type { Contents, HashTile } from './contents.ts';
import type { Findings } from './findings.ts';
import { hashAt, sameHash, type Tiles } from './tiles.ts';

// From the root down: the partial tiles of the right edge make the root that the checkpoint signs, every full tile is
// a hash of the tile above it, and every entry is a hash of its tile. So each hash is computed once, whether the whole
// log is carried or a day of it, and what differs says where.

/** A tile as the export has it. */
export interface StatedTile {
  readonly tile: HashTile;
  /** Undefined where the tile is absent or malformed. */
  readonly hashes: Uint8Array<ArrayBuffer> | undefined;
  /** What the tile above states in its place; undefined where that is absent, and for partial tiles, which have none. */
  readonly above: Hash | undefined;
}

export async function readStated(tile: HashTile, tiles: Tiles): Promise<StatedTile> {
  const hashes = await tiles.read(tile);
  const above = hashes && tile.width === tileWidth ? await tiles.above(tile) : undefined;
  return { tile, hashes, above };
}

/** Compares the root of the right edge with the checkpoint, and every carried tile above the leaves with its parent. */
export async function checkUpperTiles(
  { size, tiles: carried }: Contents,
  checkpoint: Checkpoint | undefined,
  tiles: Tiles,
  sha256: Sha256,
  findings: Findings,
): Promise<void> {
  if (checkpoint?.size === size) await checkRoot(checkpoint, tiles, findings);
  for (const tile of carried) {
    if (tile.level > 0) await checkTile(tile, tiles, sha256, findings);
  }
}

/** Compares a bundle with its tile, and that with its parent. */
export function checkLeaves(
  stated: StatedTile,
  leaves: Uint8Array<ArrayBuffer>,
  found: Hash | undefined,
  findings: Findings,
): void {
  const { tile, hashes } = stated;
  if (!hashes) return;
  if (!sameHash(leaves, hashes)) tellLeaves(tile, leaves, hashes, findings);
  findings.count('tiles');
  checkAgainstParent(stated, found, findings);
}

function tellLeaves(
  { index, width }: HashTile,
  leaves: Uint8Array<ArrayBuffer>,
  hashes: Uint8Array<ArrayBuffer>,
  findings: Findings,
): void {
  for (let row = 0; row < width; row++) {
    const [found, stated] = [hashAt(leaves, row), hashAt(hashes, row)];
    if (sameHash(found, stated)) continue;
    findings.fail('entry-hash-differs', {
      entry: index * tileWidth + row,
      expected: encodeBase64(stated),
      found: encodeBase64(found),
    });
  }
}

/** Compares a tile with what the one above states in its place. */
export async function checkTile(
  tile: HashTile,
  tiles: Tiles,
  sha256: Sha256,
  findings: Findings,
): Promise<void> {
  findings.count('tiles');
  const stated = await readStated(tile, tiles);
  checkAgainstParent(stated, await hashOf(stated, sha256), findings);
}

/** What should stand for a tile in the one above; undefined where nothing does. */
export async function hashOf({ hashes, above }: StatedTile, sha256: Sha256): Promise<Hash | undefined> {
  return hashes && above && sha256.tileHash(hashes);
}

function checkAgainstParent({ tile, above }: StatedTile, found: Hash | undefined, findings: Findings): void {
  if (!found || !above || sameHash(found, above)) return;
  findings.fail('tile-hash-differs', {
    file: tilePath(tile),
    expected: encodeBase64(above),
    found: encodeBase64(found),
  });
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
