import type { Group } from './groups.ts';
import { isAway, lastEnd, type Rotation, turnsAt, virtualTime } from './rotation.ts';

/** One spot whose turn it may be. */
export interface Candidate {
  /** Index in its group. */
  readonly index: number;
  readonly lengthMs: number;
  /** Airtime by which it is behind (positive) or ahead of its share of its group's airtime. */
  readonly lagMs: number;
  /** Airtime of its group by which it must have been shown: started any later, it would fall a longest spot behind. */
  readonly dueMs: number;
}

/** More candidates would not make a better fit, only a slower choice. */
const most = 12;
/**
 * By how many of its own lengths a spot may lead. More would fit no better, and a short spot among long ones would come
 * again and again before the others had a turn: fair by airtime, tiresome to look at.
 */
const mostLead = 1.6;
/** Those due later hold nobody up. */
const soonest = 48;
/** More than a programme has spots. */
const indexRange = 16_384;

/**
 * The spots of a group that may play now so that no spot of it, now or later, gets further from its share of the
 * group's airtime than the longest spot: the ones that would not lead by more, as long as all due before them can still
 * have their turns in time (the demand test of earliest-deadline-first
 * scheduling: Baruah, Rosier & Howell 1990; later turns of the same spot count as a flow at its share). Most urgent first; empty only when all are kept apart from their last play.
 */
export function fairCandidates(group: Group, rotation: Rotation, atMs: number): Candidate[] {
  const line = lineOf(group, rotation, atMs);
  const { order, weight } = line;
  const fair: Candidate[] = [];
  let spareMs = Number.POSITIVE_INFINITY;
  let workMs = 0;
  let flow = 0;
  let flowedMs = 0;
  for (const index of order) {
    const dueMs = line.dueMs[index] ?? 0;
    const lengthMs = group.lengthsMs[index] ?? 0;
    const share = (group.weights[index] ?? 1) / weight;
    const candidate = candidateOf(group, line, index);
    const mostLeadMs = Math.min(group.longestMs, mostLead * lengthMs);
    const leadsTooFar = candidate.lagMs < (1 - share) * lengthMs - mostLeadMs;
    if (lengthMs <= spareMs && !leadsTooFar) fair.push(candidate);
    workMs += lengthMs;
    spareMs = Math.min(spareMs, dueMs - workMs - flow * dueMs + flowedMs);
    if (fair.length === most || spareMs < group.shortestMs) break;
    flow += share;
    flowedMs += share * dueMs;
  }
  return fair.length > 0 ? fair : firstInLine(group, line, 1);
}

/** The spots of a group that are due first, in that order, whether or not it would be fair to play them now. */
export function byUrgency(group: Group, rotation: Rotation, atMs: number): Candidate[] {
  return firstInLine(group, lineOf(group, rotation, atMs), soonest);
}

interface Line {
  /** Indexes of the spots that are due first. */
  readonly order: readonly number[];
  readonly startMs: readonly number[];
  readonly dueMs: readonly number[];
  readonly meanMs: number;
  /** Of all spots that may play, also those further back. */
  readonly weight: number;
}

function firstInLine(group: Group, line: Line, count: number): Candidate[] {
  return line.order.slice(0, count).map((index) => candidateOf(group, line, index));
}

function candidateOf(group: Group, { startMs, dueMs, meanMs }: Line, index: number): Candidate {
  const lagMs = (group.weights[index] ?? 1) * (meanMs - (startMs[index] ?? 0));
  return { index, lengthMs: group.lengthsMs[index] ?? 0, lagMs, dueMs: dueMs[index] ?? 0 };
}

function lineOf(group: Group, rotation: Rotation, atMs: number): Line {
  const { startMs, weight, meanMs } = turns(group, rotation, atMs);
  const dueMs: number[] = new Array(startMs.length);
  for (let spot = 0; spot < startMs.length; spot++)
    dueMs[spot] = dueOf(group, spot, meanMs - (startMs[spot] ?? 0), weight);
  return { order: sorted(dueMs, limitOf(dueMs)), startMs, dueMs, meanMs, weight };
}

// Of one call at a time; typed arrays cost more to make than to fill.
const keys = new Float64Array(indexRange);

/** Indexes of the spots due up to a limit, soonest first; NaN is never due. */
function sorted(dueMs: readonly number[], limitMs: number): number[] {
  let count = 0;
  for (let index = 0; index < dueMs.length; index++) {
    const due = dueMs[index] ?? 0;
    if (due <= limitMs) keys[count++] = Math.round(due) * indexRange + index;
  }
  // Plain numbers with the index in the last digits sort several times as fast as objects.
  const order: number[] = [];
  for (const key of keys.subarray(0, count).sort())
    order.push(key - Math.floor(key / indexRange) * indexRange);
  return order;
}

function dueOf(group: Group, spot: number, behindMs: number, weight: number): number {
  const mustStartMs = (group.longestMs / (group.weights[spot] ?? 1) - behindMs) * weight;
  return mustStartMs + (group.lengthsMs[spot] ?? 0);
}

/** A bound that at least the soonest few keep: found by halving, since sorting a thousand spots costs too much. */
function limitOf(dueMs: readonly number[]): number {
  if (dueMs.length <= 2 * soonest) return Number.POSITIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const due of dueMs) {
    if (due < low) low = due;
    if (due > high) high = due;
  }
  // Were they evenly spread, the first guess would do.
  let middle = low + ((high - low) * 1.5 * soonest) / dueMs.length;
  for (let round = 0; round < 12; round++) {
    const within = countUpTo(dueMs, middle);
    if (within < soonest) low = middle;
    else high = middle;
    if (within >= soonest && within <= 2 * soonest) break;
    middle = (low + high) / 2;
  }
  return high;
}

function countUpTo(dueMs: readonly number[], limitMs: number): number {
  let count = 0;
  for (let k = 0; k < dueMs.length; k++) if ((dueMs[k] ?? 0) <= limitMs) count++;
  return count;
}

/**
 * The virtual times of the spots, NaN for those kept apart from their last play, and the mean of the others: the virtual
 * time of a perfectly fair rotation.
 */
function turns(group: Group, rotation: Rotation, atMs: number) {
  const { numbers, weights, longestMs, separated } = group;
  const startedMs = turnsAt(rotation.pools, group.pools);
  const startMs: number[] = new Array(numbers.length);
  let weight = 0;
  let airedMs = 0;
  for (let k = 0; k < numbers.length; k++) {
    const own = weights[k] ?? 1;
    const kept = virtualTime(rotation, numbers[k] ?? 0);
    const start = isAway(kept, startedMs, longestMs, own) ? startedMs : kept;
    const away = separated && isSeparated(group, rotation, k, atMs);
    startMs[k] = away ? Number.NaN : start;
    weight += away ? 0 : own;
    airedMs += away ? 0 : own * start;
  }
  return { startMs, weight, meanMs: weight > 0 ? airedMs / weight : 0 };
}

function isSeparated(group: Group, rotation: Rotation, k: number, atMs: number): boolean {
  const endedMs = lastEnd(rotation, group.numbers[k] ?? 0);
  return endedMs > 0 && atMs < endedMs + (group.separationsMs[k] ?? 0);
}
