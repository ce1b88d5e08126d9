import { utf8ToBytes } from '@noble/hashes/utils.js';
import { encodeBase64 } from '../tlog/base64.ts';
import { ed25519 } from '../tlog/ed25519.ts';
import { isValidSignature, type NoteSigner } from '../tlog/signed-note.ts';

export const challengeBytes = 32;

/**
 * What a screen signs to show that it holds the key of a log. Its first line has a blank, which no log's name has:
 * whoever chooses the challenge cannot get a checkpoint signed this way.
 */
function proofText(origin: string, challenge: Uint8Array): string {
  return `changming enrolment 1\n${origin}\n${encodeBase64(challenge)}\n`;
}

/**
 * @param signer of the log; its name is the origin
 * @param challenge 32 bytes from the collector
 * @returns 64 bytes
 * @throws {RangeError} when the challenge has another length
 */
export function signProof({ name, secretKey }: NoteSigner, challenge: Uint8Array): Uint8Array {
  if (challenge.length !== challengeBytes) {
    throw new RangeError(
      `Cannot sign the challenge: it has ${challenge.length} bytes, not ${challengeBytes}`,
    );
  }
  return ed25519.sign(utf8ToBytes(proofText(name, challenge)), secretKey);
}

/** Whether `signature` is the proof by the holder of `publicKey`; all of it may come from an attacker. */
export function isProof(
  origin: string,
  publicKey: Uint8Array,
  challenge: Uint8Array,
  signature: Uint8Array,
): boolean {
  return isValidSignature(signature, proofText(origin, challenge), publicKey);
}
