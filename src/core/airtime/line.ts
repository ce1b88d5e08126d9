import type { Group } from './groups.ts';
import { isAway, lastEnd, type Rotation, turnsAt, virtualTime } from './rotation.ts';

/** The spots of a group in the order in which their turns are due. Holds until the next line of that group is asked for. */
export interface Line {
  /** Indexes of the spots that may play, the one due first at the front; only the first `count` hold. */
  readonly order: Uint16Array;
  readonly count: number;
  /** Virtual times of the spots, by index; Infinity for those kept apart from their last play. */
  readonly startMs: Float64Array;
  /** Virtual times by which their turns must have ended, by index. */
  readonly endMs: Float64Array;
  /** The mean virtual time of those that may play: the virtual time of a perfectly fair rotation. */
  readonly meanMs: number;
  /** Of all spots that may play. */
  readonly weight: number;
}

type Kept = { -readonly [Part in keyof Line]: Line[Part] };

/**
 * From one play to the next the order hardly changes: so it is kept by group, mended, and sorted anew only when much has
 * changed. What comes out depends on the arguments alone, what it costs does not.
 */
const known = new WeakMap<Group, Kept>();
const fewChanges = 8;
const changed = new Uint16Array(fewChanges);

export function lineOf(group: Group, rotation: Rotation, atMs: number): Line {
  const line = known.get(group) ?? emptyLine(group);
  const before = line.weight;
  const changes = update(line, group, rotation, atMs);
  if (changes > fewChanges || line.weight !== before) sortAnew(line, group);
  else for (let k = 0; k < changes; k++) move(line, group, changed[k] ?? 0);
  return line;
}

function emptyLine(group: Group): Kept {
  const { length } = group.numbers;
  const line = {
    order: new Uint16Array(length),
    count: 0,
    startMs: new Float64Array(length).fill(Number.NaN),
    endMs: new Float64Array(length),
    meanMs: 0,
    weight: Number.NaN,
  };
  known.set(group, line);
  return line;
}

/** Takes over the virtual times; the number of those that changed, of which the first few are noted in `changed`. */
function update(line: Kept, group: Group, rotation: Rotation, atMs: number): number {
  const { numbers, weights, longestMs, separated } = group;
  const { startMs } = line;
  const startedMs = turnsAt(rotation.pools, group.pools);
  let weight = 0;
  let airedMs = 0;
  let changes = 0;
  for (let spot = 0; spot < numbers.length; spot++) {
    const own = weights[spot] ?? 1;
    const kept = virtualTime(rotation, numbers[spot] ?? 0);
    let start = isAway(kept, startedMs, longestMs, own) ? startedMs : kept;
    if (separated && isSeparated(group, rotation, spot, atMs)) start = Number.POSITIVE_INFINITY;
    else {
      weight += own;
      airedMs += own * start;
    }
    if (start === startMs[spot]) continue;
    startMs[spot] = start;
    if (changes < fewChanges) changed[changes] = spot;
    changes++;
  }
  line.weight = weight;
  line.meanMs = weight > 0 ? airedMs / weight : 0;
  return changes;
}

function isSeparated(group: Group, rotation: Rotation, spot: number, atMs: number): boolean {
  const endedMs = lastEnd(rotation, group.numbers[spot] ?? 0);
  return endedMs > 0 && atMs < endedMs + (group.separationsMs[spot] ?? 0);
}

/** A spot must have begun before it falls a longest spot behind its share. */
function endOf({ startMs, weight }: Line, group: Group, spot: number): number {
  return (
    (startMs[spot] ?? 0) +
    group.longestMs / (group.weights[spot] ?? 1) +
    (group.lengthsMs[spot] ?? 0) / weight
  );
}

function sortAnew(line: Kept, group: Group): void {
  const { startMs, endMs, order } = line;
  line.count = 0;
  for (let spot = 0; spot < startMs.length; spot++) {
    endMs[spot] = endOf(line, group, spot);
    if (startMs[spot] !== Number.POSITIVE_INFINITY) order[line.count++] = spot;
  }
  order.subarray(0, line.count).sort((a, b) => (isBefore(line, a, b) ? -1 : 1));
}

function move(line: Kept, group: Group, spot: number): void {
  const { order, startMs, endMs } = line;
  const from = order.subarray(0, line.count).indexOf(spot);
  if (from >= 0) order.copyWithin(from, from + 1, line.count--);
  endMs[spot] = endOf(line, group, spot);
  if (startMs[spot] === Number.POSITIVE_INFINITY) return;
  const to = placeOf(line, spot);
  order.copyWithin(to + 1, to, line.count++);
  order[to] = spot;
}

function placeOf(line: Line, spot: number): number {
  let low = 0;
  let high = line.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(line, line.order[middle] ?? 0, spot)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore({ endMs }: Line, one: number, other: number): boolean {
  const first = endMs[one] ?? 0;
  const second = endMs[other] ?? 0;
  return first < second || (first === second && one < other);
}
