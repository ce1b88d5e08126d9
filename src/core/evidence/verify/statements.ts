import { type Checkpoint, parseCheckpointText } from '../../tlog/checkpoint.ts';
import {
  type Note,
  NoteError,
  type NoteVerifier,
  parseNote,
  parseVerifierKey,
  verifierKeyText,
} from '../../tlog/signed-note.ts';
import { type ExportReader, textOf } from './export-reader.ts';
import type { Findings } from './findings.ts';
import { type Manifest, parseManifest } from './manifest.ts';

/** What an export says of itself, as far as it can be read. The step `signature` says who vouches for it. */
export interface Statements {
  readonly checkpoint: SignedStatement<Checkpoint> | undefined;
  readonly manifest: SignedStatement<Manifest> | undefined;
  readonly key: NoteVerifier | undefined;
}

export interface SignedStatement<Of> {
  readonly says: Of;
  /** The whole signed note. */
  readonly note: string;
  readonly parsed: Note;
}

/** A hundred signature lines and a few hashes are far below. */
const longestNote = 64 * 1024;

/** Reads checkpoint, manifest and key. What cannot be read is a finding of `format`. */
export async function readStatements(reader: ExportReader, format: Findings): Promise<Statements> {
  const checkpoint = await readSigned(reader, 'checkpoint', parseCheckpointText, (detail) =>
    format.fail('checkpoint-malformed', { file: 'checkpoint', detail }),
  );
  const malformed = (detail: string) => format.fail('manifest-malformed', { file: 'manifest', detail });
  const manifest = await readSigned(reader, 'manifest', manifestOf, malformed);
  const contradiction = manifest && checkpoint && contradictionOf(manifest.says, checkpoint.says);
  if (contradiction) malformed(contradiction);
  return { checkpoint, manifest, key: await readKey(reader, format) };
}

function manifestOf(text: string): Manifest {
  const manifest = parseManifest(text);
  if ('detail' in manifest) throw new NoteError('malformed', manifest.detail);
  return manifest;
}

function contradictionOf(manifest: Manifest, checkpoint: Checkpoint): string | undefined {
  if (manifest.origin !== checkpoint.origin) {
    return `it is of ${manifest.origin}, the checkpoint of ${checkpoint.origin}`;
  }
  if (manifest.size === checkpoint.size) return undefined;
  return `it speaks of a log of ${manifest.size} entries, the checkpoint of ${checkpoint.size}`;
}

async function readSigned<Of>(
  reader: ExportReader,
  path: string,
  parse: (text: string) => Of,
  malformed: (detail: string) => void,
): Promise<SignedStatement<Of> | undefined> {
  const note = await readText(reader, path, malformed);
  if (note === undefined) return undefined;
  try {
    const parsed = parseNote(note);
    return { says: parse(parsed.text), note, parsed };
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    malformed(error.message);
    return undefined;
  }
}

async function readKey(reader: ExportReader, format: Findings): Promise<NoteVerifier | undefined> {
  const malformed = (detail: string) => format.fail('key-malformed', { file: 'key.vkey', detail });
  const text = await readText(reader, 'key.vkey', malformed);
  if (text === undefined) return undefined;
  try {
    const key = parseVerifierKey(text.replace(/\n$/, ''));
    if (text === `${verifierKeyText(key)}\n`) return key;
    malformed('it is not one line with its end');
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    malformed(error.message);
  }
  return undefined;
}

async function readText(
  reader: ExportReader,
  path: string,
  malformed: (detail: string) => void,
): Promise<string | undefined> {
  const bytes = await reader.read(path, longestNote, () =>
    malformed(`it is longer than ${longestNote} bytes`),
  );
  const text = bytes && textOf(bytes);
  if (bytes && text === undefined) malformed('it is not UTF-8');
  return text;
}
