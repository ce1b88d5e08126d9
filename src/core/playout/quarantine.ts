const firstWaitMs = 30_000;
const longestWaitMs = 600_000;

/** Spots that failed, and until when they are left out: each further failure doubles the wait, a success forgets it. */
export class Quarantine {
  readonly #failures = new Map<string, { count: number; untilMs: number }>();

  add(spotKey: string, monotonicMs: number): void {
    const count = (this.#failures.get(spotKey)?.count ?? 0) + 1;
    const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** (count - 1));
    this.#failures.set(spotKey, { count, untilMs: monotonicMs + waitMs });
  }

  forgive(spotKey: string): void {
    this.#failures.delete(spotKey);
  }

  holds(spotKey: string, monotonicMs: number): boolean {
    const failure = this.#failures.get(spotKey);
    return failure !== undefined && monotonicMs < failure.untilMs;
  }

  /** The spots left out at this time. */
  keys(monotonicMs: number): string[] {
    return [...this.#failures.keys()].filter((key) => this.holds(key, monotonicMs));
  }
}
