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
/** Those due later hold nobody up. */
const soonest = 48;

/**
 * The spots of a group that may play now so that no spot of it, now or later, gets further from its share of the
 * group's airtime than the longest spot: the ones that would not lead by more, as long as all due before them can still
 * have their turns in time (the demand test of earliest-deadline-first scheduling: Baruah, Rosier & Howell 1990; later turns of the
 * same spot count as a flow at its share). Most urgent first; empty only when all are kept apart from their last play.
 */
export function fairCandidates(group: Group, rotation: Rotation, atMs: number): Candidate[] {
  const line = byUrgency(group, rotation, atMs);
  const weight = weightOf(line, group);
  const fair: Candidate[] = [];
  let spareMs = Number.POSITIVE_INFINITY;
  let workMs = 0;
  let flow = 0;
  let flowedMs = 0;
  for (const candidate of line) {
    const { index, lengthMs, lagMs, dueMs } = candidate;
    const share = (group.weights[index] ?? 1) / weight;
    const leadsTooFar = lagMs < (1 - share) * lengthMs - group.longestMs;
    if (lengthMs <= spareMs && !leadsTooFar) fair.push(candidate);
    workMs += lengthMs;
    spareMs = Math.min(spareMs, dueMs - workMs - flow * dueMs + flowedMs);
    if (fair.length === most || spareMs < group.shortestMs) break;
    flow += share;
    flowedMs += share * dueMs;
  }
  return fair.length > 0 ? fair : line.slice(0, 1);
}

/** The spots of a group that are due first, in that order, whether or not it would be fair to play them now. */
export function byUrgency(group: Group, rotation: Rotation, atMs: number): Candidate[] {
  const { index, startMs, weight, meanMs } = turns(group, rotation, atMs);
  const dueMs = startMs.map((start, k) => dueOf(group, index[k] ?? 0, meanMs - start, weight));
  const limitMs = limitOf(dueMs);
  const line: Candidate[] = [];
  for (let k = 0; k < index.length; k++) {
    const due = dueMs[k] ?? 0;
    if (due > limitMs) continue;
    const spot = index[k] ?? 0;
    const lagMs = (group.weights[spot] ?? 1) * (meanMs - (startMs[k] ?? 0));
    line.push({ index: spot, lengthMs: group.lengthsMs[spot] ?? 0, lagMs, dueMs: due });
  }
  return line.sort((a, b) => a.dueMs - b.dueMs);
}

function dueOf(group: Group, spot: number, behindMs: number, weight: number): number {
  const mustStartMs = (group.longestMs / (group.weights[spot] ?? 1) - behindMs) * weight;
  return mustStartMs + (group.lengthsMs[spot] ?? 0);
}

function weightOf(line: readonly Candidate[], group: Group): number {
  if (!group.separated) return group.weight;
  return line.reduce((sum, { index }) => sum + (group.weights[index] ?? 1), 0);
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
  for (let round = 0; round < 12; round++) {
    const middle = (low + high) / 2;
    let within = 0;
    for (const due of dueMs) if (due <= middle) within++;
    if (within < soonest) low = middle;
    else high = middle;
    if (within >= soonest && within <= 2 * soonest) break;
  }
  return high;
}

/** The virtual times of the spots that may play, and their mean: the virtual time of a perfectly fair rotation. */
function turns(group: Group, rotation: Rotation, atMs: number) {
  const startedMs = turnsAt(rotation.pools, group.pools);
  const index: number[] = [];
  const startMs: number[] = [];
  let weight = 0;
  let airedMs = 0;
  for (let k = 0; k < group.numbers.length; k++) {
    if (group.separated && isSeparated(group, rotation, k, atMs)) continue;
    const own = group.weights[k] ?? 1;
    const kept = virtualTime(rotation, group.numbers[k] ?? 0);
    const start = isAway(kept, startedMs, group.longestMs, own) ? startedMs : kept;
    index.push(k);
    startMs.push(start);
    weight += own;
    airedMs += own * start;
  }
  return { index, startMs, weight, meanMs: weight > 0 ? airedMs / weight : 0 };
}

function isSeparated(group: Group, rotation: Rotation, k: number, atMs: number): boolean {
  const endedMs = lastEnd(rotation, group.numbers[k] ?? 0);
  return endedMs > 0 && atMs < endedMs + (group.separationsMs[k] ?? 0);
}
