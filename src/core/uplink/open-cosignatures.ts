import { openCosignature } from '../tlog/cosignature.ts';
import { NoteError, type NoteVerifier } from '../tlog/signed-note.ts';

export interface FoundCosignature {
  /** The checkpoint with the cosignature, and nothing else that was answered. */
  readonly checkpoint: string;
  readonly atSeconds: number;
}

const mostLines = 16;

/**
 * The cosignature of a known collector among the lines that were answered; those by unknown keys are ignored, as
 * C2SP tlog-witness says. Undefined when none holds.
 */
export function findCosignature(
  checkpoint: string,
  lines: string,
  collectors: readonly NoteVerifier[],
): FoundCosignature | undefined {
  for (const line of lines.split('\n').slice(0, mostLines)) {
    const cosigned = `${checkpoint}${line}\n`;
    for (const collector of collectors) {
      const atSeconds = timeOf(cosigned, collector);
      if (atSeconds !== undefined) return { checkpoint: cosigned, atSeconds };
    }
  }
  return undefined;
}

function timeOf(cosigned: string, collector: NoteVerifier): number | undefined {
  try {
    return openCosignature(cosigned, collector);
  } catch (error) {
    if (error instanceof NoteError) return undefined;
    throw error;
  }
}
