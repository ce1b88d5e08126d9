import { sha256 } from '@noble/hashes/sha2.js';

// Crockford's base 32: no I, L, O and U, so that what is read from a screen across a room cannot be mistaken. The live
// code has another alphabet (RFC 4648), in which 1 may be I or L; nobody types a pairing code into the auditor's desk.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeDigits = 8;
const fingerprintDigits = 20;

/** Random bytes that a code takes. */
export const pairingCodeBytes = 5;

/** Eight characters of 40 random bits, in fours: `K3M9-7QXD`. */
export function pairingCodeOf(random: Uint8Array): string {
  return inFours(digitsOf(random, codeDigits));
}

/**
 * A code as somebody has typed it: case, blanks and hyphens do not matter, O is 0, I and L are 1. Undefined when it
 * is no pairing code.
 */
export function readPairingCode(text: string): string | undefined {
  const digits = read(text);
  return digits.length === codeDigits ? inFours(digits) : undefined;
}

/**
 * What an operator compares to see that it is this screen's key and no other's: 20 characters of the first 100 bits of
 * its SHA-256, in fours.
 */
export function keyFingerprint(publicKey: Uint8Array): string {
  return inFours(digitsOf(sha256(publicKey), fingerprintDigits));
}

/** The same rules as for codes. */
export function readFingerprint(text: string): string | undefined {
  const digits = read(text);
  return digits.length === fingerprintDigits ? inFours(digits) : undefined;
}

/** Empty when there is a character that stands for nothing. */
function read(text: string): string {
  const digits = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−_.·]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return [...digits].every((digit) => alphabet.includes(digit)) ? digits : '';
}

function digitsOf(bytes: Uint8Array, count: number): string {
  let digits = '';
  for (let bit = 0; bit < count * 5; bit += 5) {
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    digits += alphabet.charAt((pair >> (11 - (bit & 7))) & 31);
  }
  return digits;
}

function inFours(digits: string): string {
  return digits.replace(/.{4}(?=.)/g, '$&-');
}
