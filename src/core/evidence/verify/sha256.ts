import { sha256 } from '@noble/hashes/sha2.js';
import type { Hash } from '../../tlog/merkle.ts';

/** A SHA-256 under way. */
export interface Sha256 {
  update(bytes: Uint8Array): unknown;
  digest(): Hash;
}

/** Begins a SHA-256. Most of the time of a verification goes here, so a platform that has a faster one may lend it. */
export type BeginSha256 = () => Sha256;

export const beginSha256: BeginSha256 = () => sha256.create() as Sha256;

const leafPrefix = Uint8Array.of(0);

/** RFC 6962, section 2.1: SHA-256(0x00 ‖ entry). */
export function leafHashBy(begin: BeginSha256, entry: Uint8Array): Hash {
  const hash = begin();
  hash.update(leafPrefix);
  hash.update(entry);
  return hash.digest();
}
