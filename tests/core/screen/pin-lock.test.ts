import { describe, expect, test } from 'vitest';
import { noAttempts } from '../../../src/core/screen/pin-attempts.ts';
import { oneMoreWrong, remainingWaitMs, settled } from '../../../src/core/screen/pin-lock.ts';

const now = Date.UTC(2026, 10, 22);

function afterWrong(count: number, lastWrongAtMs = now) {
  return { wrongInARow: count, lastWrongAtMs };
}

describe('the PIN lock', () => {
  test('lets five tries through without a wait', () => {
    for (const count of [0, 1, 2, 3, 4]) expect(remainingWaitMs(afterWrong(count), now)).toBe(0);
  });

  test('waits 30 s after the fifth wrong one, then twice as long each time, never more than an hour', () => {
    const seconds = [5, 6, 7, 8, 9, 10, 11, 12, 40].map((n) => remainingWaitMs(afterWrong(n), now) / 1000);
    expect(seconds).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  test('counts the wait down to the moment the next try is taken', () => {
    expect(remainingWaitMs(afterWrong(5), now + 29_999)).toBe(1);
    expect(remainingWaitMs(afterWrong(5), now + 30_000)).toBe(0);
  });

  test('counts each wrong one and its time', () => {
    expect(oneMoreWrong(oneMoreWrong(noAttempts, now - 5), now)).toEqual(afterWrong(2));
  });

  test('never waits longer than the wait itself when the clock has gone back to 1970', () => {
    const restarted = settled(afterWrong(5), 1000);
    expect(remainingWaitMs(restarted, 1000)).toBe(30_000);
    expect(remainingWaitMs(restarted, 31_000)).toBe(0);
  });

  test('leaves the attempts alone while the clock goes forward', () => {
    expect(settled(afterWrong(5), now + 1)).toEqual(afterWrong(5));
  });
});
