import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { ed25519 } from './ed25519.ts';

// Signed notes as in https://c2sp.org/signed-note, with Ed25519 keys only: the specification advises to support
// just the signature types that a design needs.

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

/** The verifier key text that other tools take: `<name>+<key id, hex>+<base64(0x01 ‖ public key)>`. */
export function verifierKeyText({ name, publicKey }: NoteVerifier): string {
  const encoded = encodeBase64(concatBytes(Uint8Array.of(ed25519Type), publicKey));
  return `${name}+${bytesToHex(keyId(name, publicKey))}+${encoded}`;
}

/** Throws {@link NoteError} `malformed` when the text is not an Ed25519 verifier key or its key id is not its own. */
export function parseVerifierKey(text: string): NoteVerifier {
  const [name, id, encoded] = splitKey(text);
  const bytes = decodeBase64(encoded);
  if (!isKeyName(name) || bytes?.length !== 33 || bytes[0] !== ed25519Type) {
    throw new NoteError('malformed', `Cannot read verifier key "${text}": it is not an Ed25519 key`);
  }
  const verifier = { name, publicKey: bytes.slice(1) };
  if (bytesToHex(keyId(name, verifier.publicKey)) !== id) {
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
  const id = keyId(signer.name, signer.publicKey);
  const signature = ed25519.sign(utf8ToBytes(text), signer.secretKey);
  return `${text}\n— ${signer.name} ${encodeBase64(concatBytes(id, signature))}\n`;
}

/**
 * The text of a note that `verifier` has signed. Signatures by others are ignored; the first by `verifier` decides.
 * Throws {@link NoteError}.
 */
export function openNote(note: string, verifier: NoteVerifier): string {
  const { text, signatures } = parseNote(note);
  const id = bytesToHex(keyId(verifier.name, verifier.publicKey));
  const own = signatures.find((signature) => signature.name === verifier.name && signature.id === id);
  if (own === undefined) {
    throw new NoteError('unknown-key', `Cannot verify the note: ${verifier.name}+${id} has not signed it`);
  }
  if (!isValidSignature(own.signature, text, verifier.publicKey)) {
    throw new NoteError(
      'bad-signature',
      `Cannot verify the note: the signature of ${verifier.name}+${id} is wrong`,
    );
  }
  return text;
}

interface NoteSignature {
  readonly name: string;
  /** Key id in hex. */
  readonly id: string;
  readonly signature: Uint8Array;
}

function parseNote(note: string): { text: string; signatures: NoteSignature[] } {
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

function isValidSignature(signature: Uint8Array, text: string, publicKey: Uint8Array): boolean {
  if (signature.length !== signatureBytes) return false;
  // RFC 8032 to the letter: ZIP-215, the library's default, accepts encodings that other verifiers refuse.
  return ed25519.verify(signature, utf8ToBytes(text), publicKey, { zip215: false });
}

function keyId(name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(ed25519Type), publicKey)).slice(
    0,
    keyIdBytes,
  );
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
