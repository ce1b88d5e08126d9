import type { SequenceRange } from '../carried-entries.ts';
import type { Figures } from '../figures.ts';

export const reportVersion = 'changming.report/v1';

/** What `report.json` holds: which log, who asked, and the figures. Everything that `report.html` shows stands here. */
export interface ProofReport {
  readonly format: typeof reportVersion;
  readonly origin: string;
  /** Entries of the tree that the checkpoint signs. */
  readonly size: number;
  /** Root hash of that tree, Base64. */
  readonly root: string;
  /** Claimed sequence numbers, [from, to). */
  readonly entries: SequenceRange;
  readonly madeAt: string;
  readonly by: string;
  readonly player: string;
  readonly simulated: boolean;
  readonly figures: Figures;
}

/** The text of `report.json`. */
export function reportText(report: ProofReport): string {
  return `${JSON.stringify(report, null, 1)}\n`;
}
