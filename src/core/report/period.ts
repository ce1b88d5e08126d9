import type { HourReport, TopicTotals } from './report.ts';
import { addShare, emptyShare, type ShareTotals } from './share-totals.ts';

/** Several hours as one: a day, or the days that an auditor asked about. */
export interface PeriodReport {
  readonly onAirMs: number;
  /** By measure. */
  readonly shares: ReadonlyMap<string, ShareTotals>;
  /** By airtime, the longest first. */
  readonly topics: readonly TopicTotals[];
  /** Plays by how they ended. */
  readonly outcomes: ReadonlyMap<string, number>;
}

export interface DayReport extends PeriodReport {
  /** Local date, `2026-11-22`. */
  readonly date: string;
  readonly hours: readonly HourReport[];
}

/** Oldest first; days on which nothing was on air are not there. A clock that was set back may bring a day's hours out of turn. */
export function daysOf(hours: readonly HourReport[]): DayReport[] {
  const byDate = new Map<string, HourReport[]>();
  for (const hour of hours) {
    const day = byDate.get(hour.date);
    if (day) day.push(hour);
    else byDate.set(hour.date, [hour]);
  }
  return [...byDate].map(([date, ofDay]) => ({ date, hours: ofDay, ...periodOf(ofDay) }));
}

export function periodOf(hours: readonly HourReport[]): PeriodReport {
  const shares = new Map<string, ShareTotals>();
  const topics = new Map<string, TopicTotals>();
  const outcomes = new Map<string, number>();
  let onAirMs = 0;
  for (const hour of hours) {
    onAirMs += hour.onAirMs;
    for (const [key, share] of hour.shares) addShare(at(shares, key, emptyShare), share);
    for (const [key, topic] of hour.topics)
      addTopic(
        at(topics, key, () => ({ ...topic, airtimeMs: 0, plays: 0 })),
        topic,
      );
    for (const [outcome, plays] of hour.outcomes) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + plays);
  }
  const sorted = [...topics.values()].sort((a, b) => b.airtimeMs - a.airtimeMs);
  return { onAirMs, shares, topics: sorted, outcomes };
}

function addTopic(totals: TopicTotals, more: TopicTotals): void {
  totals.airtimeMs += more.airtimeMs;
  totals.plays += more.plays;
}

function at<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
