import type { Interruption } from '../report/interruptions.ts';
import { daysOf, periodOf } from '../report/period.ts';
import type { PlayTable } from '../report/play-table.ts';
import type { Measure } from '../report/promise.ts';
import { type HourReport, type Report, reportOf, type TopicTotals } from '../report/report.ts';
import { type ShareTotals, type Verdict, verdictOf, type WorstWindow } from '../report/share-totals.ts';
import type { Shortfall } from '../report/shortfall.ts';
import { causesOf } from '../report/shortfall-causes.ts';
import { isoWithOffset } from '../wall-time.ts';
import type { CarriedTables } from './carried-entries.ts';

/**
 * The figures of an export, as `report.json` holds them: plain data, whole numbers, times as ISO 8601 in the report's
 * zone. They follow from the carried entries alone, so whoever has those can compute them again and compare.
 * Airtime rounds down; on-air time, promised time and shortfalls round up.
 */
export interface Figures {
  readonly timeZone: string;
  /** First and last instant that a claimed entry speaks of; absent when nothing is claimed. */
  readonly period?: { readonly from: string; readonly to: string };
  /** What was promised, the latest programme's first. */
  readonly measures: readonly MeasureFigures[];
  readonly total: PartFigures;
  readonly days: readonly DayFigures[];
  readonly shortfalls: readonly ShortfallFigures[];
  readonly interruptions: readonly InterruptionFigures[];
  /** Entries that could not be read; everything else is counted all the same. */
  readonly unreadable: number;
}

export interface MeasureFigures {
  readonly category: string;
  readonly of: Measure['of'];
  /** Kinds of spot that count; absent for all. */
  readonly kinds?: readonly string[];
  /** The zone whose plays count; absent for the main one. */
  readonly zone?: string;
}

export interface PartFigures {
  readonly onAirMs: number;
  /** Plays that began in this time, by outcome. */
  readonly plays: Readonly<Record<string, number>>;
  /** One for each of {@link Figures.measures}; null where it was not promised in this time. */
  readonly shares: readonly (ShareFigures | null)[];
  /** The longest airtime first. */
  readonly topics: readonly TopicFigures[];
}

export interface DayFigures extends PartFigures {
  /** `2026-11-22` */
  readonly date: string;
  /** Clock hours in which the screen was on air or a play began. */
  readonly hours: readonly HourFigures[];
}

export interface HourFigures extends PartFigures {
  readonly from: string;
  readonly to: string;
}

export interface ShareFigures {
  readonly verdict: Verdict;
  readonly airtimeMs: number;
  /** What the share is of. */
  readonly ofMs: number;
  readonly promisedMs: number;
  /** Millionths, rounded down; absent where there is nothing to be a share of. */
  readonly sharePpm?: number;
  readonly longestWithoutMs: number;
  readonly maxGapMs?: number;
  readonly worst?: WindowFigures;
}

/** The rolling window that was furthest behind its promise. */
export interface WindowFigures {
  readonly endsAt: string;
  readonly windowMs: number;
  readonly sharePpm: number;
  /** Below zero: ahead of the promise. */
  readonly shortfallMs: number;
}

export interface TopicFigures {
  readonly category: string;
  readonly topic?: string;
  readonly airtimeMs: number;
  readonly plays: number;
}

/** A stretch in which a promise was broken, with what the log says of the time in which that came about. */
export interface ShortfallFigures {
  /** Index in {@link Figures.measures}. */
  readonly measure: number;
  /** `share`: windows that ended then held too little. `gap`: the category was away for longer than allowed. */
  readonly kind: Shortfall['kind'];
  readonly atLeastPpm: number;
  readonly windowMs: number;
  readonly from: string;
  readonly to: string;
  readonly brokenMs: number;
  readonly worst?: WindowFigures;
  readonly causes: {
    readonly lostPlays: readonly LostFigures[];
    readonly faults: Readonly<Record<string, number>>;
    readonly noPictureMs: number;
    readonly programmes: readonly string[];
  };
}

export interface LostFigures {
  readonly spot: string;
  readonly outcome: string;
  readonly ended: string;
  readonly plays: number;
  readonly lostMs: number;
}

export type InterruptionFigures =
  | {
      readonly kind: 'off-air';
      readonly because: string;
      /** Of the emergency stop. */
      readonly order?: { readonly by: string; readonly why: string };
      readonly from: string;
      readonly to?: string;
    }
  | {
      readonly kind: 'no-picture';
      readonly from: string;
      readonly durationMs: number;
      readonly causes: readonly string[];
    }
  | { readonly kind: 'clock'; readonly from: string; readonly jumpMs: number };

/** Wall time of the claimed entries. */
interface Span {
  readonly firstMs: number;
  readonly lastMs: number;
  /** End of the last airtime. */
  readonly endMs: number;
}

/**
 * Computes the figures of the claimed entries. An hour is told when it ends after the first claimed entry and begins
 * no later than the last, so that what only judges the claim is not told as if it were claimed.
 */
export function figuresOf({ judged, claimed }: CarriedTables): Figures {
  const report = reportOf(judged);
  const { timeZone, measures } = report;
  const span = spanOf(claimed);
  const iso = (wallMs: number) => isoWithOffset(Math.floor(wallMs), timeZone);
  const hours = span ? report.hours.filter((hour) => isTold(hour, span)) : [];
  const part = (of: Part) => partOf(of, measures, iso);
  return {
    timeZone,
    ...(span ? { period: { from: iso(span.firstMs), to: iso(span.endMs) } } : {}),
    measures: measures.map(({ category, of, kinds, zone }) => ({
      category,
      of,
      ...(kinds ? { kinds } : {}),
      ...(zone === undefined ? {} : { zone }),
    })),
    total: part(periodOf(hours)),
    days: daysOf(hours).map((day) => ({
      date: day.date,
      ...part(day),
      hours: day.hours.map((hour) => ({
        from: iso(hour.startMs),
        to: iso(hour.endMs),
        ...hourPart(hour, part),
      })),
    })),
    shortfalls: span ? shortfallsOf(report, judged, span, iso) : [],
    interruptions: span ? interruptionsOf(report.interruptions, span, iso) : [],
    unreadable: report.unreadable,
  };
}

type Iso = (wallMs: number) => string;

interface Part {
  readonly onAirMs: number;
  readonly shares: ReadonlyMap<string, ShareTotals>;
  readonly topics: readonly TopicTotals[];
  readonly outcomes: ReadonlyMap<string, number>;
}

function spanOf({ chunks, size }: PlayTable): Span | undefined {
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  let endMs = Number.NEGATIVE_INFINITY;
  for (const { count, wallMs, airtimeMs } of chunks) {
    for (let row = 0; row < count; row++) {
      const at = wallMs[row] ?? 0;
      firstMs = Math.min(firstMs, at);
      lastMs = Math.max(lastMs, at);
      endMs = Math.max(endMs, at + (airtimeMs[row] ?? 0));
    }
  }
  return size === 0 ? undefined : { firstMs, lastMs, endMs };
}

function isTold({ startMs, endMs }: HourReport, { firstMs, lastMs }: Span): boolean {
  return endMs > firstMs && startMs <= lastMs;
}

function hourPart(hour: HourReport, part: (of: Part) => PartFigures): PartFigures {
  return part({ ...hour, topics: [...hour.topics.values()] });
}

function partOf(
  { onAirMs, shares, topics, outcomes }: Part,
  measures: readonly Measure[],
  iso: Iso,
): PartFigures {
  return {
    onAirMs: up(onAirMs),
    plays: Object.fromEntries([...outcomes].sort(([a], [b]) => compare(a, b))),
    shares: measures.map(({ key }) => {
      const totals = shares.get(key);
      return totals ? shareFigures(totals, iso) : null;
    }),
    topics: topics.map(topicFigures).sort(byAirtime),
  };
}

function shareFigures(totals: ShareTotals, iso: Iso): ShareFigures {
  const { airtimeMs, ofMs, promisedMs, longestWithoutMs, maxGapMs, worst } = totals;
  return {
    verdict: verdictOf(totals),
    airtimeMs: Math.floor(airtimeMs),
    ofMs: up(ofMs),
    promisedMs: up(promisedMs),
    ...(ofMs > 0 ? { sharePpm: ppm(airtimeMs / ofMs) } : {}),
    longestWithoutMs: up(longestWithoutMs),
    ...(maxGapMs === undefined ? {} : { maxGapMs: up(maxGapMs) }),
    ...(worst ? { worst: windowFigures(worst, iso) } : {}),
  };
}

function windowFigures({ endsAtMs, windowMs, share, shortfallMs }: WorstWindow, iso: Iso): WindowFigures {
  return {
    endsAt: iso(endsAtMs),
    windowMs: up(windowMs),
    sharePpm: ppm(share),
    shortfallMs: up(shortfallMs),
  };
}

function topicFigures({ category, topic, airtimeMs, plays }: TopicTotals): TopicFigures {
  return { category, ...(topic ? { topic } : {}), airtimeMs: Math.floor(airtimeMs), plays };
}

function byAirtime(a: TopicFigures, b: TopicFigures): number {
  return (
    b.airtimeMs - a.airtimeMs || compare(a.category, b.category) || compare(a.topic ?? '', b.topic ?? '')
  );
}

/** Those under way in the claimed time; one that had begun before is told from where the claim begins. */
function shortfallsOf(
  { shortfalls, measures }: Report,
  judged: PlayTable,
  { firstMs, lastMs }: Span,
  iso: Iso,
): ShortfallFigures[] {
  return shortfalls
    .filter(({ fromMs, toMs }) => toMs > firstMs && fromMs <= lastMs)
    .map((shortfall) => {
      const { kind, rule, fromMs, toMs, brokenMs, worst } = shortfall;
      return {
        measure: measures.findIndex(({ key }) => key === shortfall.measure),
        kind,
        atLeastPpm: Math.round(rule.atLeast * 1e6),
        windowMs: up(rule.windowMinutes * 60_000),
        from: iso(Math.max(fromMs, firstMs)),
        to: iso(toMs),
        brokenMs: up(fromMs < firstMs ? Math.min(brokenMs, toMs - firstMs) : brokenMs),
        ...(worst ? { worst: windowFigures(worst, iso) } : {}),
        causes: causeFigures(judged, shortfall),
      };
    });
}

function causeFigures(judged: PlayTable, shortfall: Shortfall): ShortfallFigures['causes'] {
  const { lostPlays, faults, noPictureMs, programmes } = causesOf(judged, shortfall);
  return {
    lostPlays: lostPlays.map(({ spot, outcome, ended, plays, lostMs }) => ({
      spot,
      outcome,
      ended,
      plays,
      lostMs: up(lostMs),
    })),
    faults: Object.fromEntries([...faults].sort(([a], [b]) => compare(a, b))),
    noPictureMs: up(noPictureMs),
    programmes,
  };
}

function interruptionsOf(
  interruptions: readonly Interruption[],
  { firstMs, lastMs }: Span,
  iso: Iso,
): InterruptionFigures[] {
  return interruptions
    .filter((interruption) => interruption.fromMs <= lastMs && endOf(interruption) >= firstMs)
    .map((interruption) => interruptionFigures(interruption, iso));
}

function endOf(interruption: Interruption): number {
  if (interruption.kind === 'clock') return interruption.fromMs;
  if (interruption.kind === 'no-picture') return interruption.fromMs + interruption.durationMs;
  return interruption.toMs ?? Number.POSITIVE_INFINITY;
}

function interruptionFigures(interruption: Interruption, iso: Iso): InterruptionFigures {
  const from = iso(interruption.fromMs);
  switch (interruption.kind) {
    case 'clock':
      return { kind: 'clock', from, jumpMs: Math.round(interruption.jumpMs) };
    case 'no-picture':
      return {
        kind: 'no-picture',
        from,
        durationMs: up(interruption.durationMs),
        causes: interruption.causes,
      };
    case 'off-air': {
      const { because, order, toMs } = interruption;
      return {
        kind: 'off-air',
        because,
        ...(order ? { order } : {}),
        from,
        ...(toMs === undefined ? {} : { to: iso(toMs) }),
      };
    }
  }
}

/** Rounded up; what lies a rounding error of binary fractions above a whole number is that number. */
function up(ms: number): number {
  const rounded = Math.ceil(ms - 1e-3);
  // JSON has no −0.
  return rounded === 0 ? 0 : rounded;
}

function ppm(share: number): number {
  return Math.floor(share * 1e6 + 1e-6);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
