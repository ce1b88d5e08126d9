import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdleCountdown } from '../../../src/elements/controls/idle-countdown.ts';

let updates: number;
let zeros: number;
let countdown: IdleCountdown;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  updates = 0;
  zeros = 0;
  const host: ReactiveControllerHost = {
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => {
      updates += 1;
    },
    updateComplete: Promise.resolve(true),
  };
  countdown = new IdleCountdown(host, {
    onZero: () => {
      zeros += 1;
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
});

test('is quiet first, then shows every second once, then ends once', () => {
  countdown.start(5000, 3000);
  expect(countdown.secondsLeft).toBeUndefined();
  vi.advanceTimersByTime(5000);
  expect(countdown.secondsLeft).toBe(3);
  vi.advanceTimersByTime(2000);
  expect(countdown.secondsLeft).toBe(1);
  vi.advanceTimersByTime(60_000);
  expect([zeros, countdown.secondsLeft, updates]).toEqual([1, undefined, 4]);
});

test('begins anew at every start', () => {
  countdown.start(0, 3000);
  vi.advanceTimersByTime(2900);
  countdown.start(0, 3000);
  vi.advanceTimersByTime(2900);
  expect(zeros).toBe(0);
});

test('does not end once stopped or once its host has gone', () => {
  countdown.start(0, 3000);
  countdown.stop();
  countdown.start(0, 3000);
  countdown.hostDisconnected();
  vi.advanceTimersByTime(10_000);
  expect(zeros).toBe(0);
});
