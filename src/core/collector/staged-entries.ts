import type { BundleStaging, StagedPiece } from '../ports/bundle-staging.ts';
import { decodeEntryBundle } from '../tlog/entry-bundle.ts';
import { appendLeaf, appendSubtree } from '../tlog/merkle.ts';
import type { Sha256 } from '../tlog/sha256.ts';
import { hashBytes, tileHeight, tileWidth } from '../tlog/tile.ts';
import type { TreeBase } from '../uplink/growth.ts';
import { pieceAt } from '../uplink/piece.ts';

type Entries = Uint8Array<ArrayBuffer>[];

/** What is staged between two sizes of a log, read a bundle at a time. */
export interface StagedRange {
  readonly staging: BundleStaging;
  readonly sha256: Sha256;
  readonly origin: string;
  readonly from: TreeBase;
  readonly size: number;
}

export type StagedTree =
  | {
      readonly tree: TreeBase;
      /** Of each piece that was hashed: in between, anybody can put another in its place. */
      readonly digests: readonly Uint8Array[];
    }
  /** The first entry that is not there. */
  | { readonly missing: number };

/** The tree that the staged entries make of the one they follow. Memory: one bundle, and 32 bytes for each. */
export async function hashStaged({ staging, sha256, origin, from, size }: StagedRange): Promise<StagedTree> {
  let tree = from;
  const digests: Uint8Array[] = [];
  while (tree.size < size) {
    const staged = await stagedAt(staging, origin, tree.size, size);
    if (staged === undefined) return { missing: tree.size };
    digests.push(digestOf(staged, sha256));
    tree = await grown(tree, staged, size, sha256);
  }
  return { tree, digests };
}

/** The tree with what a piece has of it beyond its size. */
async function grown(tree: TreeBase, piece: StagedPiece, size: number, sha256: Sha256): Promise<TreeBase> {
  const count = piece.width - piece.from;
  const leaves = await sha256.leafHashes(piece.bytes, count);
  const first = piece.index * tileWidth + piece.from;
  if (count === tileWidth && tree.size === first && size >= first + tileWidth) {
    const subtree = await sha256.tileHash(leaves);
    return { size: first + tileWidth, range: appendSubtree(tree.range, first, subtree, tileHeight) };
  }
  let { range } = tree;
  const end = Math.min(first + count, size);
  for (let seq = tree.size; seq < end; seq++) {
    const at = (seq - first) * hashBytes;
    range = appendLeaf(range, seq, leaves.slice(at, at + hashBytes));
  }
  return { size: end, range };
}

/**
 * The entries that {@link hashStaged} has hashed, in runs of whole bundles.
 * @returns the first entry that is not there any more, or undefined when all were given
 */
export async function* readStaged(
  { staging, sha256, origin, from, size }: StagedRange,
  digests: readonly Uint8Array[],
): AsyncGenerator<{ from: number; entries: Entries }, number | undefined> {
  let at = from.size;
  for (const digest of digests) {
    const staged = await stagedAt(staging, origin, at, size);
    if (staged === undefined || !isSame(digestOf(staged, sha256), digest)) return at;
    const entries = entriesFrom(staged, at, size);
    yield { from: at, entries };
    at += entries.length;
  }
  return undefined;
}

/** The piece with entry `seq` and all that the tree of `size` has after it in the same bundle. */
async function stagedAt(
  staging: BundleStaging,
  origin: string,
  seq: number,
  size: number,
): Promise<StagedPiece | undefined> {
  const needed = pieceAt(seq, size);
  const staged = await staging.get(origin, needed.index);
  return staged && staged.from <= needed.from && staged.width >= needed.width ? staged : undefined;
}

function digestOf({ bytes }: StagedPiece, sha256: Sha256): Uint8Array {
  const hash = sha256.begin();
  hash.update(bytes);
  return hash.digest();
}

function entriesFrom({ index, from, width, bytes }: StagedPiece, seq: number, size: number): Entries {
  const first = index * tileWidth + from;
  return decodeEntryBundle(bytes, width - from).slice(seq - first, size - first);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
