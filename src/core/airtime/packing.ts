/** Enough to find a close fit among a dozen spots, at a microsecond or two. */
const mostSteps = 400;
/** A fit this close is as good as a perfect one. */
const closeEnoughMs = 150;

export interface Packing {
  /** What stays free. */
  readonly leftMs: number;
  /** Indexes of the lengths used. */
  readonly used: readonly number[];
}

/**
 * Fills `roomMs` with lengths, each used once, so that as little as possible stays free: a bounded depth-first search
 * that takes lengths in their order first, so that of equal fits the one with the earliest lengths is found.
 */
export function pack(roomMs: number, lengthsMs: readonly number[]): Packing {
  const search = new Search(lengthsMs);
  search.from(0, roomMs);
  return { leftMs: search.leftMs, used: search.best };
}

class Search {
  leftMs = Number.POSITIVE_INFINITY;
  best: readonly number[] = [];
  readonly #lengthsMs: readonly number[];
  readonly #used: number[] = [];
  #steps = 0;

  constructor(lengthsMs: readonly number[]) {
    this.#lengthsMs = lengthsMs;
  }

  from(index: number, roomMs: number): void {
    if (roomMs < this.leftMs) {
      this.leftMs = roomMs;
      this.best = this.#used.slice();
    }
    if (this.leftMs <= closeEnoughMs || ++this.#steps > mostSteps) return;
    for (let next = index; next < this.#lengthsMs.length; next++) {
      const lengthMs = this.#lengthsMs[next] ?? 0;
      if (lengthMs > roomMs) continue;
      this.#used.push(next);
      this.from(next + 1, roomMs - lengthMs);
      this.#used.pop();
    }
  }
}
