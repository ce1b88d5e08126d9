import type { CosignedMark } from '../ports/cosignatures.ts';

const dayMs = 86_400_000;

/** Law asks for logs of six months and more; 400 days show a whole year and the month in which somebody asks for it. */
export const defaultRetentionMs = 400 * dayMs;

/** The marks with one more, one for each day of the collector's clock besides the newest. */
export function addMark(marks: readonly CosignedMark[], mark: CosignedMark): CosignedMark[] {
  const earlier = marks.filter(({ size, atSeconds }) => size < mark.size && atSeconds <= mark.atSeconds);
  const [last, beforeLast] = [earlier[earlier.length - 1], earlier[earlier.length - 2]];
  // The first of a day says most: what was vouched for then is the oldest.
  const isBetween = last && beforeLast && dayOf(beforeLast) === dayOf(last);
  return [...(isBetween ? earlier.slice(0, -1) : earlier), mark];
}

/**
 * How many entries from the beginning may be pruned: those that the collector had cosigned the whole retention time
 * ago. An entry is older than its first cosignature, so no time in the log is asked, which a dead clock may have
 * written. Now is the newest time that the collector stated, or the screen's own if that is earlier: neither clock
 * alone can run ahead and take entries with it.
 */
export function prunableSize(
  marks: readonly CosignedMark[],
  nowMs: number,
  retentionMs = defaultRetentionMs,
): number {
  const newest = marks[marks.length - 1];
  if (newest === undefined) return 0;
  const untilMs = Math.min(nowMs, newest.atSeconds * 1000) - retentionMs;
  const past = marks.filter(({ atSeconds }) => atSeconds * 1000 <= untilMs);
  return past.reduce((largest, { size }) => Math.max(largest, size), 0);
}

function dayOf({ atSeconds }: CosignedMark): number {
  return Math.floor((atSeconds * 1000) / dayMs);
}
