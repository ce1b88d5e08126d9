import { screenIdOf } from '../../as-run/screen-identity.ts';
import { NoteError, type NoteVerifier, openNote } from '../../tlog/signed-note.ts';
import type { Findings } from './findings.ts';
import type { Statements } from './statements.ts';

/**
 * Who signed the checkpoint and the manifest, and whether that key is the screen's: the screen's id is the hash of
 * its key, so a log signed by another key is the log of another screen.
 * @param pinned the key that the auditor knows from elsewhere; the export's own proves only that it is of one piece
 */
export function checkSignatures(
  { checkpoint, manifest, key }: Statements,
  pinned: NoteVerifier | undefined,
  findings: Findings,
): void {
  const signer = pinned ?? key;
  const origin = checkpoint?.says.origin ?? manifest?.says.origin;
  if (!signer || origin === undefined || (!checkpoint && !manifest)) {
    findings.fail('signature-missing', { detail: 'there is no key, or nothing that it could have signed' });
    return;
  }
  if (pinned) comparePinned(pinned, key, findings);
  else findings.note('key-not-pinned', { screen: screenIdOf(signer.publicKey) });
  checkOrigin(origin, signer, key, findings);
  if (checkpoint) checkNote('checkpoint', checkpoint.note, { ...signer, name: origin }, findings);
  if (manifest) checkNote('manifest', manifest.note, { ...signer, name: `${origin}/export` }, findings);
}

function comparePinned(pinned: NoteVerifier, key: NoteVerifier | undefined, findings: Findings): void {
  const expected = screenIdOf(pinned.publicKey);
  if (key && screenIdOf(key.publicKey) !== expected) {
    findings.fail('key-differs', { file: 'key.vkey', expected, found: screenIdOf(key.publicKey) });
  }
}

function checkOrigin(
  origin: string,
  signer: NoteVerifier,
  key: NoteVerifier | undefined,
  findings: Findings,
): void {
  const expected = `changming/${screenIdOf(signer.publicKey)}/<epoch>`;
  const parts = originParts(origin);
  if (parts?.screen !== screenIdOf(signer.publicKey)) {
    findings.fail('origin-not-of-key', { file: 'checkpoint', expected, found: origin });
  }
  if (key && key.name !== origin) {
    findings.fail('origin-not-of-key', { file: 'key.vkey', expected: origin, found: key.name });
  }
}

function checkNote(file: string, note: string, signer: NoteVerifier, findings: Findings): void {
  try {
    openNote(note, signer);
    findings.count('signatures');
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    const code = error.code === 'unknown-key' ? 'signature-missing' : 'signature-wrong';
    findings.fail(code, { file, signer: signer.name });
  }
}

/** `changming/<screen id>/<epoch>`, or undefined when it is another kind of log. */
export function originParts(origin: string): { screen: string; epoch: number } | undefined {
  const [, screen, epoch] = /^changming\/([a-z2-7]{16})\/([1-9]\d{0,8})$/.exec(origin) ?? [];
  return screen === undefined ? undefined : { screen, epoch: Number(epoch) };
}
