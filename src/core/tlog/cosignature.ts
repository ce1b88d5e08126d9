import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { ed25519 } from './ed25519.ts';
import {
  isValidSignature,
  NoteError,
  type NoteSigner,
  type NoteVerifier,
  parseNote,
  parseVerifierKey,
  signatureBy,
  signatureLine,
  verifierKeyText,
  wrongSignature,
} from './signed-note.ts';

// https://c2sp.org/tlog-cosignature, Ed25519: a witness states that, at a time, the checkpoint was the largest tree of
// this log that it had seen, and that the tree only ever grew.

const cosignatureType = 0x04;
const timestampBytes = 8;
const signatureBytes = 64;

/** The verifier key text of a witness. */
export function cosignerKeyText(cosigner: NoteVerifier): string {
  return verifierKeyText(cosigner, cosignatureType);
}

/** Throws {@link NoteError} `malformed`. */
export function parseCosignerKey(text: string): NoteVerifier {
  return parseVerifierKey(text, cosignatureType);
}

/**
 * The signature line with which a witness cosigns a checkpoint; it goes after those that the note has.
 * @param timeSeconds whole seconds since 1970-01-01T00:00Z
 */
export function cosign(note: string, cosigner: NoteSigner, timeSeconds: number): string {
  const { text } = parseNote(note);
  const signature = ed25519.sign(utf8ToBytes(statement(text, timeSeconds)), cosigner.secretKey);
  return signatureLine(cosigner, cosignatureType, concatBytes(timestampOf(timeSeconds), signature));
}

/**
 * When `cosigner` has seen the checkpoint, in seconds since 1970-01-01T00:00Z, once its cosignature holds.
 * Throws {@link NoteError}.
 */
export function openCosignature(note: string, cosigner: NoteVerifier): number {
  const parsed = parseNote(note);
  const bytes = signatureBy(cosigner, cosignatureType, parsed);
  if (bytes.length !== timestampBytes + signatureBytes) throw wrongSignature(cosigner);
  const timeSeconds = readTimestamp(bytes);
  const signed = statement(parsed.text, timeSeconds);
  if (!isValidSignature(bytes.slice(timestampBytes), signed, cosigner.publicKey)) {
    throw wrongSignature(cosigner);
  }
  return timeSeconds;
}

function statement(text: string, timeSeconds: number): string {
  return `cosignature/v1\ntime ${timeSeconds}\n${text}`;
}

function timestampOf(timeSeconds: number): Uint8Array {
  const bytes = new Uint8Array(timestampBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(timeSeconds));
  return bytes;
}

function readTimestamp(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, timestampBytes);
  const seconds = Number(view.getBigUint64(0));
  // Such a time is no time, and its digits would be lost in a number.
  if (!Number.isSafeInteger(seconds)) {
    throw new NoteError('malformed', `Cannot read the cosignature: its time is ${seconds} s`);
  }
  return seconds;
}
