import { Coverage, type Edges } from './edges.ts';
import type { Hour } from './hours.ts';
import type { Stretch } from './on-air-timeline.ts';
import type { PromisePeriod } from './promise.ts';
import { noteMaxGap, noteWindow, type ShareTotals } from './share-totals.ts';
import type { Instant, ShortfallNotes } from './shortfall.ts';

export interface SweepInput<H extends Hour> {
  readonly period: PromisePeriod;
  /** On-air stretches in which what counts was on view. */
  readonly counting: Edges;
  /** The same of what the share is of; undefined for all on-air time. */
  readonly of: Edges | undefined;
  readonly stretches: readonly Stretch<H>[];
  readonly totalsOf: (hour: H) => ShareTotals;
  readonly shortfalls: ShortfallNotes;
}

/**
 * Checks a promise over every rolling window. What a window holds changes its slope only where a stretch begins or
 * ends at one of the window's two ends, so its extremes lie at those instants: each is looked at once, in order.
 */
export function sweepPromise<H extends Hour>(input: SweepInput<H>): void {
  const { period, counting, stretches } = input;
  const windowMs = period.rule.windowMinutes * 60_000;
  const instants = instantsOf(input, windowMs);
  const window = new RollingWindow(input, windowMs);
  const added = new Coverage(counting);
  const addedOf = input.of && new Coverage(input.of);
  let from = period.fromOnAirMs;
  let stretch = Math.max(0, lastStretchBefore(stretches, from));
  while (from < period.toOnAirMs) {
    const to = Math.min(nextInstant(instants, from), period.toOnAirMs);
    while ((stretches[stretch + 1]?.onAirMs ?? Number.POSITIVE_INFINITY) <= from) stretch++;
    const current = stretches[stretch];
    if (!current) return;
    const totals = input.totalsOf(current.hour);
    const airtimeMs = -added.upTo(from) + added.upTo(to);
    const ofMs = addedOf ? -addedOf.upTo(from) + addedOf.upTo(to) : to - from;
    totals.airtimeMs += airtimeMs;
    totals.ofMs += ofMs;
    totals.promisedMs += period.rule.atLeast * ofMs;
    window.noteAt(from, { onAirMs: to, wallMs: current.wallMs + to - current.onAirMs }, totals);
    from = to;
  }
}

/** Holds the amounts at both ends of the window; asked for instants that never go back. */
class RollingWindow<H extends Hour> {
  private readonly period: PromisePeriod;
  private readonly windowMs: number;
  private readonly head: Coverage;
  private readonly tail: Coverage;
  private readonly ofHead: Coverage | undefined;
  private readonly ofTail: Coverage | undefined;
  private readonly shortfalls: ShortfallNotes;

  constructor({ period, counting, of, shortfalls }: SweepInput<H>, windowMs: number) {
    this.period = period;
    this.shortfalls = shortfalls;
    this.windowMs = windowMs;
    this.head = new Coverage(counting);
    this.tail = new Coverage(counting);
    this.ofHead = of && new Coverage(of);
    this.ofTail = of && new Coverage(of);
  }

  /** `fromOnAirMs`: the instant looked at before this one. */
  noteAt(fromOnAirMs: number, at: Instant, totals: ShareTotals): void {
    const { onAirMs } = at;
    const begin = Math.max(this.period.sinceOnAirMs, onAirMs - this.windowMs);
    if (begin >= onAirMs) return;
    const airtimeMs = this.head.upTo(onAirMs) - this.tail.upTo(begin);
    const ofMs = this.ofAmount(begin, onAirMs);
    const shortfallMs = this.period.rule.atLeast * ofMs - airtimeMs;
    const window = { shortfallMs, share: airtimeMs / ofMs, endsAtMs: at.wallMs, windowMs: onAirMs - begin };
    // A window that is not yet full says something only when it is short.
    if (ofMs > 0 && (shortfallMs > 0 || onAirMs - begin >= this.windowMs)) noteWindow(totals, window);
    this.shortfalls.noteWindow(before(at, fromOnAirMs), at, window);
    this.noteWithout(at, totals);
  }

  private ofAmount(begin: number, end: number): number {
    if (!this.ofHead || !this.ofTail) return end - begin;
    return this.ofHead.upTo(end) - this.ofTail.upTo(begin);
  }

  private noteWithout(at: Instant, totals: ShareTotals): void {
    const { rule, sinceOnAirMs } = this.period;
    const { onAirMs } = at;
    const lastSeen = Math.max(this.head.lastEnd ?? sinceOnAirMs, sinceOnAirMs);
    const withoutMs = this.head.nextStart < onAirMs ? 0 : onAirMs - lastSeen;
    totals.longestWithoutMs = Math.max(totals.longestWithoutMs, withoutMs);
    if (rule.maxGapMinutes === undefined) return;
    noteMaxGap(totals, rule.maxGapMinutes * 60_000);
    if (withoutMs > rule.maxGapMinutes * 60_000) this.shortfalls.noteGap(before(at, lastSeen), at);
  }
}

/** An earlier instant, as the clock of `at` would have named it. */
function before(at: Instant, onAirMs: number): Instant {
  return { onAirMs, wallMs: at.wallMs + onAirMs - at.onAirMs };
}

/** A rising sequence of instants. */
interface Instants {
  readonly at: (index: number) => number;
  index: number;
}

function instantsOf<H extends Hour>(
  { counting, of, stretches, period }: SweepInput<H>,
  windowMs: number,
): Instants[] {
  const edges = of ? [counting, of] : [counting];
  const since = [period.sinceOnAirMs, period.sinceOnAirMs + windowMs];
  return [
    ...edges.map((list) => ({ at: (index: number) => list.at(index), index: 0 })),
    ...edges.map((list) => ({ at: (index: number) => list.at(index) + windowMs, index: 0 })),
    { at: (index) => stretches[index]?.onAirMs ?? Number.POSITIVE_INFINITY, index: 0 },
    { at: (index) => since[index] ?? Number.POSITIVE_INFINITY, index: 0 },
  ];
}

/** The first instant after `onAirMs` in any of the sequences. */
function nextInstant(sequences: readonly Instants[], onAirMs: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const sequence of sequences) {
    while (sequence.at(sequence.index) <= onAirMs) sequence.index++;
    next = Math.min(next, sequence.at(sequence.index));
  }
  return next;
}

function lastStretchBefore<H extends Hour>(stretches: readonly Stretch<H>[], onAirMs: number): number {
  let index = stretches.length - 1;
  while (index > 0 && (stretches[index]?.onAirMs ?? 0) > onAirMs) index--;
  return index;
}
