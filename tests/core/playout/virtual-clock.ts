import type { Clock } from '../../../src/core/ports/clock.ts';

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** Time that passes only when everybody waits: hours in a moment, and the same every time. */
export class VirtualClock implements Clock {
  #nowMs = 0;
  #wallOffsetMs: number;
  #sleepers: Sleeper[] = [];

  constructor(wallMs: number) {
    this.#wallOffsetMs = wallMs;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  wallMs(): number {
    return this.#wallOffsetMs + this.#nowMs;
  }

  setWall(wallMs: number): void {
    this.#wallOffsetMs = wallMs - this.#nowMs;
  }

  sleepUntil(atMonotonicMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const giveUp = () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const sleeper = { atMs: Math.max(atMonotonicMs, this.#nowMs), wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Lets time pass until `done` or until `untilMs`. */
  async runUntil(untilMs: number, done: () => boolean = () => false): Promise<void> {
    for (;;) {
      await settle();
      if (done()) return;
      const next = this.#sleepers.reduce<Sleeper | undefined>(
        (first, sleeper) => (first && first.atMs <= sleeper.atMs ? first : sleeper),
        undefined,
      );
      if (!next || next.atMs > untilMs) {
        this.#nowMs = Math.max(this.#nowMs, untilMs);
        return;
      }
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      next.wake();
    }
  }
}

/** Every promise that can settle without time passing has settled after this. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
