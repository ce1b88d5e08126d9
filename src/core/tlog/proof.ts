import { type Hash, nodeHash, rootOf } from './merkle.ts';

// Inclusion and consistency proofs of RFC 9162, sections 2.1.3 and 2.1.4 (RFC 6962, section 2.1). Sizes and indices
// are bigint: a log may state any 64-bit size, and a number loses its last digits at 2^53.

/**
 * The hash of a perfect subtree: leaves [index · 2^level, (index + 1) · 2^level). It is asked only for subtrees that
 * lie wholly within the size that the proof is made for.
 */
export type HashReader = (level: number, index: bigint) => Hash | Promise<Hash>;

/** Ordered from the leaves to the root. */
export type Proof = readonly Uint8Array[];

export type ProofErrorCode =
  /** No such leaf, or sizes that cannot be compared. */
  | 'out-of-range'
  /** Too few or too many hashes, or one that is not 32 bytes. */
  | 'malformed'
  /** The proof leads to another root. */
  | 'root-differs';

export class ProofError extends Error {
  override readonly name = 'ProofError';
  readonly code: ProofErrorCode;
  constructor(code: ProofErrorCode, detail: string) {
    super(`Cannot accept the proof: ${detail}`);
    this.code = code;
  }
}

export interface InclusionClaim {
  readonly index: bigint;
  readonly size: bigint;
  /** Leaf hash. */
  readonly leaf: Uint8Array;
  readonly proof: Proof;
  readonly root: Uint8Array;
}

export interface ConsistencyClaim {
  readonly oldSize: bigint;
  readonly oldRoot: Uint8Array;
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly proof: Proof;
}

const hashBytes = 32;

/**
 * The hashes beside the way from leaf `index` to the root of the tree of `size` leaves.
 * @throws ProofError `out-of-range`
 */
export async function inclusionProof(index: bigint, size: bigint, read: HashReader): Promise<Hash[]> {
  if (index < 0n || index >= size) throw beyond(index, size);
  const proof: Hash[] = [];
  for (const { from, to } of besides(index, size)) proof.push(await rangeHash(from, to, read));
  return proof;
}

/**
 * What shows that the tree of `oldSize` leaves is a beginning of the tree of `size` leaves. Empty for equal sizes and
 * for the empty tree, which is the beginning of every tree.
 * @throws ProofError `out-of-range`
 */
export async function consistencyProof(oldSize: bigint, size: bigint, read: HashReader): Promise<Hash[]> {
  if (oldSize < 0n || oldSize > size) throw shrunk(oldSize, size);
  if (oldSize === 0n || oldSize === size) return [];
  // RFC 9162, 2.1.4.1: the way from the old tree's last perfect subtree, and that subtree unless it is the old tree.
  const seed = lowestBit(oldSize);
  const level = bitLength(seed) - 1;
  const isWhole = seed === oldSize;
  const proof: Hash[] = isWhole ? [] : [await read(level, oldSize / seed - 1n)];
  for (const { from, to } of besides(oldSize - 1n, size).slice(level)) {
    proof.push(await rangeHash(from, to, read));
  }
  return proof;
}

/**
 * RFC 9162, 2.1.3.2. Every part of the claim may come from an attacker.
 * @throws ProofError
 */
export function verifyInclusion({ index, size, leaf, proof, root }: InclusionClaim): void {
  if (index < 0n || index >= size) throw beyond(index, size);
  checkHashes([leaf, ...proof]);
  const { inner, border } = proofLengths(index, size);
  checkLength(proof, inner + border);
  const climbed = climbBorder(climb(leaf, proof.slice(0, inner), index), proof.slice(inner));
  checkRoot(climbed, root, size);
}

/**
 * RFC 9162, 2.1.4.2, and what C2SP tlog-witness adds: from size 0 the proof is empty, and so it is between equal sizes.
 * Every part of the claim may come from an attacker.
 * @throws ProofError
 */
export function verifyConsistency(claim: ConsistencyClaim): void {
  const { oldSize, oldRoot, size, root, proof } = claim;
  if (oldSize < 0n || oldSize > size) throw shrunk(oldSize, size);
  checkHashes([oldRoot, root, ...proof]);
  if (oldSize === 0n) checkRoot(rootOf([]), oldRoot, 0n);
  if (oldSize === size) checkRoot(oldRoot, root, size);
  if (oldSize === 0n || oldSize === size) checkLength(proof, 0);
  else climbBoth(claim);
}

/**
 * The root that the tree of `root` had at `oldSize`, as a consistency proof shows it; undefined when the proof does not
 * lead to `root`, or leaves open what lies below. Where the old tree is one perfect subtree a proof takes its root for
 * known: only one that has it in front, as RFC 6962 does for every other size, can speak of another.
 *
 * Against a root that is held for `oldSize` this tells a fork from a proof that is merely broken: whoever signed both
 * trees cannot have grown one from the other. Every part of the claim may come from an attacker.
 */
export function earlierRoot({
  oldSize,
  size,
  root,
  proof,
}: Omit<ConsistencyClaim, 'oldRoot'>): Hash | undefined {
  if (oldSize <= 0n || oldSize >= size || proof.some(({ length }) => length !== hashBytes)) return undefined;
  const last = oldSize - 1n;
  const shift = bitLength(lowestBit(oldSize)) - 1;
  const { inner, border } = proofLengths(last, size);
  const [seed, ...way] = proof;
  if (seed === undefined || way.length !== inner - shift + border) return undefined;
  const innerWay = way.slice(0, inner - shift);
  const borderWay = way.slice(inner - shift);
  const start = last >> BigInt(shift);
  if (!isSameHash(climbBorder(climb(seed, innerWay, start), borderWay), root)) return undefined;
  return new Uint8Array(climbBorder(climbLeft(seed, innerWay, start), borderWay));
}

function climbBoth({ oldSize, oldRoot, size, root, proof }: ConsistencyClaim): void {
  const last = oldSize - 1n;
  const shift = bitLength(lowestBit(oldSize)) - 1;
  const { inner, border } = proofLengths(last, size);
  const seedIsOldTree = lowestBit(oldSize) === oldSize;
  checkLength(proof, inner - shift + border + (seedIsOldTree ? 0 : 1));
  const path = seedIsOldTree ? [oldRoot, ...proof] : proof;
  const [seed = oldRoot, ...way] = path;
  const innerWay = way.slice(0, inner - shift);
  const borderWay = way.slice(inner - shift);
  const start = last >> BigInt(shift);
  checkRoot(climbBorder(climbLeft(seed, innerWay, start), borderWay), oldRoot, oldSize);
  checkRoot(climbBorder(climb(seed, innerWay, start), borderWay), root, size);
}

/** The subtrees beside the way from a leaf to the root, from the leaves up. */
function besides(index: bigint, size: bigint): { from: bigint; to: bigint }[] {
  const found: { from: bigint; to: bigint }[] = [];
  let from = 0n;
  let to = size;
  while (to - from > 1n) {
    const middle = from + largestPowerBelow(to - from);
    if (index < middle) {
      found.push({ from: middle, to });
      to = middle;
    } else {
      found.push({ from, to: middle });
      from = middle;
    }
  }
  return found.reverse();
}

/** The Merkle tree hash of leaves [from, to), put together from the perfect subtrees that it consists of. */
async function rangeHash(from: bigint, to: bigint, read: HashReader): Promise<Hash> {
  const range: Hash[] = [];
  for (let start = from; start < to; ) {
    const level = bitLength(to - start) - 1;
    range.push(await read(level, start >> BigInt(level)));
    start += 1n << BigInt(level);
  }
  return rootOf(range);
}

/**
 * How many hashes of an inclusion proof lie below the point where the ways of leaf `index` and of the last leaf part,
 * and how many above, where all that is beside lies to the left.
 */
function proofLengths(index: bigint, size: bigint): { inner: number; border: number } {
  const inner = bitLength(index ^ (size - 1n));
  let border = 0;
  for (let rest = index >> BigInt(inner); rest > 0n; rest >>= 1n) border += Number(rest & 1n);
  return { inner, border };
}

function climb(seed: Uint8Array, hashes: Proof, index: bigint): Uint8Array {
  return hashes.reduce(
    (node, beside, level) => (isRight(index, level) ? nodeHash(beside, node) : nodeHash(node, beside)),
    seed,
  );
}

/** The same for the tree that ended at `index`: what lies to the right was not there yet. */
function climbLeft(seed: Uint8Array, hashes: Proof, index: bigint): Uint8Array {
  return hashes.reduce(
    (node, beside, level) => (isRight(index, level) ? nodeHash(beside, node) : node),
    seed,
  );
}

function climbBorder(seed: Uint8Array, hashes: Proof): Uint8Array {
  return hashes.reduce((node, beside) => nodeHash(beside, node), seed);
}

function isRight(index: bigint, level: number): boolean {
  return ((index >> BigInt(level)) & 1n) === 1n;
}

function checkHashes(hashes: Proof): void {
  const wrong = hashes.find((hash) => hash.length !== hashBytes);
  if (wrong) throw new ProofError('malformed', `a hash is ${wrong.length} bytes long, not ${hashBytes}`);
}

function checkLength(proof: Proof, expected: number): void {
  if (proof.length === expected) return;
  throw new ProofError('malformed', `it has ${proof.length} hashes, not ${expected}`);
}

function checkRoot(found: Uint8Array, stated: Uint8Array, size: bigint): void {
  if (isSameHash(found, stated)) return;
  throw new ProofError('root-differs', `it does not lead to the root stated for size ${size}`);
}

function isSameHash(found: Uint8Array, stated: Uint8Array): boolean {
  return stated.length === hashBytes && stated.every((byte, at) => byte === found[at]);
}

function beyond(index: bigint, size: bigint): ProofError {
  return new ProofError('out-of-range', `there is no leaf ${index} in a tree of size ${size}`);
}

function shrunk(oldSize: bigint, size: bigint): ProofError {
  return new ProofError('out-of-range', `a tree of size ${size} has no beginning of size ${oldSize}`);
}

function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

function lowestBit(value: bigint): bigint {
  return value & -value;
}

/** The largest power of two below `value`, which is at least 2. */
function largestPowerBelow(value: bigint): bigint {
  return 1n << BigInt(bitLength(value - 1n) - 1);
}
