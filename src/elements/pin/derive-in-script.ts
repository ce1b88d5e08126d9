import { pbkdf2Async } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** PBKDF2 with SHA-256 by a library, 32 bytes; in slices, so that the picture goes on meanwhile. */
export function deriveInScript(secret: Uint8Array, salt: Uint8Array, rounds: number): Promise<Uint8Array> {
  return pbkdf2Async(sha256, secret, salt, { c: rounds, dkLen: 32, asyncTick: 8 });
}
