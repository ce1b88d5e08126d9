import type { PlayEntry } from '../../src/core/as-run/entry.ts';

/** What a programme promises. */
export interface Promised {
  readonly counts: (play: PlayEntry) => boolean;
  readonly atLeast: number;
  readonly windowMs: number;
}

/** How well the promise was kept, over every window. */
export interface KeptShare {
  /** The smallest share of any window. */
  readonly worst: number;
  /** Every window has what was promised. */
  readonly kept: boolean;
  /** Every window that has not was interrupted for longer than the reserve that the scheduler holds against that. */
  readonly keptButForInterruptions: boolean;
}

/** docs/decisions/0001-reserve.md: 2.5 s, and never more than a hundredth of the window. */
const reserveMs = ({ windowMs }: Promised) => Math.min(2_500, windowMs / 100);

/**
 * Looks at every rolling window of on-air time, from the plays alone. Between two edges of plays, or edges moved by
 * one window, the airtime of a window changes linearly, so its worst instants are among the edges.
 */
export function keptShare(plays: readonly PlayEntry[], promised: Promised): KeptShare | undefined {
  const { counts, atLeast, windowMs } = promised;
  const airings = plays
    .map((play) => ({
      from: play.onAirMs,
      to: play.onAirMs + play.airtimeMs,
      counts: counts(play),
      // What a picture that was given up still owed: the time went to others before it could be made good.
      owedMs: play.outcome === 'failed' ? Math.max(0, play.plannedMs - play.airtimeMs) : 0,
    }))
    .sort((a, b) => a.from - b.from);
  const [first] = airings;
  if (!first) return undefined;
  const endMs = Math.max(...airings.map(({ to }) => to));
  const counted = cumulative(airings.filter(({ counts }) => counts));
  const any = cumulative(airings);
  const windows = airings
    .flatMap(({ from, to }) => [from, to, from + windowMs, to + windowMs])
    .filter((atMs) => atMs > first.from && atMs <= endMs)
    .map((atMs) => {
      const fromMs = Math.max(first.from, atMs - windowMs);
      const lengthMs = atMs - fromMs;
      const owedMs = airings
        .filter(({ from }) => from >= fromMs && from < atMs)
        .reduce((sum, airing) => sum + airing.owedMs, 0);
      return {
        share: (counted(atMs) - counted(fromMs)) / lengthMs,
        // Time in which nothing was truly on view, or not what was planned.
        interruptedMs: lengthMs - (any(atMs) - any(fromMs)) + owedMs,
      };
    });
  const short = windows.filter(({ share }) => share < atLeast);
  return {
    worst: Math.min(1, ...windows.map(({ share }) => share)),
    kept: short.length === 0,
    keptButForInterruptions: short.every(({ interruptedMs }) => interruptedMs > reserveMs(promised)),
  };
}

/** Airtime from the beginning until an instant, by halving. */
function cumulative(airings: readonly { from: number; to: number }[]): (atMs: number) => number {
  let sum = 0;
  const before = airings.map(({ from, to }) => {
    const airtime = sum;
    sum += to - from;
    return airtime;
  });
  return (atMs) => {
    let low = 0;
    let high = airings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((airings[middle]?.from ?? 0) <= atMs) low = middle + 1;
      else high = middle;
    }
    const last = airings[low - 1];
    if (!last) return 0;
    return (before[low - 1] ?? 0) + Math.min(last.to, atMs) - last.from;
  };
}
