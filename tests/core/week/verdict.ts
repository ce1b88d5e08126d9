import type { PlayEntry } from '../../../src/core/as-run/entry.ts';
import type { ShareRule } from '../../../src/core/playlist/definition.ts';
import { zoneOf } from '../../../src/core/zones/zone-rules.ts';
import { instants, integralOf, type SeenPlay } from '../airtime/oracle.ts';
import { hourMs, type LongRun, type Outage } from './long-run.ts';

/** What became of one promise, from the plays alone. */
export interface Verdict {
  readonly rule: ShareRule;
  readonly zone: string;
  readonly plays: number;
  readonly onAirMs: number;
  /** Of any window, in ms of airtime; 0 or less when every window complies. */
  readonly shortfallMs: number;
  /** The same of the windows in which no more was lost than the reserve: these must comply. */
  readonly quietShortfallMs: number;
  /** By how much a window was shorter than all the time that was lost in it; 0 or less when each has its cause. */
  readonly unexplainedMs: number;
  readonly unexplainedAtMs: number;
  /** The same of the longest stretch without the category, where the rule has one. */
  readonly unexplainedGapMs: number;
  /** Airtime ÷ what was promised. */
  readonly delivered: number;
}

/** Spots that failed while no file could be read are tried again no later than this (`quarantine.ts`). */
const forgivenAfterMs = 600_000;
/** By then what an outage took must have been made good, visits and takeovers taking their turns. */
const madeGoodAfterMs = hourMs;

/** The time in which a share could not be kept: nothing was on view, or nothing that counts could be. */
interface Losses {
  readonly blackMs: (fromMs: number, toMs: number) => number;
  readonly outageMs: (fromMs: number, toMs: number) => number;
}

export function judgeRun({ entries, outages }: LongRun, rule: ShareRule): Verdict {
  const zone = zoneOf(rule);
  const plays = entries
    .filter((entry): entry is PlayEntry => entry.type === 'play' && entry.zone === zone)
    .map(seen);
  const counting = plays.filter((play) => counts(rule, play));
  const sinceMs = plays[0]?.startMs ?? 0;
  const endMs = plays.reduce((latest, { startMs, airtimeMs }) => Math.max(latest, startMs + airtimeMs), 0);
  const windowMs = rule.windowMinutes * 60_000;
  const airtime = integralOf(counting, sinceMs);
  const losses = lossesOf(plays, sinceMs, outages);
  const reserveMs = Math.min(2_500, windowMs / 100, (rule.maxGapMinutes ?? 60) * 6_000);
  let [shortfallMs, quietShortfallMs] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [unexplainedMs, unexplainedAtMs] = [Number.NEGATIVE_INFINITY, 0];
  for (const atMs of instants(plays, windowMs, sinceMs, endMs)) {
    const fromMs = Math.max(sinceMs, atMs - windowMs);
    const missingMs = rule.atLeast * (atMs - fromMs) - (airtime(atMs) - airtime(fromMs));
    const lostMs = losses.blackMs(fromMs, atMs) + losses.outageMs(fromMs, atMs);
    shortfallMs = Math.max(shortfallMs, missingMs);
    if (lostMs <= reserveMs) quietShortfallMs = Math.max(quietShortfallMs, missingMs);
    if (missingMs - lostMs > unexplainedMs) [unexplainedMs, unexplainedAtMs] = [missingMs - lostMs, atMs];
  }
  const unexplainedGapMs = gapsOf(counting, sinceMs, endMs)
    .map(([from, to]) => to - from - losses.blackMs(from, to) - losses.outageMs(from, to))
    .reduce((most, gapMs) => Math.max(most, gapMs - (rule.maxGapMinutes ?? Infinity) * 60_000), -Infinity);
  return {
    ...{ rule, zone, plays: plays.length, onAirMs: endMs - sinceMs },
    ...{ shortfallMs, quietShortfallMs, unexplainedMs, unexplainedAtMs, unexplainedGapMs },
    delivered: airtime(endMs) / (rule.atLeast * (endMs - sinceMs)),
  };
}

/** Plays of one zone that began before the one before them had ended, or stand there twice. */
export function overlapping({ entries }: LongRun): PlayEntry[] {
  const ends = new Map<string, number>();
  const starts = new Set<string>();
  return entries.filter((entry): entry is PlayEntry => {
    if (entry.type !== 'play') return false;
    const { zone, onAirMs, airtimeMs, spot, at } = entry;
    const identity = `${zone} ${onAirMs} ${at} ${spot}`;
    const isWrong = onAirMs < (ends.get(zone) ?? 0) || starts.has(identity);
    ends.set(zone, onAirMs + airtimeMs);
    starts.add(identity);
    return isWrong;
  });
}

/** The most pictures that came on view in the main zone within one second: more than three would flash (WCAG 2.3.1). */
export function mostInASecond({ entries }: LongRun): number {
  const starts = entries.flatMap((entry) =>
    entry.type === 'play' && entry.zone === 'main' && entry.airtimeMs > 0 ? [Date.parse(entry.at)] : [],
  );
  return Math.max(
    ...starts.map((atMs, index) => {
      const within = starts.slice(Math.max(0, index - 20), index + 1).filter((other) => other > atMs - 1_000);
      return within.filter((other) => other <= atMs).length;
    }),
  );
}

function seen({ onAirMs, airtimeMs, category, kind, spot }: PlayEntry): SeenPlay {
  return { startMs: onAirMs, airtimeMs, category, kind, spot };
}

function counts({ category, kinds }: ShareRule, play: SeenPlay): boolean {
  return play.category === category && (kinds === undefined || kinds.some((kind) => kind === play.kind));
}

function lossesOf(plays: readonly SeenPlay[], sinceMs: number, outages: readonly Outage[]): Losses {
  const covered = integralOf(plays, sinceMs);
  const blackMs = (fromMs: number, toMs: number) => toMs - fromMs - (covered(toMs) - covered(fromMs));
  const outageMs = (fromMs: number, toMs: number) =>
    outages
      .filter(({ toOnAirMs }) => toMs <= toOnAirMs + forgivenAfterMs + madeGoodAfterMs)
      .map(({ fromOnAirMs, toOnAirMs }) => [fromOnAirMs, toOnAirMs + forgivenAfterMs] as const)
      .reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, toMs) - Math.max(from, fromMs)), 0);
  return { blackMs, outageMs };
}

function gapsOf(counting: readonly SeenPlay[], sinceMs: number, endMs: number): [number, number][] {
  const gaps: [number, number][] = [];
  let untilMs = sinceMs;
  for (const { startMs, airtimeMs } of counting.filter((play) => play.airtimeMs > 0)) {
    gaps.push([untilMs, startMs]);
    untilMs = startMs + airtimeMs;
  }
  return [...gaps, [untilMs, endMs]];
}
