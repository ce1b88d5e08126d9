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

/** The same text in pieces, a day each: that of years need not be in memory at once. */
export function* reportTextPieces(report: ProofReport): Generator<string, void> {
  const { days } = report.figures;
  const text = reportText({ ...report, figures: { ...report.figures, days: [] } });
  if (days.length === 0) {
    yield text;
    return;
  }
  // Found once: within a string its quotes would be escaped, and no other key has this name.
  const [before = '', after = ''] = text.split('"days": []');
  yield `${before}"days": [\n`;
  for (const [index, day] of days.entries()) {
    const lines = JSON.stringify(day, null, 1).replace(/^/gm, '   ');
    yield `${lines}${index < days.length - 1 ? ',' : ''}\n`;
  }
  yield `  ]${after}`;
}
