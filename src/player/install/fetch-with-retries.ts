import { throwIfAborted } from '../../core/abort.ts';
import type { Clock } from '../../core/ports/clock.ts';
import {
  type Creative,
  type FetchOptions,
  MediaError,
  type MediaStore,
} from '../../core/ports/media-store.ts';
import { type OnOnline, wokenOnline } from './woken-online.ts';

export interface Retrying {
  readonly clock: Clock;
  /** A number in [0, 1): spreads the attempts of many screens behind one line. */
  readonly random: () => number;
  readonly onOnline: OnOnline;
}

/** Attempts without any file gained; after that the next poll goes on where this one ended. */
const maxIdleAttempts = 6;
const firstPauseMs = 2_000;
const longestPauseMs = 60_000;
const curable: readonly string[] = ['network', 'incomplete', 'hash-mismatch'];

/**
 * Keeps all creatives, trying again after failures that time may cure: with growing pauses, or when the network is back.
 * @throws MediaError the last one, when attempts are used up or no attempt can help
 */
export async function fetchWithRetries(
  media: MediaStore,
  creatives: readonly Creative[],
  options: FetchOptions,
  { clock, random, onOnline }: Retrying,
): Promise<void> {
  let left = Number.POSITIVE_INFINITY;
  for (let idleAttempts = 0; ; idleAttempts += 1) {
    const woken = wokenOnline(onOnline, options.signal);
    try {
      return await media.fetchAll(creatives, options);
    } catch (cause) {
      throwIfAborted(options.signal);
      const leftNow = (await media.missing(creatives)).length;
      if (leftNow < left) idleAttempts = 0;
      left = leftNow;
      if (!isCurable(cause) || idleAttempts + 1 >= maxIdleAttempts) throw cause;
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** idleAttempts) * (0.5 + random());
      await clock.sleepUntil(clock.monotonicMs() + pauseMs, woken.signal).catch(() => {});
      throwIfAborted(options.signal);
    } finally {
      woken.stop();
    }
  }
}

function isCurable(cause: unknown): boolean {
  return cause instanceof MediaError && curable.includes(cause.code);
}
