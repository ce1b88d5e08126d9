import type { Clock } from '../../core/ports/clock.ts';

export interface PollOptions {
  readonly everyMs: number;
  readonly clock: Clock;
  /** A number in [0, 1). A tenth of the interval either way keeps a city's screens from asking at one moment. */
  readonly random: () => number;
  /** Calls back when the network comes back; returns the function that stops it. */
  readonly onOnline: (listener: () => void) => () => void;
  readonly signal: AbortSignal;
}

/** Runs `check` now, then at intervals and whenever the network comes back, one at a time, until aborted. */
export async function poll(check: () => Promise<unknown>, options: PollOptions): Promise<void> {
  const { clock, everyMs, random, signal } = options;
  while (!signal.aborted) {
    // The next round is the cure for whatever went wrong in this one; the installer has reported it.
    await check().catch(() => {});
    const waitMs = everyMs * (0.9 + 0.2 * random());
    await untilOnline(clock.monotonicMs() + waitMs, options);
  }
}

async function untilOnline(atMs: number, { clock, onOnline, signal }: PollOptions): Promise<void> {
  const wake = new AbortController();
  const stop = onOnline(() => wake.abort());
  const abort = () => wake.abort();
  signal.addEventListener('abort', abort);
  try {
    if (!signal.aborted) await clock.sleepUntil(atMs, wake.signal);
  } catch {
    // Woken early.
  } finally {
    stop();
    signal.removeEventListener('abort', abort);
  }
}
