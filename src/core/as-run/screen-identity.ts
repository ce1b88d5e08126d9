import { sha256 } from '@noble/hashes/sha2.js';
import { ed25519 } from '../tlog/ed25519.ts';
import type { NoteSigner, NoteVerifier } from '../tlog/signed-note.ts';

/** Who signs a log. The key is made on the screen and never leaves it. */
export interface ScreenIdentity {
  readonly screenId: string;
  /** Counts from 1; grows when a log could not be continued. */
  readonly epoch: number;
  /** Ed25519 seed, 32 bytes. */
  readonly secretKey: Uint8Array;
  /** What auditors check signatures with; kept because deriving it costs as much as signing. */
  readonly publicKey: Uint8Array;
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first identity of a screen whose key is `secretKey`: 32 random bytes. */
export function identityOf(secretKey: Uint8Array): ScreenIdentity {
  const publicKey = ed25519.getPublicKey(secretKey);
  return { screenId: screenIdOf(publicKey), epoch: 1, secretKey, publicKey };
}

/** The name of a log: `changming/<screen id>/<epoch>`. */
export function originOf({ screenId, epoch }: Pick<ScreenIdentity, 'screenId' | 'epoch'>): string {
  return `changming/${screenId}/${epoch}`;
}

/** The key that signs the log. Its name is the origin, as tlog-checkpoint advises. */
export function signerOf(screen: ScreenIdentity): NoteSigner {
  return { ...verifierOf(screen), secretKey: screen.secretKey };
}

/** What an auditor needs to check the log's signatures. */
export function verifierOf(screen: ScreenIdentity): NoteVerifier {
  return { name: originOf(screen), publicKey: screen.publicKey };
}

/** 16 base-32 characters of the key's hash: nobody can claim the id of another screen without its key. */
export function screenIdOf(publicKey: Uint8Array): string {
  const hash = sha256(publicKey);
  let id = '';
  for (let bit = 0; bit < 80; bit += 5) {
    const pair = ((hash[bit >> 3] ?? 0) << 8) | (hash[(bit >> 3) + 1] ?? 0);
    id += base32.charAt((pair >> (11 - (bit & 7))) & 31);
  }
  return id;
}
