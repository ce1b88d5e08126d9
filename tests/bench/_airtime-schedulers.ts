import { nextSpot, recordAiring, startAirtime } from '../../src/core/airtime/airtime.ts';
import { Tally } from '../../src/core/airtime/tally.ts';
import type { ShareRule } from '../../src/core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../src/core/playlist/programme-spot.ts';
import { randomOf, ruleOf, spotOf } from './_airtime-programmes.ts';

/** Windows that were wholly on air: the others have nothing that they could keep. */
const hourMs = 3_600_000;

export interface Comparison {
  readonly scheduler: string;
  readonly programmes: number;
  readonly worst: number;
  readonly delivered: number;
  readonly mostDelivered: number;
  readonly longestGapMs: number;
  readonly short: number;
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
    const sum = results.reduce((total, { delivered }) => total + delivered, 0);
    return {
      scheduler,
      programmes,
      worst: Math.min(...results.map(({ worst }) => worst)),
      delivered: sum / programmes,
      mostDelivered: Math.max(...results.map(({ delivered }) => delivered)),
      longestGapMs: Math.max(...results.map(({ longestGapMs }) => longestGapMs)),
      short: results.filter(({ worst }) => worst < 1).length,
    };
  });
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
  return tally.result();
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
