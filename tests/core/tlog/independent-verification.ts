import { createHash, createPublicKey, verify } from 'node:crypto';

// A second implementation of everything that the as-run log signs, from the specifications alone and on node:crypto:
// it shares nothing with the code under test.

/** The Merkle tree hash as RFC 6962, section 2.1, defines it: by recursion. */
export function naiveRoot(entries: readonly Uint8Array[]): Uint8Array {
  const [only] = entries;
  if (only === undefined) return sha256();
  if (entries.length === 1) return sha256(Uint8Array.of(0), only);
  const split = splitOf(entries.length);
  return sha256(Uint8Array.of(1), naiveRoot(entries.slice(0, split)), naiveRoot(entries.slice(split)));
}

/** The largest power of two below `length`, which is at least 2. */
function splitOf(length: number): number {
  let split = 1;
  while (split * 2 < length) split *= 2;
  return split;
}

/** The inclusion proof PATH(m, D[n]) of RFC 9162, section 2.1.3.1, by its recursion. */
export function naiveInclusionProof(index: number, entries: readonly Uint8Array[]): Uint8Array[] {
  if (entries.length === 1) return [];
  const split = splitOf(entries.length);
  const [left, right] = [entries.slice(0, split), entries.slice(split)];
  return index < split
    ? [...naiveInclusionProof(index, left), naiveRoot(right)]
    : [...naiveInclusionProof(index - split, right), naiveRoot(left)];
}

/** The consistency proof PROOF(m, D[n]) of RFC 9162, section 2.1.4.1, by its recursion; 0 < oldSize ≤ entries. */
export function naiveConsistencyProof(oldSize: number, entries: readonly Uint8Array[]): Uint8Array[] {
  return naiveSubProof(oldSize, entries, true);
}

function naiveSubProof(oldSize: number, entries: readonly Uint8Array[], isOldTree: boolean): Uint8Array[] {
  if (oldSize === entries.length) return isOldTree ? [] : [naiveRoot(entries)];
  const split = splitOf(entries.length);
  const [left, right] = [entries.slice(0, split), entries.slice(split)];
  return oldSize <= split
    ? [...naiveSubProof(oldSize, left, isOldTree), naiveRoot(right)]
    : [...naiveSubProof(oldSize - split, right, false), naiveRoot(left)];
}

/** Throws unless `checkpoint` states origin, size and root of exactly these entries, signed by the 32-byte key. */
export function verifyNaively(
  checkpoint: string,
  origin: string,
  entries: readonly Uint8Array[],
  publicKey: Uint8Array,
) {
  const root = Buffer.from(naiveRoot(entries)).toString('base64');
  const text = `${origin}\n${entries.length}\n${root}\n`;
  const id = sha256(Buffer.from(`${origin}\n`), Uint8Array.of(1), publicKey).subarray(0, 4);
  const prefix = `${text}\n— ${origin} `;
  if (!checkpoint.startsWith(prefix)) throw new Error(`Expected\n${prefix}…\ngot\n${checkpoint}`);
  const signature = Buffer.from(checkpoint.slice(prefix.length).trimEnd(), 'base64');
  if (!signature.subarray(0, 4).equals(id)) throw new Error('The key id is wrong');
  if (!verify(null, Buffer.from(text), ed25519Key(publicKey), signature.subarray(4))) {
    throw new Error('The signature is wrong');
  }
}

function sha256(...parts: Uint8Array[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}

/** RFC 8410: an Ed25519 public key in SPKI is these twelve bytes and the key. */
function ed25519Key(publicKey: Uint8Array) {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
  return createPublicKey({ key: der, format: 'der', type: 'spki' });
}
