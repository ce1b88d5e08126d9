import type { ShareRule, SpotKind } from '../playlist/definition.ts';
import { commercialCategory, countsFor } from '../playlist/share-rule.ts';
import { type AiredSpot, airtimeUpTo, append, emptyLedger, type Ledger } from './ledger.ts';
import { poolsOf } from './pools.ts';
import { beginPromise, breaksAt, measuredAt, type Playing, type Promised, withAiring } from './promise.ts';
import { type Rotation, startRotation, withPlay } from './rotation.ts';

export type { AiredSpot } from './ledger.ts';

export interface AirtimeOptions {
  /**
   * How long interruptions (gaps, failed starts, stalls) between two plays of the venue's own may last together, in ms,
   * without breaking a promise. Default 2,500: the stage is without a picture for 2 s at most. It costs the venue
   * reserve ÷ window of its airtime. At most a hundredth of a rule's window and a tenth of its longest gap are kept.
   * What the last hour lost to gaps is added to it, up to the same bounds.
   */
  readonly reserveMs?: number;
}

/** Everything the choice of the next spot depends on. Immutable: every change gives a new state, old ones stay valid. */
export interface AirtimeState {
  readonly rules: readonly ShareRule[];
  readonly promises: readonly Promised[];
  readonly rotation: Rotation;
  /** On-air time without any picture that was more than an ordinary boundary. */
  readonly gaps: Ledger;
  /** Whether the last play failed. */
  readonly failed: boolean;
  /** End of the last airing. */
  readonly onAirMs: number;
  readonly reserveMs: number;
}

/** One promise as it stands. */
export interface ShareNow {
  readonly rule: ShareRule;
  readonly windowMs: number;
  /** Airtime that counts, inside the window. */
  readonly airtimeMs: number;
  /** What it is measured against: on-air time inside the window, or the airtime of the venue's own plays (`of: 'commercial'`). */
  readonly onAirMs: number;
  /** airtimeMs ÷ onAirMs; 1 while there is nothing to measure against. */
  readonly share: number;
  /** Airtime that is missing to the promise; 0 when it is kept. */
  readonly shortfallMs: number;
  /** On-air time without the category up to now. */
  readonly gapMs: number;
}

const usualReserveMs = 2_500;
/** A boundary of a sound player is shorter; a failed start or a stall is longer. */
export const seriousGapMs = 150;
const troubleMs = 3_600_000;

/** @param atOnAirMs on-air time at which the promises begin */
export function startAirtime(
  rules: readonly ShareRule[],
  atOnAirMs = 0,
  options: AirtimeOptions = {},
): AirtimeState {
  const reserveMs = options.reserveMs ?? usualReserveMs;
  return {
    rules,
    promises: rules.map((rule) => beginPromise(rule, atOnAirMs, reserveMs)),
    rotation: startRotation(),
    gaps: emptyLedger(),
    failed: false,
    onAirMs: atOnAirMs,
    reserveMs,
  };
}

/**
 * Takes over the rules of another programme. A rule like one in force but for an `atLeast` that is no higher keeps its
 * history; any other begins its promise at `atOnAirMs`. What was aired and the rotation stay.
 */
export function changeRules(
  state: AirtimeState,
  rules: readonly ShareRule[],
  atOnAirMs: number,
): AirtimeState {
  const promises = rules.map((rule) => {
    const kept = state.promises.find((promised) => goesOn(rule, promised.rule));
    return kept ? { ...kept, rule } : beginPromise(rule, atOnAirMs, state.reserveMs);
  });
  return { ...state, rules, promises, onAirMs: Math.max(state.onAirMs, atOnAirMs) };
}

/**
 * Adds what truly was on view, also of plays that were cut or failed. A start later than the end of the airing before
 * leaves a gap: on-air time without any category. Precondition: airings are recorded in their order.
 */
export function recordAiring(state: AirtimeState, aired: AiredSpot): AirtimeState {
  const startOnAirMs = Math.max(state.onAirMs, Math.ceil(aired.startOnAirMs));
  const airtimeMs = Math.max(0, Math.floor(aired.airtimeMs));
  const whole = { ...aired, startOnAirMs, airtimeMs };
  return {
    ...state,
    promises: state.promises.map((promised) => withAiring(promised, whole)),
    gaps: withGap(state, startOnAirMs),
    failed: airtimeMs === 0,
    rotation: airtimeMs > 0 ? withPlay(state.rotation, whole, poolsOf(state.rules, whole)) : state.rotation,
    onAirMs: startOnAirMs + airtimeMs,
  };
}

/**
 * The on-air time by which `playing`, on view from `fromOnAirMs` on, must be cut for every promise to hold: half the
 * reserve before the first one would break, so that the next spot has time to start. Infinity when it may play on;
 * promises already broken at `fromOnAirMs` are not mended by a cut and left out.
 */
export function deadlineOnAirMs(state: AirtimeState, playing: Playing, fromOnAirMs: number): number {
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...cutsFor(state, playing, fromOnAirMs).filter((cutMs) => cutMs > fromOnAirMs),
  );
}

/** Whether a promise that `playing` does not count for is broken at `fromOnAirMs`, or all but. */
export function isOverdue(state: AirtimeState, playing: Playing, fromOnAirMs: number): boolean {
  return cutsFor(state, playing, fromOnAirMs).some((cutMs) => cutMs <= fromOnAirMs);
}

function cutsFor(state: AirtimeState, playing: Playing, fromOnAirMs: number): number[] {
  const commercial = playing.category === commercialCategory;
  return state.promises
    .filter(({ rule }) => !countsFor(rule, playing))
    .map((promised) => cutAt(promised, fromOnAirMs, commercial));
}

/** How every promise stands at `onAirMs`, if nothing was on view since the last airing. */
export function sharesNow(state: AirtimeState, onAirMs: number): ShareNow[] {
  return state.promises.map((promised) => {
    const { airtimeMs, ofMs } = measuredAt(promised, onAirMs);
    return {
      rule: promised.rule,
      windowMs: promised.windowMs,
      airtimeMs,
      onAirMs: ofMs,
      share: ofMs > 0 ? airtimeMs / ofMs : 1,
      shortfallMs: Math.max(0, Math.ceil(promised.rule.atLeast * ofMs - airtimeMs)),
      gapMs: Math.max(0, onAirMs - promised.countedUntilMs),
    };
  });
}

function withGap({ gaps, onAirMs }: AirtimeState, startMs: number): Ledger {
  const gapMs = startMs - onAirMs;
  return gapMs < seriousGapMs ? gaps : append(gaps, onAirMs, gapMs, startMs - troubleMs);
}

/**
 * What is kept in hand for interruptions at `atMs`: the reserve, and as much again as the last hour lost to gaps, since
 * trouble seldom comes alone.
 */
export function reserveAt({ gaps }: AirtimeState, promised: Promised, atMs: number): number {
  const lostMs = gaps.totalMs - airtimeUpTo(gaps, atMs - troubleMs);
  return Math.min(promised.reserveMs + lostMs, Math.max(promised.reserveMs, promised.mostReserveMs));
}

/** Searched no further than all that is now in the window has left it. */
function cutAt(promised: Promised, fromMs: number, commercial: boolean): number {
  return breaksAt(promised, fromMs, commercial, fromMs + promised.windowMs) - promised.reserveMs / 2;
}

function goesOn(next: ShareRule, before: ShareRule): boolean {
  return (
    next.category === before.category &&
    next.windowMinutes === before.windowMinutes &&
    next.of === before.of &&
    next.maxGapMinutes === before.maxGapMinutes &&
    sameKinds(next.kinds, before.kinds) &&
    next.atLeast <= before.atLeast
  );
}

function sameKinds(some?: readonly SpotKind[], others?: readonly SpotKind[]): boolean {
  const [a, b] = [some, others].map((kinds) => kinds && [...new Set(kinds)].sort().join());
  return a === b;
}
