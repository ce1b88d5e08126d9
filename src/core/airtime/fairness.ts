import type { Group } from './groups.ts';
import { type Line, lineOf } from './line.ts';
import type { Rotation } from './rotation.ts';

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

/**
 * The spots of a group that may play now so that no spot of it, now or later, gets further from its share of the
 * group's airtime than the longest spot: the ones that would not lead by more, as long as all due before them can still
 * have their turns in time (the demand test of earliest-deadline-first
 * scheduling: Baruah, Rosier & Howell 1990; later turns of the same spot count as a flow at its share). Most urgent first; empty only when all are kept apart from their last play.
 */
export function fairCandidates(group: Group, rotation: Rotation, atMs: number): Candidate[] {
  const line = lineOf(group, rotation, atMs);
  const { order, weight } = line;
  const looked = Math.min(soonest, line.count);
  const fair: Candidate[] = [];
  let spareMs = Number.POSITIVE_INFINITY;
  let workMs = 0;
  let flow = 0;
  let flowedMs = 0;
  for (let place = 0; place < looked; place++) {
    const index = order[place] ?? 0;
    const dueMs = dueOf(line, index);
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

function firstInLine(group: Group, line: Line, count: number): Candidate[] {
  const first = [...line.order.subarray(0, Math.min(count, line.count))];
  return first.map((index) => candidateOf(group, line, index));
}

function candidateOf(group: Group, line: Line, index: number): Candidate {
  const lagMs = (group.weights[index] ?? 1) * (line.meanMs - (line.startMs[index] ?? 0));
  return { index, lengthMs: group.lengthsMs[index] ?? 0, lagMs, dueMs: dueOf(line, index) };
}

function dueOf({ endMs, meanMs, weight }: Line, index: number): number {
  return ((endMs[index] ?? 0) - meanMs) * weight;
}
