import { commercialCategory } from '../playlist/share-rule.ts';
import { isTimeZone } from '../wall-time.ts';
import { mainZone, zoneOf } from '../zones/zone-rules.ts';
import { Edges } from './edges.ts';
import { type Hour, Hours } from './hours.ts';
import { type Interruption, InterruptionList, noPictureFromMs } from './interruptions.ts';
import { OnAirTimeline } from './on-air-timeline.ts';
import type { PlayTable } from './play-table.ts';
import {
  counts,
  isActivation,
  type Measure,
  measureOf,
  measuresOf,
  PromiseBook,
  type PromisePeriod,
} from './promise.ts';
import { sweepPromise } from './promise-sweep.ts';
import type { PlaySubject, RowSubject } from './row-subject.ts';
import { emptyShare, type ShareTotals } from './share-totals.ts';
import { type Shortfall, ShortfallNotes } from './shortfall.ts';

/** Proof of play: what was on view, by clock hour, beside what was promised. Measured time only. */
export interface Report {
  readonly timeZone: string;
  /** What was promised, the latest programme's first. */
  readonly measures: readonly Measure[];
  /** Hours in which the screen was on air, or a play began; oldest first. */
  readonly hours: readonly HourReport[];
  /** Oldest first. */
  readonly interruptions: readonly Interruption[];
  /** Oldest first: every stretch in which a promise was broken. */
  readonly shortfalls: readonly Shortfall[];
  /** Entries that could not be read; everything else is counted all the same. */
  readonly unreadable: number;
}

export interface HourReport extends Hour {
  onAirMs: number;
  /** By {@link Measure.key}. */
  readonly shares: Map<string, ShareTotals>;
  /** By category and topic. Airtime is split exactly at the hour, a play counts where it began. */
  readonly topics: Map<string, TopicTotals>;
  readonly outcomes: Map<string, number>;
}

export interface TopicTotals {
  readonly category: string;
  readonly topic: string | undefined;
  airtimeMs: number;
  plays: number;
}

/** The zone that hours, topics, interruptions and, unless a rule says otherwise, shares are told of. */
export const countedZone = mainZone;

/** The report over a whole log. */
export function reportOf(table: PlayTable): Report {
  const timeZone = timeZoneOf(table);
  const reading = new Reading(table, timeZone);
  reading.read();
  return reading.report();
}

/**
 * The zone of the latest programme that names one. Logs without: Shanghai where they were stamped so, else the fixed
 * offset of their last entry as far as it is a whole hour.
 */
export function timeZoneOf({ subjects, chunks }: PlayTable): string {
  const named = subjects.map((subject) => (isActivation(subject) ? (subject.timeZone ?? '') : ''));
  const zone = named.reverse().find((name) => isTimeZone(name));
  if (zone) return zone;
  const last = chunks[chunks.length - 1];
  const hours = Math.round((last?.offsetMinutes[last.count - 1] ?? 0) / 60);
  if (hours === 8) return 'Asia/Shanghai';
  return hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

/** What the sums of a row need of its subject, worked out once per subject. */
interface Counted {
  readonly play: PlaySubject;
  readonly key: string;
  /** Of the measures whose share it adds to. */
  readonly edges: readonly Edges[];
}

/** One pass over the rows, then one over each promise. */
class Reading {
  private readonly table: PlayTable;
  private readonly measures: Measure[];
  private readonly counting: readonly Edges[];
  /** By zone, only where a promise is of it: it has an edge for nearly every play. */
  private readonly commercial = new Map<string, Edges>();
  /** End of the last picture, by zone; of the main one {@link pictureEndMs}. */
  private readonly besideEndMs = new Map<string, number>();
  private readonly counted: readonly (Counted | undefined)[];
  private readonly hours: Hours<Omit<HourReport, keyof Hour>>;
  private readonly timeZone: string;
  private readonly interruptions = new InterruptionList();
  private readonly promises = new PromiseBook();
  private readonly shortfalls: Shortfall[] = [];
  private timeline: OnAirTimeline<HourReport> | undefined;
  private pictureEndMs = 0;
  private unreadable = 0;

  constructor(table: PlayTable, timeZone: string) {
    this.table = table;
    this.timeZone = timeZone;
    this.measures = measuresOf(table.subjects);
    this.counting = this.measures.map(() => new Edges());
    for (const measure of this.measures)
      if (measure.of === 'commercial') this.commercial.set(zoneOf(measure), new Edges());
    this.counted = table.subjects.map((subject) => this.countedOf(subject));
    this.hours = new Hours(timeZone, () => ({
      onAirMs: 0,
      shares: new Map(),
      topics: new Map(),
      outcomes: new Map(),
    }));
  }

  read(): void {
    for (const chunk of this.table.chunks) {
      for (let row = 0; row < chunk.count; row++) {
        this.row(
          chunk.subject[row] ?? -1,
          chunk.onAirMs[row] ?? 0,
          chunk.wallMs[row] ?? 0,
          chunk.airtimeMs[row] ?? 0,
        );
      }
    }
    this.sumOnAir();
    for (const period of this.promises.periods(this.timeline?.onAirMs ?? 0)) {
      this.sweep(period);
    }
  }

  report(): Report {
    return {
      timeZone: this.timeZone,
      measures: this.measures,
      hours: this.hours.all(),
      interruptions: this.interruptions.all(),
      shortfalls: this.shortfalls.sort((a, b) => a.fromOnAirMs - b.fromOnAirMs),
      unreadable: this.unreadable,
    };
  }

  private row(subjectId: number, onAirMs: number, wallMs: number, airtimeMs: number): void {
    const subject = this.table.subjects[subjectId];
    if (!subject || subject.type === 'unreadable') {
      this.unreadable++;
      return;
    }
    if (subject.type === 'play') {
      const counted = this.counted[subjectId];
      if (counted?.play.zone === countedZone) this.play(counted, onAirMs, wallMs, airtimeMs);
      else if (counted) this.playBeside(counted, onAirMs, airtimeMs);
      return;
    }
    const timeline = this.timelineAt(onAirMs, wallMs);
    timeline.advance(onAirMs);
    // Before the anchor moves: what ended, ended by the clock that ran until then.
    if (subject.type === 'off-air') this.interruptions.offAir(subject.because, timeline.wallMs);
    timeline.anchor(onAirMs, wallMs);
    if (subject.type === 'on-air') this.interruptions.onAir(wallMs);
    if (subject.type === 'stop') this.interruptions.stop(subject);
    if (subject.type === 'fault') this.interruptions.fault(subject);
    if (subject.type === 'clock') this.interruptions.clock(wallMs, subject.jumpMs);
    if (isActivation(subject)) this.promises.activate(subject.rules, onAirMs);
  }

  private play(counted: Counted, onAirMs: number, wallMs: number, airtimeMs: number): void {
    const timeline = this.timelineAt(onAirMs, wallMs);
    timeline.anchor(onAirMs, wallMs);
    timeline.advance(onAirMs + airtimeMs);
    const hour = this.hours.at(timeline.wallMsAt(onAirMs));
    hour.outcomes.set(counted.play.outcome, (hour.outcomes.get(counted.play.outcome) ?? 0) + 1);
    this.topicIn(hour, counted).plays++;
    // Two pictures at once are one: what overlaps the play before is not counted twice.
    const from = Math.max(onAirMs, this.pictureEndMs);
    const to = onAirMs + airtimeMs;
    if (to <= from) this.interruptions.failedPlay(counted.play);
    else this.picture(timeline, counted, from, to);
  }

  private picture(timeline: OnAirTimeline<HourReport>, counted: Counted, from: number, to: number): void {
    this.promises.picture(from);
    const withoutMs = from - this.pictureEndMs;
    if (withoutMs >= noPictureFromMs) {
      this.interruptions.noPicture(timeline.wallMsAt(this.pictureEndMs), withoutMs);
    }
    this.interruptions.picture();
    this.pictureEndMs = to;
    for (const edges of counted.edges) edges.push(from, to);
    timeline.split(from, to, (hour, durationMs) => {
      this.topicIn(hour, counted).airtimeMs += durationMs;
    });
  }

  /** In another zone: adds to the shares that count it, and to nothing that is told of the picture. */
  private playBeside({ play, edges }: Counted, onAirMs: number, airtimeMs: number): void {
    const from = Math.max(onAirMs, this.besideEndMs.get(play.zone) ?? 0);
    const to = onAirMs + airtimeMs;
    if (to <= from) return;
    this.promises.picture(from, play.zone);
    this.besideEndMs.set(play.zone, to);
    for (const each of edges) each.push(from, to);
  }

  private timelineAt(onAirMs: number, wallMs: number): OnAirTimeline<HourReport> {
    if (this.timeline) return this.timeline;
    this.pictureEndMs = onAirMs;
    this.timeline = new OnAirTimeline(onAirMs, wallMs, (instant) => this.hours.at(instant));
    return this.timeline;
  }

  private topicIn(hour: HourReport, { key, play }: Counted): TopicTotals {
    const known = hour.topics.get(key);
    if (known) return known;
    const totals = { category: play.category, topic: play.topic, airtimeMs: 0, plays: 0 };
    hour.topics.set(key, totals);
    return totals;
  }

  private countedOf(subject: RowSubject): Counted | undefined {
    if (subject.type !== 'play') return undefined;
    const edges = this.counting.filter((_, index) => {
      const measure = this.measures[index];
      return measure !== undefined && counts(measure, subject);
    });
    const commercial = this.commercial.get(subject.zone);
    if (commercial && subject.category === commercialCategory) edges.push(commercial);
    if (subject.zone !== countedZone && edges.length === 0) return undefined;
    return { play: subject, key: `${subject.category} ${subject.topic ?? ''}`, edges };
  }

  private sumOnAir(): void {
    const stretches = this.timeline?.stretches ?? [];
    stretches.forEach((stretch, index) => {
      const to = stretches[index + 1]?.onAirMs ?? this.timeline?.onAirMs ?? 0;
      stretch.hour.onAirMs += to - stretch.onAirMs;
    });
  }

  private sweep(period: PromisePeriod): void {
    const index = this.measures.findIndex((measure) => measure.key === measureOf(period.rule).key);
    const counting = this.counting[index];
    const measure = this.measures[index];
    if (!counting || !measure || !this.timeline) return;
    const shortfalls = new ShortfallNotes(measure.key, period);
    sweepPromise<HourReport>({
      period,
      counting,
      of: measure.of === 'commercial' ? this.commercial.get(zoneOf(measure)) : undefined,
      stretches: this.timeline.stretches,
      totalsOf: (hour) => shareIn(hour, measure.key),
      shortfalls,
    });
    this.shortfalls.push(...shortfalls.all());
  }
}

function shareIn(hour: HourReport, key: string): ShareTotals {
  const known = hour.shares.get(key);
  if (known) return known;
  const totals = emptyShare();
  hour.shares.set(key, totals);
  return totals;
}
