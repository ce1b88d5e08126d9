import type { Archive } from '../../../../src/core/evidence/archive.ts';
import type { Verdict } from '../../../../src/core/evidence/verify/verdict.ts';
import { type VerifyOptions, verify } from '../../../../src/core/evidence/verify/verify.ts';
import { archiveOf, type Files, player } from './made-export.ts';

/** Every finding as `step: code`, each once; notes in brackets. */
export function codesOf({ steps }: Verdict): string[] {
  const codes = steps.flatMap(({ step, findings }) =>
    findings.map(({ code, severity }) => (severity === 'note' ? `(${step}: ${code})` : `${step}: ${code}`)),
  );
  return [...new Set(codes)];
}

export function failuresOf(verdict: Verdict): string[] {
  return codesOf(verdict).filter((code) => !code.startsWith('('));
}

export function evidenceOf(verdict: Verdict, code: string) {
  return verdict.steps.flatMap(({ findings }) => findings).find((finding) => finding.code === code)?.evidence;
}

export function verifyFiles(files: Files, options?: VerifyOptions): Promise<Verdict> {
  return verify(archiveOf(files), { player, ...options });
}

/** The failures of an export after `change` has been made to its files. */
export async function failuresAfter(
  files: Files,
  change: (files: Files) => void,
  options?: VerifyOptions,
): Promise<string[]> {
  const changed = new Map(files);
  change(changed);
  return failuresOf(await verifyFiles(changed, options));
}

/** An archive that fails while `path` is read. */
export function failingAt(archive: Archive, path: string, error: Error): Archive {
  return {
    paths: archive.paths,
    open: (asked) => (asked === path ? failing(error) : archive.open(asked)),
  };
}

async function* failing(error: Error): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield new Uint8Array(3);
  throw error;
}
