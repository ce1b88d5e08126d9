import { openCosignature } from '../../tlog/cosignature.ts';
import { NoteError, type NoteVerifier } from '../../tlog/signed-note.ts';
import type { Findings } from './findings.ts';
import type { Statements } from './statements.ts';

/**
 * Which of the auditor's witnesses have seen this checkpoint, and when. A witness that is asked for and has not signed
 * is a failure: the auditor knows that it should have.
 * @returns names of the witnesses whose cosignatures hold
 */
export function checkCosignatures(
  { checkpoint, key }: Statements,
  witnesses: readonly NoteVerifier[],
  findings: Findings,
): string[] {
  if (!checkpoint) {
    findings.skip();
    return [];
  }
  const cosignedBy = witnesses.filter((witness) => checkWitness(checkpoint.note, witness, findings));
  if (witnesses.length === 0) {
    findings.skip();
    findings.note('cosignature-none', { detail: 'no witness was asked for' });
  }
  const known = new Set([checkpoint.says.origin, key?.name, ...witnesses.map(({ name }) => name)]);
  for (const { name } of checkpoint.parsed.signatures) {
    if (!known.has(name)) findings.note('cosignature-unknown-witness', { witness: name });
  }
  return cosignedBy.map(({ name }) => name);
}

function checkWitness(note: string, witness: NoteVerifier, findings: Findings): boolean {
  try {
    const at = new Date(openCosignature(note, witness) * 1000);
    findings.count('cosignatures');
    findings.note('cosigned', {
      witness: witness.name,
      at: Number.isNaN(at.getTime()) ? '' : at.toISOString(),
    });
    return true;
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    const code = error.code === 'unknown-key' ? 'cosignature-none' : 'cosignature-wrong';
    findings.fail(code, { witness: witness.name });
    return false;
  }
}
