import type { Findings } from './checker.ts';
import type { FaultRow } from './row.ts';

/** The longest time without a picture that a screen may show whose browser runs. */
export const darkLimitMs = 2_000;

/** What one round showed. Counts are of what the round added. */
export interface RoundResult {
  /** Plays that were acknowledged and are gone without a word. */
  readonly lost: number;
  /** Plays that are gone and whose loss the log itself declares, where nothing could have kept them. */
  readonly declaredLost: number;
  readonly doubled: number;
  readonly cut: number;
  readonly gaps: number;
  readonly worstShare: number | undefined;
  readonly shareKept: boolean;
  readonly darkMs: number;
  /** Empty when there is nothing to say. */
  readonly remark: string;
  /** What must never be, however slow the machine; empty when the round went as promised. */
  readonly faults: readonly string[];
  /** Promises about time that were not kept. A machine that is busy with other things breaks them as well. */
  readonly late: readonly string[];
}

export function resultOf(row: FaultRow, found: Findings, darkMs: number, remark: string): RoundResult {
  const declared = row.mayLose === true && found.gaps > 0;
  const lost = found.lost.filter(({ type }) => type === 'play').length;
  const faults = [
    ...(declared ? [] : found.lost.map((entry) => `lost: ${entry.type} ${entry.seq} of ${entry.at}`)),
    ...found.doubled.map((play) => `doubled: ${play.spot} at ${play.at}`),
    ...found.overlapping.map(([a, b]) => `overlap: plays ${a.seq} and ${b.seq}`),
    ...(declared || row.mayForget ? [] : found.unwritten).map(
      (seen) => `not written: a picture of ${Math.round(seen.lastedMs)} ms`,
    ),
    ...found.unsound.map((line) => `unsound: ${line}`),
  ];
  return {
    lost: declared ? 0 : lost,
    declaredLost: declared ? lost : 0,
    doubled: found.doubled.length,
    cut: found.cut.length,
    gaps: found.gaps,
    worstShare: found.share?.worst,
    shareKept: found.share?.kept !== false,
    darkMs,
    remark,
    faults,
    late: [
      ...(found.share?.keptButForInterruptions === false
        ? [`short: ${found.share.worst.toFixed(4)} in the worst window`]
        : []),
      ...(darkMs > darkLimitMs ? [`no picture: for ${Math.round(darkMs)} ms`] : []),
    ],
  };
}

/** The screen wrote nothing more, or could not be looked at. */
export function stoodStill(error: unknown, remark: string): RoundResult {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return {
    lost: 0,
    declaredLost: 0,
    doubled: 0,
    cut: 0,
    gaps: 0,
    worstShare: undefined,
    shareKept: true,
    darkMs: 0,
    remark,
    faults: [`stood still: ${message}`],
    late: [],
  };
}
