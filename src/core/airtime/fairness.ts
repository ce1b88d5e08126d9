import type { Group } from './groups.ts';
import { isAway, lastEnd, longestOf, type Rotation, turnsAt, virtualTime } from './rotation.ts';

/** One spot whose turn it may be. */
export interface Candidate {
  /** Index in its group. */
  readonly index: number;
  readonly lengthMs: number;
  /** Virtual time at which a fair rotation would have finished it: the lower, the more urgent. */
  readonly finishMs: number;
}

/** More candidates would not make a better fit, only a slower choice. */
const most = 12;
const bins = 32;

interface Standing {
  readonly index: number[];
  /** Airtime by which a spot is behind (positive) or ahead of its share. */
  readonly lagMs: number[];
  readonly startMs: number[];
  /** Airtime of the group after which the spot must have started, or it falls a longest spot behind. */
  readonly dueMs: number[];
  readonly weight: number;
}

/**
 * The spots of a group that may play now so that no spot of it, now or later, gets further from its share of the
 * group's airtime than its longest spot: those that are not ahead, as long as all others can still start in time.
 * Most urgent first; empty only when all are kept apart from their last play.
 */
export function fairCandidates(group: Group, rotation: Rotation, atMs: number): Candidate[] {
  const standing = standingOf(group, rotation, atMs);
  const spareMs = spareBefore(group, standing);
  const fair: Candidate[] = [];
  let firstOfAll: Candidate | undefined;
  for (let k = 0; k < standing.index.length; k++) {
    if ((standing.lagMs[k] ?? 0) < -0.5) continue;
    const index = standing.index[k] ?? 0;
    const lengthMs = group.lengthsMs[index] ?? 0;
    const finishMs = (standing.startMs[k] ?? 0) + lengthMs / (group.weights[index] ?? 1);
    if (!firstOfAll || finishMs < firstOfAll.finishMs) firstOfAll = { index, lengthMs, finishMs };
    if (lengthMs <= spareMs(standing.dueMs[k] ?? 0)) keepMostUrgent(fair, { index, lengthMs, finishMs });
  }
  if (firstOfAll && !fair.some(({ index }) => index === firstOfAll?.index)) fair.unshift(firstOfAll);
  return fair;
}

/** All spots of a group by urgency, fair or not: for when the fair ones may not play. */
export function byUrgency(group: Group, rotation: Rotation, atMs: number): Candidate[] {
  const { index, startMs } = standingOf(group, rotation, atMs);
  const all = index.map((spot, k): Candidate => {
    const lengthMs = group.lengthsMs[spot] ?? 0;
    return { index: spot, lengthMs, finishMs: (startMs[k] ?? 0) + lengthMs / (group.weights[spot] ?? 1) };
  });
  return all.sort((a, b) => a.finishMs - b.finishMs);
}

function keepMostUrgent(fair: Candidate[], candidate: Candidate): void {
  if (fair.length === most && candidate.finishMs >= (fair[most - 1]?.finishMs ?? 0)) return;
  if (fair.length === most) fair.pop();
  let at = fair.length;
  while (at > 0 && (fair[at - 1]?.finishMs ?? 0) > candidate.finishMs) at--;
  fair.splice(at, 0, candidate);
}

function standingOf(group: Group, rotation: Rotation, atMs: number): Standing {
  const { index, startMs, weight, meanMs } = turns(group, rotation, atMs);
  const lagMs = startMs.map((start, k) => (group.weights[index[k] ?? 0] ?? 1) * (meanMs - start));
  const dueMs = lagMs.map(
    (lag, k) => ((group.longestMs - lag) * weight) / (group.weights[index[k] ?? 0] ?? 1),
  );
  return { index, lagMs, startMs, dueMs, weight };
}

/** The virtual times of the spots that may play, and their mean: the virtual time of a perfectly fair rotation. */
function turns(group: Group, rotation: Rotation, atMs: number) {
  const startedMs = turnsAt(rotation.pools, group.pools);
  const longestMs = Math.max(group.longestMs, longestOf(rotation.pools, group.pools));
  const index: number[] = [];
  const startMs: number[] = [];
  let weight = 0;
  let aired = 0;
  for (let k = 0; k < group.numbers.length; k++) {
    if (group.separated && isSeparated(group, rotation, k, atMs)) continue;
    const own = group.weights[k] ?? 1;
    const kept = virtualTime(rotation, group.numbers[k] ?? 0);
    const away = isAway(kept, startedMs, longestMs, own);
    const start = away ? startedMs - (group.lengthsMs[k] ?? 0) / own : kept;
    index.push(k);
    startMs.push(start);
    weight += own;
    aired += own * start;
  }
  return { index, startMs, weight, meanMs: weight > 0 ? aired / weight : 0 };
}

function isSeparated(group: Group, rotation: Rotation, k: number, atMs: number): boolean {
  const separationMs = group.separationsMs[k] ?? 0;
  const endedMs = lastEnd(rotation, group.numbers[k] ?? 0);
  return endedMs > 0 && atMs < endedMs + separationMs;
}

/**
 * How long a spot may play before the spots due before it must have their turns: for each instant d, the work of the
 * spots due before d must fit into what is left until d (the processor-demand test of earliest-deadline-first
 * scheduling; Baruah, Rosier & Howell 1990), later turns of the same spot counted as a flow at its share.
 */
function spareBefore(group: Group, { index, dueMs, weight }: Standing): (dueMs: number) => number {
  const horizonMs = 2 * group.longestMs * Math.min(index.length, 64);
  const binMs = horizonMs / bins || 1;
  const work = new Float64Array(bins + 1);
  const rate = new Float64Array(bins + 1);
  for (let k = 0; k < index.length; k++) {
    const bin = Math.max(0, Math.floor((dueMs[k] ?? 0) / binMs));
    if (bin >= bins) continue;
    const spot = index[k] ?? 0;
    work[bin] = (work[bin] ?? 0) + (group.lengthsMs[spot] ?? 0);
    rate[bin] = (rate[bin] ?? 0) + (group.weights[spot] ?? 1) / weight;
  }
  const spare = new Float64Array(bins + 1);
  let demandMs = 0;
  let flow = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let bin = 0; bin < bins; bin++) {
    spare[bin] = least;
    demandMs += flow * binMs + (work[bin] ?? 0);
    flow += rate[bin] ?? 0;
    if (demandMs > 0) least = Math.min(least, bin * binMs - demandMs + group.longestMs);
  }
  spare[bins] = least;
  return (due) => spare[Math.min(bins, Math.max(0, Math.floor(due / binMs)))] ?? 0;
}
