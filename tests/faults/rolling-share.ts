import type { PlayEntry } from '../../src/core/as-run/entry.ts';

/** The promise that the bench's programme makes. */
export interface Promised {
  readonly category: string;
  readonly atLeast: number;
  readonly windowMs: number;
}

interface Shortfall {
  /** The smallest share of any window. */
  readonly share: number;
  /** The most that any window lacks; not above 0 when every one has what was promised. */
  readonly shortfallMs: number;
}

/**
 * Looks at every rolling window of on-air time, from the plays alone. Between two edges of plays, or edges moved by
 * one window, the airtime of a window changes linearly, so its worst instants are among the edges.
 */
export function worstShortfall(plays: readonly PlayEntry[], promised: Promised): Shortfall | undefined {
  const { category, atLeast, windowMs } = promised;
  const airings = plays
    .map((play) => ({
      from: play.onAirMs,
      to: play.onAirMs + play.airtimeMs,
      counts: play.category === category,
    }))
    .sort((a, b) => a.from - b.from);
  const [first] = airings;
  if (!first) return undefined;
  const endMs = Math.max(...airings.map(({ to }) => to));
  const airtimeUntil = cumulative(airings.filter(({ counts }) => counts));
  const edges = airings.flatMap(({ from, to }) => [from, to, from + windowMs, to + windowMs]);
  const windows = edges
    .filter((atMs) => atMs > first.from && atMs <= endMs)
    .map((atMs) => {
      const fromMs = Math.max(first.from, atMs - windowMs);
      return { airtimeMs: airtimeUntil(atMs) - airtimeUntil(fromMs), lengthMs: atMs - fromMs };
    });
  return {
    share: Math.min(...windows.map(({ airtimeMs, lengthMs }) => airtimeMs / lengthMs)),
    shortfallMs: Math.max(...windows.map(({ airtimeMs, lengthMs }) => atLeast * lengthMs - airtimeMs)),
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
