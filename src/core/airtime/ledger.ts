import type { SpotKind } from '../playlist/definition.ts';

/** What the rotation must know of a spot to move on after its play. */
export interface Turn {
  readonly weight: number;
  /** The longest of the spots it takes turns with; without it, its own airtime is taken. */
  readonly longestMs?: number;
}

/** What was truly on view of one play. Times are on the screen's on-air clock, in milliseconds. */
export interface AiredSpot extends Turn {
  /** `<playlist id>/<spot id>` */
  readonly key: string;
  readonly category: string;
  readonly topic?: string;
  readonly kind: SpotKind;
  readonly startOnAirMs: number;
  /** Measured, rounded down; 0 for a play that failed. */
  readonly airtimeMs: number;
}

/**
 * The stretches of airtime of one kind, oldest first, with running totals. Immutable to whoever holds it: versions
 * share one buffer that only grows, each sees its own [from, to), so that an append copies nothing.
 */
export interface Ledger {
  readonly buffer: LedgerBuffer;
  readonly from: number;
  readonly to: number;
  /** All airtime ever appended. */
  readonly totalMs: number;
}

interface LedgerBuffer {
  readonly startMs: number[];
  /** Airtime before the stretch of the same index. */
  readonly beforeMs: number[];
}

const compactFrom = 256;

export function emptyLedger(): Ledger {
  return { buffer: { startMs: [], beforeMs: [] }, from: 0, to: 0, totalMs: 0 };
}

/** Appends a stretch and forgets those that ended before `horizonMs`. Precondition: it starts at or after the last one's end. */
export function append(ledger: Ledger, startMs: number, airtimeMs: number, horizonMs: number): Ledger {
  const own = ownTail(ledger);
  own.buffer.startMs.push(startMs);
  own.buffer.beforeMs.push(ledger.totalMs);
  const grown = { ...own, to: own.to + 1, totalMs: ledger.totalMs + airtimeMs };
  return { ...grown, from: firstEndingAfter(grown, horizonMs) };
}

/** The airtime up to an on-air time that is not before the horizon. */
export function airtimeUpTo(ledger: Ledger, onAirMs: number): number {
  const index = lastStartingBefore(ledger, onAirMs);
  if (index < ledger.from) return firstTotal(ledger);
  const startMs = ledger.buffer.startMs[index] ?? 0;
  return Math.min((ledger.buffer.beforeMs[index] ?? 0) + onAirMs - startMs, totalAfter(ledger, index));
}

/** The latest on-air time up to which no more than `totalMs` had been aired; Infinity when that is all there is. */
export function timeOfTotal(ledger: Ledger, totalMs: number): number {
  const index = firstTotalAbove(ledger, totalMs);
  if (index === ledger.to) return Number.POSITIVE_INFINITY;
  const startMs = ledger.buffer.startMs[index] ?? 0;
  return startMs + totalMs - (ledger.buffer.beforeMs[index] ?? 0);
}

/** Start and end of the stretch at `index`, which lies in [from, to). */
export function startOf(ledger: Ledger, index: number): number {
  return ledger.buffer.startMs[index] ?? 0;
}

export function endOf(ledger: Ledger, index: number): number {
  return startOf(ledger, index) + totalAfter(ledger, index) - (ledger.buffer.beforeMs[index] ?? 0);
}

/** Index of the first stretch that ends after an on-air time; `to` when none does. */
export function firstEndingAfter(ledger: Ledger, onAirMs: number): number {
  let index = Math.max(ledger.from, lastStartingBefore(ledger, onAirMs));
  while (index < ledger.to && endOf(ledger, index) <= onAirMs) index++;
  return index;
}

function ownTail(ledger: Ledger): Ledger {
  const { buffer, from, to } = ledger;
  const isNewest = buffer.startMs.length === to;
  if (isNewest && !(from > compactFrom && from * 2 > to)) return ledger;
  return {
    buffer: { startMs: buffer.startMs.slice(from, to), beforeMs: buffer.beforeMs.slice(from, to) },
    from: 0,
    to: to - from,
    totalMs: ledger.totalMs,
  };
}

function firstTotal(ledger: Ledger): number {
  return ledger.from < ledger.to ? (ledger.buffer.beforeMs[ledger.from] ?? 0) : ledger.totalMs;
}

function totalAfter(ledger: Ledger, index: number): number {
  return index + 1 < ledger.to ? (ledger.buffer.beforeMs[index + 1] ?? 0) : ledger.totalMs;
}

function lastStartingBefore(ledger: Ledger, onAirMs: number): number {
  let low = ledger.from;
  let high = ledger.to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ledger.buffer.startMs[middle] ?? 0) < onAirMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function firstTotalAbove(ledger: Ledger, totalMs: number): number {
  let low = ledger.from;
  let high = ledger.to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (totalAfter(ledger, middle) > totalMs) high = middle;
    else low = middle + 1;
  }
  return low;
}
