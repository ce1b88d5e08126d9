import { airtimeUpTo, endOf, firstEndingAfter, startOf } from './ledger.ts';
import { breaksAt, type Promised } from './promise.ts';

const mostInstants = 12;

/** What serves a rule. */
export interface Serving {
  /** Longest spot that may be used, in ms. */
  readonly longestMs: number;
  /** Rules whose spots count for one another are served together. */
  readonly chain: number;
}

/** A promise at a boundary, with what serves it. */
export interface Due extends Serving {
  readonly promised: Promised;
  /** When it breaks while anything but the venue's own plays is on view, and while one of those is. */
  readonly breaksMs: number;
  readonly breaksUnderCommercialMs: number;
}

/**
 * The on-air time by which a spot that starts at `atMs` must have ended so that afterwards every promise it does not
 * count for can still be kept: for each instant x, the airtime all of them need by x, with one whole spot of each that
 * comes before (a spot once started is not interrupted), fits between the end and x. The demand test of
 * earliest-deadline-first scheduling; for one rule it says: until the reserve before the promise breaks.
 * @param floorMs what ends before is of no use: looked no further once the end lies there
 */
export function mustEndBy(
  dues: readonly Due[],
  counts: readonly boolean[],
  commercial: boolean,
  atMs: number,
  floorMs: number,
): number {
  const others = dues.filter((_, rule) => !counts[rule]);
  const [only] = others;
  if (!only) return Number.POSITIVE_INFINITY;
  if (others.length === 1) return breakOf(only, commercial) - only.promised.reserveMs;
  const reserveMs = others.reduce((most, { promised }) => Math.max(most, promised.reserveMs), 0);
  const horizonMs = atMs + reserveMs + 4 * others.reduce((sum, { longestMs }) => sum + longestMs, 0);
  const inOrder = [...others].sort((a, b) => breakOf(a, commercial) - breakOf(b, commercial));
  let latest = breakOf(inOrder[0] ?? only, commercial) - reserveMs;
  for (const owner of inOrder) {
    if (breakOf(owner, commercial) > horizonMs || latest < floorMs) break;
    for (const instant of instantsOf(owner, breakOf(owner, commercial), horizonMs)) {
      const needed = neededBy(inOrder, instant, commercial, atMs, owner);
      latest = Math.min(latest, instant - reserveMs - needed);
      if (latest < floorMs) break;
    }
  }
  return latest;
}

export function breakOf(due: Due, commercial: boolean): number {
  return commercial ? due.breaksUnderCommercialMs : due.breaksMs;
}

/** What is looked no further ahead than `untilMs`. */
export function dueOf(promised: Promised, atMs: number, untilMs: number, serving: Serving): Due {
  const breaksMs = breaksAt(promised, atMs, false, untilMs);
  return {
    promised,
    breaksMs,
    breaksUnderCommercialMs: promised.commercial ? breaksAt(promised, atMs, true, untilMs) : breaksMs,
    longestMs: serving.longestMs,
    chain: serving.chain,
  };
}

/** Where the need of a promise bends: where it breaks, and where stretches that count have left its window. */
function instantsOf({ promised }: Due, breaksMs: number, horizonMs: number): number[] {
  const { counting, windowMs } = promised;
  const instants = [breaksMs];
  for (let k = firstEndingAfter(counting, breaksMs - windowMs); k < counting.to; k++) {
    const endMs = endOf(counting, k);
    if (endMs + windowMs > horizonMs || instants.length === mostInstants) break;
    const goesOn = k + 1 < counting.to && startOf(counting, k + 1) === endMs;
    if (!goesOn) instants.push(endMs + windowMs);
  }
  return instants;
}

/** @param inOrder by the time they break */
function neededBy(
  inOrder: readonly Due[],
  instant: number,
  commercial: boolean,
  atMs: number,
  owner: Due,
): number {
  const byChain: number[] = [];
  let needed = 0;
  for (const due of inOrder) {
    const breaksMs = breakOf(due, commercial);
    if (breaksMs > instant) break;
    if (due === owner && breaksMs === instant) continue;
    const whole = due === owner ? 0 : due.longestMs;
    const need = neededFor(due.promised, instant, commercial, atMs) + whole;
    const known = byChain[due.chain] ?? 0;
    if (need <= known) continue;
    byChain[due.chain] = need;
    needed += need - known;
  }
  return needed;
}

/** Airtime that a promise needs, from the last airing on, to hold at `instant`. */
function neededFor(promised: Promised, instant: number, commercial: boolean, atMs: number): number {
  const fromMs = Math.max(promised.sinceMs, instant - promised.windowMs);
  const stillMs = promised.counting.totalMs - airtimeUpTo(promised.counting, fromMs);
  const ofMs = promised.commercial
    ? promised.commercial.totalMs -
      airtimeUpTo(promised.commercial, fromMs) +
      (commercial ? instant - atMs : 0)
    : instant - fromMs;
  const shareMs = Math.max(0, Math.ceil(promised.rule.atLeast * ofMs - stillMs));
  return instant > promised.countedUntilMs + promised.maxGapMs ? Math.max(1, shareMs) : shareMs;
}
