/** Lengths tried. Five times as many find no fit that delivers less, over 300 random programmes. */
const mostSteps = 20;
/** A fit this close is as good as a perfect one. */
const closeEnoughMs = 150;

export interface Packing {
  /** What stays free. */
  readonly leftMs: number;
  /** Index of the first length used; -1 when none fits. */
  readonly first: number;
}

/**
 * Fills `roomMs` with lengths, each used once, so that as little as possible stays free: a bounded depth-first search
 * that takes lengths in their order first, so that of equal fits the one with the earliest lengths is found.
 */
export function pack(roomMs: number, lengthsMs: readonly number[]): Packing {
  const search: Search = {
    lengthsMs,
    restMs: restsOf(lengthsMs),
    leftMs: roomMs,
    first: -1,
    steps: 0,
  };
  fill(search, 0, roomMs, -1);
  return { leftMs: search.leftMs, first: search.first };
}

interface Search {
  readonly lengthsMs: readonly number[];
  /** By index: the sum of all lengths from there on. */
  readonly restMs: readonly number[];
  leftMs: number;
  first: number;
  steps: number;
}

function fill(search: Search, index: number, roomMs: number, first: number): void {
  if (roomMs < search.leftMs) {
    search.leftMs = roomMs;
    search.first = first;
  }
  const { lengthsMs, restMs } = search;
  for (let next = index; next < lengthsMs.length; next++) {
    const cannotImprove = roomMs - (restMs[next] ?? 0) >= search.leftMs;
    if (cannotImprove || search.leftMs <= closeEnoughMs || search.steps > mostSteps) return;
    const lengthMs = lengthsMs[next] ?? 0;
    const triedAlike = next > index && lengthMs === lengthsMs[next - 1];
    if (lengthMs > roomMs || triedAlike) continue;
    search.steps++;
    fill(search, next + 1, roomMs - lengthMs, first < 0 ? next : first);
  }
}

function restsOf(lengthsMs: readonly number[]): number[] {
  const rests = new Array<number>(lengthsMs.length + 1).fill(0);
  for (let k = lengthsMs.length - 1; k >= 0; k--) rests[k] = (rests[k + 1] ?? 0) + (lengthsMs[k] ?? 0);
  return rests;
}
