import { nextSpot, recordAiring, startAirtime } from '../../src/core/airtime/airtime.ts';
import { Tally } from '../../src/core/airtime/tally.ts';
import type { ShareRule } from '../../src/core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../src/core/playlist/programme-spot.ts';
import { randomOf, ruleOf, spotOf } from './_airtime-programmes.ts';

/** Windows that were wholly on air: the others have nothing that they could keep. */
const hourMs = 3_600_000;
const sharesFrom = [0.05, 0.1, 0.2, 0.3, 0.4];

export interface Comparison {
  readonly scheduler: string;
  readonly programmes: number;
  readonly worst: number;
  readonly delivered: number;
  readonly mostDelivered: number;
  readonly longestGapMs: number;
  readonly short: number;
  /** Mean of what is delivered ÷ target, by the share promised. */
  readonly byShare: readonly {
    readonly from: number;
    readonly programmes: number;
    readonly delivered: number;
  }[];
}

interface RandomProgramme {
  readonly rule: ShareRule;
  readonly duty: readonly ProgrammeSpot[];
  readonly venue: readonly ProgrammeSpot[];
  readonly random: () => number;
}

/** Gives the next spot at an on-air time. */
type Scheduler = (programme: RandomProgramme) => (onAirMs: number) => ProgrammeSpot;

const schedulers: Readonly<Record<string, Scheduler>> = {
  'this rule': airtimeRule,
  'plain loop through all spots': plainLoop,
  'smooth weighted round-robin by count': smoothRoundRobin,
  'random choice by share': randomChoice,
};

export function compareSchedulers(programmes: number, untilMs: number): Comparison[] {
  return Object.entries(schedulers).map(([scheduler, make]) => {
    const results = [...Array(programmes).keys()].map((k) => scoreOf(make, randomProgramme(k + 1), untilMs));
    return {
      scheduler,
      programmes,
      worst: Math.min(...results.map(({ worst }) => worst)),
      delivered: meanOf(results.map(({ delivered }) => delivered)),
      mostDelivered: Math.max(...results.map(({ delivered }) => delivered)),
      longestGapMs: Math.max(...results.map(({ longestGapMs }) => longestGapMs)),
      short: results.filter(({ worst }) => worst < 1).length,
      byShare: sharesFrom.map((from, k) => {
        const until = sharesFrom[k + 1] ?? 1;
        const within = results.filter(({ atLeast }) => atLeast >= from && atLeast < until);
        return {
          from,
          programmes: within.length,
          delivered: meanOf(within.map(({ delivered }) => delivered)),
        };
      }),
    };
  });
}

/**
 * What the venue's whole spots alone cost, taken as they come: one of length L starts only with its whole length's worth
 * of credit, so 1 + E[L²] ÷ (2·E[L]·W) of the target is delivered, in the mean over the programmes. Packing goes below
 * it; the whole spots of the category, which it leaves out, come on top.
 */
export function costOfWholeSpots(programmes: number): number {
  return meanOf(
    [...Array(programmes).keys()].map((k) => {
      const lengths = randomProgramme(k + 1).venue.map(({ spot }) => spot.durationMs ?? 0);
      return 1 + meanOf(lengths.map((length) => length ** 2)) / (2 * meanOf(lengths) * hourMs);
    }),
  );
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function scoreOf(make: Scheduler, programme: RandomProgramme, untilMs: number) {
  const tally = new Tally(programme.rule, hourMs);
  const next = make(programme);
  for (let onAirMs = 0; onAirMs < untilMs; ) {
    const { spot } = next(onAirMs);
    const airtimeMs = spot.durationMs ?? 0;
    tally.add({ startMs: onAirMs, airtimeMs, category: spot.category, kind: spot.kind });
    onAirMs += airtimeMs;
  }
  return { ...tally.result(), atLeast: programme.rule.atLeast };
}

function randomProgramme(number: number): RandomProgramme {
  const random = randomOf(number);
  const rule = ruleOf('anti-fraud', 0.05 + random() * 0.5);
  const some = (category: string, most: number) =>
    [...Array(2 + Math.floor(random() * (most - 1))).keys()].map((k) =>
      spotOf(category, k, Math.round(5_000 + random() * 115_000)),
    );
  return { rule, duty: some('anti-fraud', 10), venue: some('host', 20), random };
}

function airtimeRule({ rule, duty, venue }: RandomProgramme) {
  const spots = [...duty, ...venue];
  let state = startAirtime([rule]);
  return (onAirMs: number) => {
    const { spot, plannedMs, turn } = nextSpot(state, spots, onAirMs);
    const { category, kind, topic = '' } = spot.spot;
    const aired = { key: spot.key, category, kind, topic, ...turn };
    state = recordAiring(state, { ...aired, startOnAirMs: onAirMs, airtimeMs: plannedMs });
    return spot;
  };
}

function plainLoop({ duty, venue }: RandomProgramme) {
  return inTurn([...duty, ...venue]);
}

/** The nginx algorithm: after each pick the picked weight drops by the sum; the weights are the promised shares. */
function smoothRoundRobin({ rule, duty, venue }: RandomProgramme) {
  const [nextDuty, nextVenue] = [inTurn(duty), inTurn(venue)];
  let ofDuty = 0;
  return () => {
    ofDuty += rule.atLeast;
    if (ofDuty < 0.5) return nextVenue();
    ofDuty -= 1;
    return nextDuty();
  };
}

function randomChoice({ rule, duty, venue, random }: RandomProgramme) {
  return () => {
    const among = random() < rule.atLeast ? duty : venue;
    return any(among, random());
  };
}

function inTurn(spots: readonly ProgrammeSpot[]): () => ProgrammeSpot {
  let turn = 0;
  return () => any(spots, (turn++ % spots.length) / spots.length);
}

function any(spots: readonly ProgrammeSpot[], part: number): ProgrammeSpot {
  const found = spots[Math.floor(part * spots.length + 1e-9)];
  if (!found) throw new RangeError('Cannot choose among no spots');
  return found;
}
