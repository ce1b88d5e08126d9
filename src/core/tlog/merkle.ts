import { sha256 } from '@noble/hashes/sha2.js';

// RFC 6962, section 2.1. A tree is held as its compact range: the roots of the perfect subtrees that its size in
// binary names, largest first. Appending touches only those, so the cost grows with the logarithm of the size.

export type Hash = Uint8Array<ArrayBuffer>;
export type CompactRange = readonly Hash[];

const leafPrefix = Uint8Array.of(0);
export const nodePrefix = Uint8Array.of(1);

/** SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array): Hash {
  return sha256.create().update(leafPrefix).update(entry).digest();
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  return sha256.create().update(nodePrefix).update(left).update(right).digest();
}

/**
 * The compact range of a tree of `size` leaves with one more leaf.
 * @param onNode called with every perfect subtree that this completes: leaves [index · 2^level, (index + 1) · 2^level)
 */
export function appendLeaf(
  range: CompactRange,
  size: number,
  leaf: Hash,
  onNode?: (level: number, index: number, hash: Hash) => void,
): CompactRange {
  return appendSubtree(range, size, leaf, 0, onNode);
}

/**
 * The same with the 2^`level` leaves at once that `subtree` stands for.
 * Precondition: `size` is a multiple of 2^`level`.
 */
export function appendSubtree(
  range: CompactRange,
  size: number,
  subtree: Hash,
  level: number,
  onNode?: (level: number, index: number, hash: Hash) => void,
): CompactRange {
  const grown = [...range];
  let node = subtree;
  let height = level;
  let rest = size / 2 ** level;
  onNode?.(height, rest, node);
  // Each 1 at the end of the binary size is a full subtree that merges. No bit operators: they end at 2^31.
  for (; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = grown.pop();
    if (left === undefined)
      throw new RangeError(`A compact range of ${range.length} is not one of size ${size}`);
    node = nodeHash(left, node);
    onNode?.(++height, (rest - 1) / 2, node);
  }
  grown.push(node);
  return grown;
}

/** The Merkle tree hash of the tree that `range` stands for; that of no leaves is SHA-256 of nothing. */
export function rootOf(range: CompactRange): Hash {
  const last = range[range.length - 1];
  if (last === undefined) return sha256(new Uint8Array());
  return range.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** How many hashes the compact range of a tree of `size` leaves has. */
export function rangeLength(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
