import type { ShareRule, SpotKind } from '../playlist/definition.ts';
import { commercialCategory, countsFor } from '../playlist/share-rule.ts';
import {
  type AiredSpot,
  airtimeUpTo,
  append,
  emptyLedger,
  endOf,
  firstEndingAfter,
  type Ledger,
  startOf,
  timeOfTotal,
} from './ledger.ts';

const minuteMs = 60_000;

/** One share rule with the airtime that its windows can still reach. */
export interface Promised {
  readonly rule: ShareRule;
  readonly windowMs: number;
  /** Infinity when the rule limits no gap. */
  readonly maxGapMs: number;
  /** Kept in hand for interruptions: always, and at most after trouble. */
  readonly reserveMs: number;
  readonly mostReserveMs: number;
  /** On-air time at which the promise began: windows do not reach further back. */
  readonly sinceMs: number;
  readonly counting: Ledger;
  /** All airtime of the category, kept when only some kinds count: what stands in when none of those can be shown. */
  readonly standIn: Ledger | undefined;
  /** Airtime of the venue's own plays, kept when the rule is measured against it. */
  readonly commercial: Ledger | undefined;
  readonly countedUntilMs: number;
  readonly stoodInUntilMs: number;
}

export interface Playing {
  readonly category: string;
  readonly kind: SpotKind;
}

export function beginPromise(rule: ShareRule, sinceMs: number, reserveMs: number): Promised {
  const windowMs = Math.round(rule.windowMinutes * minuteMs);
  const maxGapMs =
    rule.maxGapMinutes === undefined ? Number.POSITIVE_INFINITY : Math.round(rule.maxGapMinutes * minuteMs);
  const mostReserveMs = Math.floor(Math.min(windowMs / 100, maxGapMs / 10));
  return {
    rule,
    windowMs,
    maxGapMs,
    reserveMs: Math.min(reserveMs, mostReserveMs),
    mostReserveMs,
    sinceMs,
    counting: emptyLedger(),
    standIn: rule.kinds ? emptyLedger() : undefined,
    commercial: rule.of === 'commercial' ? emptyLedger() : undefined,
    countedUntilMs: sinceMs,
    stoodInUntilMs: sinceMs,
  };
}

/** The promise after a play. */
export function withAiring(promised: Promised, aired: AiredSpot): Promised {
  const { startOnAirMs: startMs, airtimeMs } = aired;
  const ofCategory = aired.category === promised.rule.category;
  const counted = ofCategory && countsFor(promised.rule, aired);
  const commercial = promised.commercial && aired.category === commercialCategory;
  if (airtimeMs === 0 || !(ofCategory || commercial)) return promised;
  const endMs = startMs + airtimeMs;
  const add = (ledger: Ledger) => append(ledger, startMs, airtimeMs, endMs - promised.windowMs);
  return {
    ...promised,
    counting: counted ? add(promised.counting) : promised.counting,
    standIn: promised.standIn && ofCategory ? add(promised.standIn) : promised.standIn,
    commercial: promised.commercial && commercial ? add(promised.commercial) : promised.commercial,
    countedUntilMs: counted ? endMs : promised.countedUntilMs,
    stoodInUntilMs: ofCategory ? endMs : promised.stoodInUntilMs,
  };
}

/** The promise judged by all kinds of its category: in force while none that counts can be shown. */
export function stoodIn(promised: Promised): Promised {
  if (!promised.standIn) return promised;
  return { ...promised, counting: promised.standIn, countedUntilMs: promised.stoodInUntilMs };
}

/**
 * The on-air time at which the promise breaks when from `fromMs` on nothing that counts is shown, but the venue's own
 * plays (`commercial`) or anything else. Never searched beyond `untilMs`: Infinity when it holds up to there.
 */
export function breaksAt(promised: Promised, fromMs: number, commercial: boolean, untilMs: number): number {
  const gapEndsMs = promised.countedUntilMs + promised.maxGapMs;
  const shareEndsMs = promised.commercial
    ? commercialShareEnds(promised, promised.commercial, fromMs, commercial, untilMs)
    : shareEnds(promised);
  return Math.min(gapEndsMs, shareEndsMs);
}

/** A(t) − A(x − n) ≥ p·n with n = min(W, x − since), solved for the largest x: A stands still, so x only grows with A(x − n). */
function shareEnds({ counting, rule, windowMs, sinceMs }: Promised): number {
  const rampUpMs = Math.floor(counting.totalMs / rule.atLeast);
  if (rampUpMs < windowMs) return sinceMs + rampUpMs;
  const owedMs = Math.ceil(rule.atLeast * windowMs);
  return windowMs + Math.max(sinceMs, timeOfTotal(counting, counting.totalMs - owedMs));
}

/**
 * A(t) − A(x − W) ≥ p·(C(x) − C(x − W)). What leaves the window lowers either side, so the difference may rise and
 * fall; it is straight between the ends of the stretches that leave, and is followed from one to the next.
 */
function commercialShareEnds(
  promised: Promised,
  commercial: Ledger,
  fromMs: number,
  playing: boolean,
  untilMs: number,
): number {
  const { counting, rule, windowMs, sinceMs } = promised;
  let leaveMs = Math.max(sinceMs, fromMs - windowMs);
  let spareMs =
    counting.totalMs -
    airtimeUpTo(counting, leaveMs) -
    rule.atLeast * (commercial.totalMs - airtimeUpTo(commercial, leaveMs));
  if (spareMs < 0) return fromMs;
  let nowMs = fromMs;
  while (nowMs < untilMs) {
    const leavesNow = leaveMs === nowMs - windowMs;
    const stepMs = leavesNow
      ? Math.min(untilChange(counting, leaveMs), untilChange(commercial, leaveMs), untilMs - nowMs)
      : Math.min(leaveMs + windowMs, untilMs) - nowMs;
    const leaving = leavesNow && isOn(counting, leaveMs) ? 1 : 0;
    const leavingCommercial = leavesNow && isOn(commercial, leaveMs) ? 1 : 0;
    const slope = rule.atLeast * (leavingCommercial - (playing ? 1 : 0)) - leaving;
    if (spareMs + slope * stepMs < 0) return Math.floor(nowMs + spareMs / -slope);
    spareMs += slope * stepMs;
    nowMs += stepMs;
    if (leavesNow) leaveMs += stepMs;
  }
  return Number.POSITIVE_INFINITY;
}

function isOn(ledger: Ledger, onAirMs: number): boolean {
  const index = firstEndingAfter(ledger, onAirMs);
  return index < ledger.to && startOf(ledger, index) <= onAirMs;
}

function untilChange(ledger: Ledger, onAirMs: number): number {
  const index = firstEndingAfter(ledger, onAirMs);
  if (index >= ledger.to) return Number.POSITIVE_INFINITY;
  const startMs = startOf(ledger, index);
  return (startMs > onAirMs ? startMs : endOf(ledger, index)) - onAirMs;
}

export interface Measured {
  readonly airtimeMs: number;
  /** What the share is of. */
  readonly ofMs: number;
}

/** Airtime and what it is measured against in the window that ends at `atMs`, if nothing is shown from the last airing on. */
export function measuredAt(promised: Promised, atMs: number): Measured {
  const fromMs = Math.max(promised.sinceMs, atMs - promised.windowMs);
  const airtimeMs = promised.counting.totalMs - airtimeUpTo(promised.counting, fromMs);
  const ofMs = promised.commercial
    ? promised.commercial.totalMs - airtimeUpTo(promised.commercial, fromMs)
    : Math.max(0, atMs - fromMs);
  return { airtimeMs, ofMs };
}

/** When an on-air share would break after `airtimeMs` more of counting airtime from `atMs` on, nothing counting after it. */
export function breaksAfter(promised: Promised, airtimeMs: number, atMs: number): number {
  const { counting, rule, windowMs, sinceMs } = promised;
  const totalMs = counting.totalMs + airtimeMs;
  const gapEndsMs = atMs + airtimeMs + promised.maxGapMs;
  const rampUpMs = Math.floor(totalMs / rule.atLeast);
  if (rampUpMs < windowMs) return Math.min(gapEndsMs, sinceMs + rampUpMs);
  const levelMs = totalMs - Math.ceil(rule.atLeast * windowMs);
  const leavesMs =
    levelMs < counting.totalMs ? timeOfTotal(counting, levelMs) : atMs + levelMs - counting.totalMs;
  return Math.min(gapEndsMs, windowMs + Math.max(sinceMs, leavesMs));
}

/**
 * How much more than promised the window holds, in ms of airtime, times the ms of [fromMs, toMs], if `airtimeMs` more
 * counting airtime has been added by `fromMs` and nothing counting plays in between.
 */
export function excessOver(promised: Promised, airtimeMs: number, fromMs: number, toMs: number): number {
  const { counting, rule, windowMs, sinceMs } = promised;
  const fullMs = Math.max(fromMs, Math.min(toMs, sinceMs + windowMs));
  const rampUp = fullMs - fromMs;
  const total = counting.totalMs + airtimeMs;
  const whileFilling = rampUp * (total - rule.atLeast * ((fromMs + fullMs) / 2 - sinceMs));
  const sliding = (toMs - fullMs) * (total - rule.atLeast * windowMs);
  return whileFilling + sliding - areaBetween(counting, fullMs - windowMs, toMs - windowMs);
}

/** The integral of the airtime up to x over x in [fromMs, toMs]. */
function areaBetween(counting: Ledger, fromMs: number, toMs: number): number {
  if (toMs <= fromMs) return 0;
  let area = airtimeUpTo(counting, fromMs) * (toMs - fromMs);
  for (let k = firstEndingAfter(counting, fromMs); k < counting.to; k++) {
    const startMs = Math.max(fromMs, startOf(counting, k));
    if (startMs >= toMs) break;
    const gainMs = Math.min(toMs, endOf(counting, k)) - startMs;
    area += gainMs * (toMs - startMs - gainMs / 2);
  }
  return area;
}
