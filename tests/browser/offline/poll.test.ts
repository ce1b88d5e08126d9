import { beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/core/ports/clock.ts';
import { poll } from '../../../src/player/install/poll.ts';

const everyMs = 600_000;
const until = <T>(read: () => T) => expect.poll(read, { timeout: 30_000 });
let stop: AbortController;
let sleeps: { untilMs: number; wakeUp: () => void }[];
let nowMs: number;
let checks: number;
let online: (() => void)[];

/** A clock whose sleepers wake when the test says so. */
const clock: Clock = {
  monotonicMs: () => nowMs,
  wallMs: () => nowMs,
  sleepUntil: (untilMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      sleeps.push({ untilMs, wakeUp: resolve });
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
};

const start = (check: () => Promise<unknown>, random = 0.5) =>
  poll(
    () => {
      checks += 1;
      return check();
    },
    {
      everyMs,
      clock,
      random: () => random,
      signal: stop.signal,
      onOnline: (listener) => {
        online.push(listener);
        return () => {
          online = online.filter((each) => each !== listener);
        };
      },
    },
  );

beforeEach(() => {
  stop = new AbortController();
  sleeps = [];
  online = [];
  nowMs = 1000;
  checks = 0;
});

describe('poll()', () => {
  it('looks at once, then at intervals, until it is stopped', async () => {
    const polling = start(async () => {});
    await until(() => sleeps.length).toBe(1);
    expect(checks).toBe(1);
    sleeps[0]?.wakeUp();
    await until(() => sleeps.length).toBe(2);
    expect(checks).toBe(2);
    stop.abort();
    await polling;
    expect(checks).toBe(2);
  });

  it('spreads its looks by a tenth of the interval either way', async () => {
    start(async () => {}, 0);
    await until(() => sleeps.length).toBe(1);
    start(async () => {}, 0.999999);
    await until(() => sleeps.length).toBe(2);
    expect(sleeps.map(({ untilMs }) => Math.round(untilMs - nowMs))).toEqual([540_000, 660_000]);
    stop.abort();
  });

  it('looks when the network comes back, without waiting for the interval', async () => {
    start(async () => {});
    await until(() => sleeps.length).toBe(1);
    for (const listener of online) listener();
    await until(() => checks).toBe(2);
    stop.abort();
  });

  it('looks again at once when the network came back during a look', async () => {
    start(async () => {
      if (checks === 1) for (const listener of online) listener();
    });
    await until(() => checks).toBe(2);
    await until(() => sleeps.length).toBe(1);
    stop.abort();
  });

  it('goes on after a look that failed', async () => {
    start(() => Promise.reject(new Error('no network')));
    await until(() => sleeps.length).toBe(1);
    sleeps[0]?.wakeUp();
    await until(() => checks).toBe(2);
    stop.abort();
  });

  it('leaves no listener behind', async () => {
    const polling = start(async () => {});
    await until(() => online.length).toBe(1);
    stop.abort();
    await polling;
    expect(online).toEqual([]);
  });
});
