export interface RateLimits {
  /** Undefined: as fast as the line goes. */
  readonly bytesPerSecond?: number | undefined;
  readonly entriesPerSecond: number;
}

/** Weeks of backlog are gone within minutes, and neither the screen nor the collector notices. */
export const rateLimits: RateLimits = { entriesPerSecond: 4000 };

/**
 * Token buckets of one second each, for bytes and for entries. A piece is sent when no bucket is in debt and may then
 * put it into debt, because one piece may be more than a second's worth.
 */
export class Throttle {
  readonly #buckets: readonly Bucket[];

  constructor({ bytesPerSecond = Number.POSITIVE_INFINITY, entriesPerSecond }: RateLimits = rateLimits) {
    this.#buckets = [new Bucket(bytesPerSecond), new Bucket(entriesPerSecond)];
  }

  /** Takes what was sent and says when the next may go: `nowMs` or later, on the same clock. */
  spend(nowMs: number, bytes: number, entries: number): number {
    const waits = this.#buckets.map((bucket, index) => bucket.spend(nowMs, index === 0 ? bytes : entries));
    return Math.max(...waits);
  }
}

class Bucket {
  readonly #perSecond: number;
  #tokens: number;
  #atMs: number | undefined;

  constructor(perSecond: number) {
    if (!(perSecond > 0)) throw new RangeError(`A rate of ${perSecond} a second lets nothing through`);
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
  }

  spend(nowMs: number, amount: number): number {
    if (this.#perSecond === Number.POSITIVE_INFINITY) return nowMs;
    const gained = ((nowMs - (this.#atMs ?? nowMs)) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#perSecond, this.#tokens + Math.max(0, gained)) - amount;
    this.#atMs = nowMs;
    return nowMs + (Math.max(0, -this.#tokens) / this.#perSecond) * 1000;
  }
}
