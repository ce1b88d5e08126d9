/**
 * Stretches of on-air time [start, end), ascending and apart, as one flat list: start, end, start, end, …
 * Grows by doubling, because a year of plays has hundreds of thousands.
 */
export class Edges {
  #values = new Float64Array(1024);
  #length = 0;

  /** Number of edges, twice that of stretches. */
  get length(): number {
    return this.#length;
  }

  at(index: number): number {
    return index < this.#length
      ? (this.#values[index] ?? Number.POSITIVE_INFINITY)
      : Number.POSITIVE_INFINITY;
  }

  /** Precondition: `from` is not before the last end. A stretch that begins where the last one ended continues it. */
  push(from: number, to: number): void {
    if (this.#length > 0 && this.at(this.#length - 1) === from) {
      this.#values[this.#length - 1] = to;
      return;
    }
    if (this.#length + 2 > this.#values.length) this.#grow();
    this.#values[this.#length] = from;
    this.#values[this.#length + 1] = to;
    this.#length += 2;
  }

  #grow(): void {
    const larger = new Float64Array(this.#values.length * 2);
    larger.set(this.#values);
    this.#values = larger;
  }
}

/** Time covered by stretches before an instant, for instants that never go back: a pointer instead of a search. */
export class Coverage {
  readonly #edges: Edges;
  #index = 0;
  #before = 0;

  constructor(edges: Edges) {
    this.#edges = edges;
  }

  upTo(onAirMs: number): number {
    while (this.#edges.at(this.#index + 1) <= onAirMs) {
      this.#before += this.#edges.at(this.#index + 1) - this.#edges.at(this.#index);
      this.#index += 2;
    }
    return this.#before + Math.max(0, onAirMs - this.#edges.at(this.#index));
  }

  /** End of the last stretch that ended by the instant last asked for; undefined before the first. */
  get lastEnd(): number | undefined {
    return this.#index === 0 ? undefined : this.#edges.at(this.#index - 1);
  }

  /** Start of the stretch that is under way at, or follows, the instant last asked for. */
  get nextStart(): number {
    return this.#edges.at(this.#index);
  }
}
