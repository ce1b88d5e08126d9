/** A page that rendered nothing for longer than this showed nothing. */
const longestGapMs = 1_000;

/**
 * Adds up the time a still picture was on view from proofs that the page renders. Each pulse is one animation frame;
 * the time between two counts when they are at most a second apart.
 */
export class PulseMeter {
  #lastAtMs: number;
  #countedMs = 0;

  constructor(revealedAtMs: number) {
    this.#lastAtMs = revealedAtMs;
  }

  pulse(atMs: number): void {
    const sinceMs = atMs - this.#lastAtMs;
    if (sinceMs <= longestGapMs) this.#countedMs += Math.max(0, sinceMs);
    this.#lastAtMs = atMs;
  }

  /** Hidden time has ended or begun: what lies before does not count with what follows. */
  interrupt(atMs: number): void {
    this.#lastAtMs = atMs;
  }

  /** Airtime up to the last pulse, rounded down: what follows it is not proven yet. */
  get airtimeMs(): number {
    return Math.floor(this.#countedMs);
  }
}
