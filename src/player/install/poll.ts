import type { Clock } from '../../core/ports/clock.ts';
import { type OnOnline, wokenOnline } from './woken-online.ts';

export interface PollOptions {
  readonly everyMs: number;
  readonly clock: Clock;
  /** A number in [0, 1). A tenth of the interval either way keeps a city's screens from asking at one moment. */
  readonly random: () => number;
  readonly onOnline: OnOnline;
  readonly signal: AbortSignal;
}

/** Runs `check` now, then at intervals and whenever the network comes back, one at a time, until aborted. */
export async function poll(check: () => Promise<unknown>, options: PollOptions): Promise<void> {
  const { clock, everyMs, random, onOnline, signal } = options;
  while (!signal.aborted) {
    const woken = wokenOnline(onOnline, signal);
    // The next round is the cure for whatever went wrong in this one; the installer has reported it.
    await check().catch(() => {});
    const waitMs = everyMs * (0.9 + 0.2 * random());
    await clock.sleepUntil(clock.monotonicMs() + waitMs, woken.signal).catch(() => {});
    woken.stop();
  }
}
