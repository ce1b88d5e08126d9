import type { ShareRule } from '../../../src/core/playlist/definition.ts';

/** A play as an auditor sees it. */
export interface SeenPlay {
  readonly startMs: number;
  readonly airtimeMs: number;
  readonly category: string;
  readonly kind: string;
  readonly spot: string;
}

export interface Verdict {
  /** Most airtime missing in any window, ms; 0 or less when every window complies. */
  readonly shortfallMs: number;
  readonly atMs: number;
  readonly longestGapMs: number;
  /** Airtime ÷ what was promised over all the time. */
  readonly delivered: number;
}

/**
 * Recomputes every rolling window from the plays alone: airtime as a running integral with a corner wherever a play
 * starts or ends, evaluated at all corners and one window after them. Between those the difference is a straight line.
 * @param sinceMs when the promise began; @param judgedFromMs windows that end before are not judged
 */
export function judge(
  plays: readonly SeenPlay[],
  rule: ShareRule,
  endMs: number,
  sinceMs = 0,
  judgedFromMs = sinceMs,
): Verdict {
  const windowMs = Math.round(rule.windowMinutes * 60_000);
  const counts = (play: SeenPlay) =>
    play.category === rule.category &&
    (rule.kinds === undefined || rule.kinds.some((kind) => kind === play.kind));
  const airtime = integralOf(plays.filter(counts), sinceMs);
  const measured =
    rule.of === 'commercial'
      ? integralOf(
          plays.filter((play) => play.category === 'host'),
          sinceMs,
        )
      : (atMs: number) => atMs;
  let shortfallMs = Number.NEGATIVE_INFINITY;
  let worstAtMs = sinceMs;
  for (const atMs of instants(plays, windowMs, judgedFromMs, endMs)) {
    const fromMs = Math.max(sinceMs, atMs - windowMs);
    const missing = rule.atLeast * (measured(atMs) - measured(fromMs)) - (airtime(atMs) - airtime(fromMs));
    if (missing > shortfallMs) [shortfallMs, worstAtMs] = [missing, atMs];
  }
  const owed = rule.atLeast * (measured(endMs) - measured(sinceMs));
  return {
    shortfallMs,
    atMs: worstAtMs,
    longestGapMs: longestGap(plays.filter(counts), sinceMs, judgedFromMs, endMs),
    delivered: owed > 0 ? (airtime(endMs) - airtime(sinceMs)) / owed : Number.POSITIVE_INFINITY,
  };
}

/** Where the airtime of a window, as a function of its end, may bend. */
export function instants(
  plays: readonly SeenPlay[],
  windowMs: number,
  fromMs: number,
  endMs: number,
): number[] {
  const corners = plays.flatMap(({ startMs, airtimeMs }) => [startMs, startMs + airtimeMs]);
  return [endMs, ...corners, ...corners.map((corner) => corner + windowMs)].filter(
    (atMs) => atMs > fromMs && atMs <= endMs,
  );
}

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
  readonly beforeMs: number;
}

/** The airtime of some plays from `sinceMs` up to an instant, as a function. */
export function integralOf(plays: readonly SeenPlay[], sinceMs: number): (atMs: number) => number {
  const stretches: Stretch[] = [];
  let beforeMs = 0;
  for (const play of plays) {
    const startMs = Math.max(sinceMs, play.startMs);
    const endMs = play.startMs + play.airtimeMs;
    if (endMs <= startMs) continue;
    stretches.push({ startMs, endMs, beforeMs });
    beforeMs += endMs - startMs;
  }
  return (atMs) => {
    const current = stretches[firstEndingAfter(stretches, atMs)];
    return current ? current.beforeMs + Math.max(0, atMs - current.startMs) : beforeMs;
  };
}

function firstEndingAfter(stretches: readonly Stretch[], atMs: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.endMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function longestGap(counting: readonly SeenPlay[], sinceMs: number, fromMs: number, endMs: number): number {
  let untilMs = sinceMs;
  let longest = 0;
  for (const { startMs, airtimeMs } of [...counting, { startMs: endMs, airtimeMs: 1 }]) {
    if (airtimeMs === 0) continue;
    if (startMs >= fromMs) longest = Math.max(longest, startMs - untilMs);
    untilMs = Math.max(untilMs, startMs + airtimeMs);
  }
  return longest;
}
