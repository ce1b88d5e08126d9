import { sha256 } from '@noble/hashes/sha2.js';
import type { Hash } from '../../tlog/merkle.ts';

/** A SHA-256 under way. */
interface Sha256UnderWay {
  update(bytes: Uint8Array): unknown;
  digest(): Hash;
}

/** SHA-256. Much of the time of a verification goes here, so a platform that has a faster one may lend it. */
export interface Sha256 {
  begin(): Sha256UnderWay;
  digest(bytes: Uint8Array): Uint8Array;
}

export const portableSha256: Sha256 = {
  begin: () => sha256.create() as Sha256UnderWay,
  digest: sha256,
};

/** RFC 6962, section 2.1: SHA-256(0x00 ‖ entry). */
export function leafHashBy({ digest }: Sha256, entry: Uint8Array): Hash {
  const leaf = new Uint8Array(1 + entry.length);
  leaf.set(entry, 1);
  return digest(leaf) as Hash;
}
