/**
 * Stretches of on-air time [start, end), ascending and apart, as one flat list: start, end, start, end, …
 * Grows by doubling, because a year of plays has hundreds of thousands.
 *
 * Members are `private`, not `#`: for the engines of 2020 the build turns `#` into WeakMap look-ups, and what runs
 * once per play of a million must not pay for them. The same holds for all that a report is made of.
 */
export class Edges {
  private values = endless(1024);
  private length = 0;

  /** Infinite after the last. */
  at(index: number): number {
    return this.values[index] ?? Number.POSITIVE_INFINITY;
  }

  /** Precondition: `from` is not before the last end. A stretch that begins where the last one ended continues it. */
  push(from: number, to: number): void {
    if (this.length > 0 && this.values[this.length - 1] === from) {
      this.values[this.length - 1] = to;
      return;
    }
    if (this.length + 2 > this.values.length) this.grow();
    this.values[this.length] = from;
    this.values[this.length + 1] = to;
    this.length += 2;
  }

  private grow(): void {
    const larger = endless(this.values.length * 2);
    larger.set(this.values);
    this.values = larger;
  }
}

function endless(length: number): Float64Array {
  return new Float64Array(length).fill(Number.POSITIVE_INFINITY);
}

/** Time covered by stretches before an instant, for instants that never go back: a pointer instead of a search. */
export class Coverage {
  private readonly edges: Edges;
  private index = 0;
  private before = 0;

  constructor(edges: Edges) {
    this.edges = edges;
  }

  upTo(onAirMs: number): number {
    while (this.edges.at(this.index + 1) <= onAirMs) {
      this.before += this.edges.at(this.index + 1) - this.edges.at(this.index);
      this.index += 2;
    }
    return this.before + Math.max(0, onAirMs - this.edges.at(this.index));
  }

  /** End of the last stretch that ended by the instant last asked for; undefined before the first. */
  get lastEnd(): number | undefined {
    return this.index === 0 ? undefined : this.edges.at(this.index - 1);
  }

  /** Start of the stretch that is under way at, or follows, the instant last asked for. */
  get nextStart(): number {
    return this.edges.at(this.index);
  }
}
