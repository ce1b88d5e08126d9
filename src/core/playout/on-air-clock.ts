/**
 * The on-air clock of a screen: runs from the first picture while the player runs and is visible, stands still
 * otherwise, and goes on over restarts. In whole milliseconds, rounded up: on-air time is what the promise is
 * measured against.
 */
export class OnAirClock {
  #elapsedMs: number;
  #runningSinceMs: number | undefined;

  /** @param elapsedMs on-air time so far, from the as-run log */
  constructor(elapsedMs: number) {
    this.#elapsedMs = elapsedMs;
  }

  get running(): boolean {
    return this.#runningSinceMs !== undefined;
  }

  start(monotonicMs: number): void {
    this.#runningSinceMs ??= monotonicMs;
  }

  stop(monotonicMs: number): void {
    this.#elapsedMs = this.at(monotonicMs);
    this.#runningSinceMs = undefined;
  }

  /** On-air time at a monotonic time of the present run. */
  at(monotonicMs: number): number {
    if (this.#runningSinceMs === undefined) return this.#elapsedMs;
    // A nanosecond less: 65472.3 − 120.3 is a little more than the 65352 that it is, and would overlap the play before.
    return this.#elapsedMs + Math.max(0, Math.ceil(monotonicMs - this.#runningSinceMs - 1e-6));
  }

  /** The monotonic time at which the clock will show `onAirMs`, if it goes on running. */
  monotonicAt(onAirMs: number): number {
    if (this.#runningSinceMs === undefined) return Number.POSITIVE_INFINITY;
    return this.#runningSinceMs + (onAirMs - this.#elapsedMs);
  }
}
