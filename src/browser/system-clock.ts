import type { Clock } from '../core/ports/clock.ts';

/** Browsers keep a timer's delay in 31 bits. */
const longestTimerMs = 2 ** 31 - 1;

/** The clock of this machine. */
export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  sleepUntil: (atMonotonicMs, signal) =>
    new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const wake = () => {
        const leftMs = atMonotonicMs - performance.now();
        if (leftMs > 0) timer = setTimeout(wake, Math.min(leftMs, longestTimerMs));
        else {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        }
      };
      const giveUp = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      if (signal?.aborted) return giveUp();
      signal?.addEventListener('abort', giveUp, { once: true });
      wake();
    }),
};
