import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { ArchiveError } from '../core/evidence/archive.ts';
import { type AskedCode, readAskedCode } from '../core/evidence/verify/code-search.ts';
import type { Verdict } from '../core/evidence/verify/verdict.ts';
import { verdictOfDamage, verify as verifyArchive } from '../core/evidence/verify/verify.ts';
import { parseCosignerKey } from '../core/tlog/cosignature.ts';
import { NoteError, type NoteVerifier, parseVerifierKey } from '../core/tlog/signed-note.ts';
import { withHashThread } from '../node/hash-thread.ts';
import { type Command, type ExitCode, type Io, Misuse, onlyPositional, readArguments } from './command.ts';
import { isFileError } from './file-error.ts';
import { withArchive } from './open-archive.ts';
import { verdictLines } from './verdict-lines.ts';
import { playerName } from './version.ts';

export const verify: Command = {
  summary: 'verifies an export of an as-run log, step by step',
  help: [
    'Usage: changming verify <export.zip|folder> [options]',
    '',
    'Verifies an export, packed or unpacked, in six steps, one line each, with what was found below it:',
    '  format       every file is there, readable, and the one that was signed',
    '  tree         every entry and tile leads to the root of the checkpoint',
    '  signature    checkpoint and manifest are signed by the key that the screen is named after',
    '  cosignature  the witnesses that you name have seen this checkpoint',
    '  continuity   the entries tell one unbroken story: numbers, screen, clocks',
    '  arithmetic   shares, list of plays and report follow from the entries alone',
    'Never stops at the first fault. docs/verify.md says what this proves, what not, and how to check without us.',
    '',
    'Options:',
    '  --key <vkey or file>      the key of the screen, if you have it from elsewhere than the export',
    '  --witness <vkey or file>  a witness that should have cosigned; may be given several times',
    '  --code <text or file>     the live code on a photo of the screen (ABCD-EFGH-2345), or the text of its QR',
    '                            code: which checkpoint it is, when it stood there and what was on view',
    '  --json                    the verdict as one line of JSON',
    '  -h, --help                this text',
    '',
    'Exit codes: 0 it holds, 1 it does not, 2 misuse.',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = readArguments(args, {
      key: { type: 'string' },
      witness: { type: 'string', multiple: true },
      code: { type: 'string' },
      json: { type: 'boolean' },
    });
    const path = onlyPositional(positionals, 'export');
    collectOften();
    const key = values.key === undefined ? undefined : await keyOf('--key', values.key, parseVerifierKey);
    const witnesses = await Promise.all(
      (values.witness ?? []).map((text) => keyOf('--witness', text, parseCosignerKey)),
    );
    const code = values.code === undefined ? undefined : await codeOf(values.code);
    const options = {
      witnesses,
      player: await playerName(),
      ...(key ? { key } : {}),
      ...(code ? { code } : {}),
    };
    const verdict = await verdictOn(path, options);
    return print(verdict, values.json === true, io);
  },
};

/**
 * V8 would let as much again gather as is in use before it looks for what is dead; looking sooner costs little and keeps
 * a million plays well below 200 MB.
 */
function collectOften(): void {
  setFlagsFromString('--heap-growing-percent=20');
}

async function verdictOn(path: string, options: Parameters<typeof verifyArchive>[1]): Promise<Verdict> {
  try {
    return await withArchive(path, (archive) =>
      withHashThread((sha256) => verifyArchive(archive, { ...options, sha256 })),
    );
  } catch (error) {
    if (error instanceof ArchiveError) return verdictOfDamage(error);
    if (isFileError(error)) throw new Misuse(`cannot read ${path}: ${error.message}`);
    throw error;
  }
}

async function print(verdict: Verdict, asJson: boolean, io: Io): Promise<ExitCode> {
  if (asJson) await io.out(JSON.stringify(verdict));
  else for (const line of verdictLines(verdict)) await io.out(line);
  return verdict.holds ? 0 : 1;
}

/** A verifier key, or the first line of the file of that name. */
async function keyOf(
  option: string,
  textOrFile: string,
  parse: (text: string) => NoteVerifier,
): Promise<NoteVerifier> {
  const text = textOrFile.includes('+') ? textOrFile : await contentOf(textOrFile);
  try {
    return parse((text ?? textOrFile).trim());
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new Misuse(`${option} expects a verifier key or a file with one: ${error.message}`);
  }
}

async function codeOf(textOrFile: string): Promise<AskedCode> {
  const code = readAskedCode(textOrFile) ?? readAskedCode((await contentOf(textOrFile)) ?? '');
  if (code) return code;
  throw new Misuse('--code expects twelve characters such as ABCD-EFGH-2345, or the text of the QR code');
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}
