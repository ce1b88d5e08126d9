import { createHash, randomBytes } from 'node:crypto';

const tokenBytes = 32;

/** 256 random bits for a URL or a cookie. Whoever has it is let in, so it is kept nowhere. */
export function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/** What is kept of a token: 32 bytes. Of that many random bits a plain hash tells nothing. */
export function tokenHash(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

const idLength = 16;

/** A name for something that nobody needs to guess or to remember: 16 characters a–z and 2–7. */
export function newId(): string {
  return [...randomBytes(idLength)].map((byte) => base32.charAt(byte & 31)).join('');
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';
