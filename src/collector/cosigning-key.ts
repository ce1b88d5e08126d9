import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { ed25519 } from '../core/tlog/ed25519.ts';
import { type NoteSigner, verifierKeyText } from '../core/tlog/signed-note.ts';

const prefix = 'PRIVATE+KEY+';
const algorithm = 1;
const seedBytes = 32;

/**
 * The collector's own key, made at the first start and kept in a file that only its user may read, in the form that the
 * tools for signed notes take (`PRIVATE+KEY+<name>+<id>+<key>`, golang.org/x/mod/sumdb/note).
 * @throws {Error} when the file is there and is not such a key: a new one in its place would orphan every cosignature
 */
export function cosigningKey(file: string): NoteSigner {
  const kept = readIfThere(file);
  if (kept !== undefined) return parse(kept, file);
  const draft = `${file}.${process.pid}`;
  writeDurably(draft, `${format(`changming-collector-${randomBytes(5).toString('hex')}`)}\n`);
  try {
    // Fails where a file of this name has come up meanwhile, which then counts.
    linkSync(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return parse(readFileSync(file, 'utf8'), file);
}

function format(name: string): string {
  const seed = randomBytes(seedBytes);
  const key = Buffer.concat([Buffer.of(algorithm), seed]).toString('base64');
  return `${prefix}${name}+${keyIdOf(name, ed25519.getPublicKey(seed))}+${key}`;
}

function parse(text: string, file: string): NoteSigner {
  const [, name = '', id = '', encoded = ''] =
    /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(\S+)\s*$/.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length === 1 + seedBytes && bytes[0] === algorithm) {
    const secretKey = Uint8Array.from(bytes.subarray(1));
    const publicKey = ed25519.getPublicKey(secretKey);
    if (keyIdOf(name, publicKey) === id) return { name, publicKey, secretKey };
  }
  throw new Error(
    `${file}: expected one line ${prefix}<name>+<id>+<key>; put the right file back from the backup`,
  );
}

function keyIdOf(name: string, publicKey: Uint8Array): string {
  return verifierKeyText({ name, publicKey }).split('+')[1] ?? '';
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
