import type { PlayTable } from './play-table.ts';
import type { Report } from './report.ts';

/** Wall time, both ends included. */
export interface WallSpan {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** From the earliest row to the latest; undefined for an empty table. */
export function spanOf({ chunks }: PlayTable): WallSpan | undefined {
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { count, wallMs } of chunks) {
    for (let row = 0; row < count; row++) {
      const at = wallMs[row] ?? 0;
      if (at < firstMs) firstMs = at;
      if (at > lastMs) lastMs = at;
    }
  }
  return firstMs <= lastMs ? { firstMs, lastMs } : undefined;
}

/**
 * The part of a report that is of a span: what was read only to judge it is left out. Hours are whole; those at the
 * ends are told when any of them is within.
 */
export function clipReport(report: Report, { firstMs, lastMs }: WallSpan): Report {
  const within = (fromMs: number, toMs: number) => toMs > firstMs && fromMs <= lastMs;
  return {
    ...report,
    hours: report.hours.filter(({ startMs, endMs }) => within(startMs, endMs)),
    shortfalls: report.shortfalls.filter(({ fromMs, toMs }) => within(fromMs, toMs)),
    interruptions: report.interruptions.filter((each) => {
      if (each.kind === 'clock') return within(each.fromMs, each.fromMs + 1);
      if (each.kind === 'no-picture') return within(each.fromMs, each.fromMs + each.durationMs);
      return within(each.fromMs, each.toMs ?? Number.POSITIVE_INFINITY);
    }),
  };
}
