import type { Candidate } from './fairness.ts';
import { pack } from './packing.ts';
import { breaksAfter, excessOver, type Promised } from './promise.ts';

/** What follows a spot that serves a promise: the venue's own until the promise is due again. */
export interface Forecast {
  readonly promised: Promised;
  readonly atMs: number;
  /** Lengths of the venue's spots whose turn it may be. */
  readonly nextMs: readonly number[];
  readonly shortestMs: number;
  readonly allMs: number;
}

/** How many spots may follow one that does not make room for any of the venue's, and how many are tried each time. */
const mostMore = 2;
const tried = 2;

export function forecastOf(promised: Promised, next: readonly Candidate[], atMs: number): Forecast {
  const nextMs = next.map(({ lengthMs }) => lengthMs);
  return {
    promised,
    atMs,
    nextMs,
    shortestMs: nextMs.reduce((least, lengthMs) => Math.min(least, lengthMs), Number.POSITIVE_INFINITY),
    allMs: nextMs.reduce((sum, lengthMs) => sum + lengthMs, 0),
  };
}

/**
 * By how much the rolling window exceeds the promise, in ms of airtime on average until the promise is due again, if
 * `first` plays now, others of `all` after it where it leaves no room, and then the venue's best fit. What the
 * promise is exceeded by is the venue's airtime lost.
 */
export function leastExcess(
  forecast: Forecast,
  first: Candidate,
  all: readonly Candidate[],
  playedMs = 0,
  more = mostMore,
): number {
  const untilMs = playedMs + first.lengthMs;
  const others = all.filter((other) => other !== first);
  if (more === 0 || others.length === 0 || roomAfter(forecast, untilMs) >= forecast.shortestMs)
    return excessAfter(forecast, untilMs);
  return others
    .slice(0, tried)
    .map((next) => leastExcess(forecast, next, others, untilMs, more - 1))
    .reduce((least, excess) => Math.min(least, excess));
}

function roomAfter({ promised, atMs }: Forecast, playedMs: number): number {
  return breaksAfter(promised, playedMs, atMs) - promised.reserveMs - atMs - playedMs;
}

function excessAfter(forecast: Forecast, playedMs: number): number {
  const { promised, atMs, nextMs, allMs } = forecast;
  const roomMs = Math.max(0, roomAfter(forecast, playedMs));
  const { leftMs } = pack(roomMs > allMs ? roomMs % allMs : roomMs, nextMs);
  const endMs = atMs + playedMs;
  const dueMs = endMs + Math.max(1, roomMs - leftMs);
  return excessOver(promised, playedMs, endMs, dueMs) / (dueMs - atMs);
}
