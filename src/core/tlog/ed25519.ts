import { getPublicKey, hashes, sign, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';

// Set once: the synchronous calls need a hash, and being synchronous lets an entry be signed before its transaction.
hashes.sha512 = sha512;

/** Ed25519 as in RFC 8032; seeds and public keys are 32 bytes, signatures 64. */
export const ed25519 = { getPublicKey, sign, verify };
