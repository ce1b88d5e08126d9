import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { ed25519 } from './ed25519.ts';

// Signed notes as in https://c2sp.org/signed-note, with Ed25519 keys only: the specification advises to support
// just the signature types that a design needs.

/** What a key signs: the note itself (0x01), or that its holder has seen a checkpoint at a time (0x04). */
export type SignatureType = 0x01 | 0x04;

const ed25519Type = 0x01;
const keyIdBytes = 4;
const signatureBytes = 64;
const mostSignatures = 100;

export interface NoteVerifier {
  readonly name: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

export interface NoteSigner extends NoteVerifier {
  /** Ed25519 seed, 32 bytes. */
  readonly secretKey: Uint8Array;
}

export type NoteErrorCode = 'malformed' | 'unknown-key' | 'bad-signature';

export class NoteError extends Error {
  override readonly name = 'NoteError';
  readonly code: NoteErrorCode;
  constructor(code: NoteErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The verifier key text that other tools take: `<name>+<key id, hex>+<base64(type ‖ public key)>`. */
export function verifierKeyText(
  { name, publicKey }: NoteVerifier,
  type: SignatureType = ed25519Type,
): string {
  const encoded = encodeBase64(concatBytes(Uint8Array.of(type), publicKey));
  return `${name}+${bytesToHex(keyIdOf(name, publicKey, type))}+${encoded}`;
}

/** Throws {@link NoteError} `malformed` when the text is not a verifier key of this type or its key id is not its own. */
export function parseVerifierKey(text: string, type: SignatureType = ed25519Type): NoteVerifier {
  const [name, id, encoded] = splitKey(text);
  const bytes = decodeBase64(encoded);
  if (!isKeyName(name) || bytes?.length !== 33 || bytes[0] !== type) {
    throw new NoteError('malformed', `Cannot read verifier key "${text}": it is not an Ed25519 key`);
  }
  const verifier = { name, publicKey: bytes.slice(1) };
  if (bytesToHex(keyIdOf(name, verifier.publicKey, type)) !== id) {
    throw new NoteError('malformed', `Cannot read verifier key "${text}": ${id} is not the id of its key`);
  }
  return verifier;
}

/** `text` ends with a newline and has no other control characters; otherwise throws {@link NoteError}. */
export function signNote(text: string, signer: NoteSigner): string {
  if (!isKeyName(signer.name)) throw new NoteError('malformed', `Cannot sign as "${signer.name}"`);
  if (!text.endsWith('\n') || hasControlCharacter(text)) {
    throw new NoteError('malformed', 'Cannot sign a text without a final newline or with control characters');
  }
  const signature = ed25519.sign(utf8ToBytes(text), signer.secretKey);
  return `${text}\n${signatureLine(signer, ed25519Type, signature)}`;
}

/** The line that carries a signature, with its end. */
export function signatureLine(
  { name, publicKey }: NoteVerifier,
  type: SignatureType,
  signature: Uint8Array,
): string {
  return `— ${name} ${encodeBase64(concatBytes(keyIdOf(name, publicKey, type), signature))}\n`;
}

/**
 * The text of a note that `verifier` has signed. Signatures by others are ignored; the first by `verifier` decides.
 * Throws {@link NoteError}.
 */
export function openNote(note: string, verifier: NoteVerifier): string {
  const parsed = parseNote(note);
  const signature = signatureBy(verifier, ed25519Type, parsed);
  if (!isValidSignature(signature, parsed.text, verifier.publicKey)) throw wrongSignature(verifier);
  return parsed.text;
}

/** The first signature of this type by `verifier`. Throws {@link NoteError} `unknown-key` when there is none. */
export function signatureBy(verifier: NoteVerifier, type: SignatureType, { signatures }: Note): Uint8Array {
  const id = bytesToHex(keyIdOf(verifier.name, verifier.publicKey, type));
  const own = signatures.find((signature) => signature.name === verifier.name && signature.id === id);
  if (own) return own.signature;
  throw new NoteError('unknown-key', `Cannot verify the note: ${verifier.name}+${id} has not signed it`);
}

export function wrongSignature({ name }: NoteVerifier): NoteError {
  return new NoteError('bad-signature', `Cannot verify the note: the signature of ${name} is wrong`);
}

export interface Note {
  /** With its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** Key id in hex. */
  readonly id: string;
  readonly signature: Uint8Array;
}

/** Reads a note without asking who signed it: nothing in it is known to be true. Throws {@link NoteError} `malformed`. */
export function parseNote(note: string): Note {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n') || hasControlCharacter(note)) {
    throw new NoteError(
      'malformed',
      'Cannot read the note: no blank line before signatures, or control characters',
    );
  }
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > mostSignatures)
    throw new NoteError('malformed', 'Cannot read the note: too many signatures');
  return { text: note.slice(0, split + 1), signatures: lines.map(parseSignatureLine) };
}

function parseSignatureLine(line: string): NoteSignature {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = decodeBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length <= keyIdBytes) {
    throw new NoteError('malformed', `Cannot read the note: "${line}" is not a signature line`);
  }
  return { name, id: bytesToHex(bytes.slice(0, keyIdBytes)), signature: bytes.slice(keyIdBytes) };
}

/** Whether an Ed25519 signature of 64 bytes over `text` holds. */
export function isValidSignature(signature: Uint8Array, text: string, publicKey: Uint8Array): boolean {
  if (signature.length !== signatureBytes) return false;
  // RFC 8032 to the letter: ZIP-215, the library's default, accepts encodings that other verifiers refuse.
  return ed25519.verify(signature, utf8ToBytes(text), publicKey, { zip215: false });
}

function keyIdOf(name: string, publicKey: Uint8Array, type: SignatureType): Uint8Array {
  const key = concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(type), publicKey);
  return sha256(key).slice(0, keyIdBytes);
}

function splitKey(text: string): [name: string, id: string, encoded: string] {
  const [name = '', id = '', ...encoded] = text.split('+');
  // The alphabet of Base 64 has a plus of its own.
  return [name, id, encoded.join('+')];
}

function isKeyName(name: string): boolean {
  return name !== '' && !/[\s+]/u.test(name);
}

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 && unit !== 0x0a) return true;
  }
  return false;
}
