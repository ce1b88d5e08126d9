import type { ShareRule } from '../playlist/definition.ts';
import { mainZone, zoneOf } from '../zones/zone-rules.ts';
import type { PlaySubject, ProgrammeSubject, RowSubject } from './row-subject.ts';

/** What a share is counted for: rules that differ only in how much and over how long are one line of the report. */
export interface Measure {
  readonly key: string;
  readonly category: string;
  /** Kinds of spot that count; undefined for all. */
  readonly kinds?: readonly string[];
  readonly of: ShareRule['of'];
  /** The zone whose plays count; undefined for the main one. */
  readonly zone?: string;
}

/** A rule during the time for which one programme promised it. */
export interface PromisePeriod {
  readonly rule: ShareRule;
  readonly fromOnAirMs: number;
  readonly toOnAirMs: number;
  /**
   * How far windows look back at most: a programme that repeats a rule does not begin it anew.
   * Infinite while no picture of a new programme has been seen.
   */
  readonly sinceOnAirMs: number;
}

export function measureOf(rule: ShareRule): Measure {
  const kinds = rule.kinds && [...new Set<string>(rule.kinds)].sort();
  const zone = zoneOf(rule);
  const key = [rule.category, rule.of, ...(kinds ?? ['*']), ...(zone === mainZone ? [] : [`@${zone}`])].join(
    ' ',
  );
  return {
    key,
    category: rule.category,
    of: rule.of,
    ...(kinds ? { kinds } : {}),
    ...(zone === mainZone ? {} : { zone }),
  };
}

/** Every measure that a programme of the log ever promised, the latest programme's first, in its order. */
export function measuresOf(subjects: readonly RowSubject[]): Measure[] {
  const programmes = subjects.filter((subject): subject is ProgrammeSubject => isActivation(subject));
  const rules = programmes.reverse().flatMap((programme) => programme.rules);
  return [...new Map(rules.map((rule) => [measureOf(rule).key, measureOf(rule)])).values()];
}

export function counts(measure: Measure, play: Pick<PlaySubject, 'category' | 'kind' | 'zone'>): boolean {
  if (play.zone !== zoneOf(measure) || play.category !== measure.category) return false;
  return !measure.kinds || measure.kinds.includes(play.kind);
}

export function isActivation(subject: RowSubject | undefined): subject is ProgrammeSubject {
  return subject?.type === 'programme' && subject.action === 'activated';
}

/** A change of programme is on view from its first picture on, but no later than this after it. */
const firstPictureWithinMs = 2000;

/** Follows the programmes of a log and keeps what was promised when. */
export class PromiseBook {
  private readonly closed: PromisePeriod[] = [];
  private open: OpenPeriod[] = [];
  /** Since the programme in force began. */
  private readonly pictured = new Set<string>();

  activate(rules: readonly ShareRule[], atOnAirMs: number): void {
    const before = this.open;
    this.pictured.clear();
    this.open = rules.map((rule) => continued(rule, before) ?? begun(rule, before, atOnAirMs));
    const ended = before.filter((period) => !this.open.includes(period));
    this.closed.push(...ended.map((period) => ({ ...period, toOnAirMs: atOnAirMs })));
  }

  /** A picture begins in a zone: windows of its promises that have only just begun look back no further than this. */
  picture(atOnAirMs: number, zone = mainZone): void {
    if (this.pictured.has(zone)) return;
    this.pictured.add(zone);
    this.open = this.open.map((period) =>
      period.sinceOnAirMs === Number.POSITIVE_INFINITY && zoneOf(period.rule) === zone
        ? { ...period, sinceOnAirMs: Math.min(atOnAirMs, period.fromOnAirMs + firstPictureWithinMs) }
        : period,
    );
  }

  /** All periods, those still running up to `toOnAirMs`. */
  periods(toOnAirMs: number): PromisePeriod[] {
    return [...this.closed, ...this.open.map((period) => ({ ...period, toOnAirMs }))];
  }
}

type OpenPeriod = Omit<PromisePeriod, 'toOnAirMs'>;

/** The same rule again, as after every restart. */
function continued(rule: ShareRule, before: readonly OpenPeriod[]): OpenPeriod | undefined {
  return before.find((period) => repeats(rule, period.rule) && rule.atLeast === period.rule.atLeast);
}

function begun(rule: ShareRule, before: readonly OpenPeriod[], fromOnAirMs: number): OpenPeriod {
  const kept = before.find((period) => repeats(rule, period.rule));
  return { rule, fromOnAirMs, sinceOnAirMs: kept?.sinceOnAirMs ?? Number.POSITIVE_INFINITY };
}

/** A rule that asks for no more than the one before goes on with its history; any other begins anew. */
function repeats(next: ShareRule, before: ShareRule): boolean {
  return (
    measureOf(next).key === measureOf(before).key &&
    next.windowMinutes === before.windowMinutes &&
    next.maxGapMinutes === before.maxGapMinutes &&
    next.atLeast <= before.atLeast
  );
}
