import { isoWithOffset } from '../wall-time.ts';
import type { EntryDraft, Stamp } from './entry.ts';

/** One look at both clocks, milliseconds each. */
export interface ClockReading {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

/** What the watch remembers between looks: the offset wall − monotonic that it takes for steady, and when it looked. */
export interface ClockWatch {
  readonly offsetMs: number;
  readonly monotonicMs: number;
}

/** A wall clock that was set. Where the monotonic clock stands still in suspend, a sleep looks the same and is one too. */
export interface ClockJump {
  /** What the wall clock would say had it not jumped. */
  readonly oldWallMs: number;
  readonly newWallMs: number;
  /** Positive when the wall clock went ahead. */
  readonly offsetMs: number;
}

const toleranceMs = 1_000;

/** The rate at which NTP daemons slew a clock: ntpd and the kernel never go beyond 500 parts per million. */
const slewRate = 500e-6;

/** Begins to watch. */
export function watchClock({ wallMs, monotonicMs }: ClockReading): ClockWatch {
  return { offsetMs: wallMs - monotonicMs, monotonicMs };
}

/**
 * Looks again. The steady offset follows the real one no faster than NTP slews, so that slewing for days is no jump
 * and many small steps add up to one.
 */
export function lookAtClock(watch: ClockWatch, now: ClockReading): { watch: ClockWatch; jump?: ClockJump } {
  const offsetMs = now.wallMs - now.monotonicMs;
  const slewMs = Math.max(0, now.monotonicMs - watch.monotonicMs) * slewRate;
  const steadyMs = watch.offsetMs + clamp(offsetMs - watch.offsetMs, slewMs);
  if (Math.abs(offsetMs - steadyMs) <= toleranceMs) {
    return { watch: { offsetMs: steadyMs, monotonicMs: now.monotonicMs } };
  }
  const jump = {
    oldWallMs: steadyMs + now.monotonicMs,
    newWallMs: now.wallMs,
    offsetMs: offsetMs - steadyMs,
  };
  return { watch: watchClock(now), jump };
}

type ClockDraft = Extract<EntryDraft, { type: 'clock' }>;

/** The entry that records a jump. */
export function clockDraft(jump: ClockJump, stamp: Stamp, timeZone: string): ClockDraft {
  return {
    ...stamp,
    type: 'clock',
    oldWall: isoWithOffset(Math.round(jump.oldWallMs), timeZone),
    newWall: isoWithOffset(jump.newWallMs, timeZone),
    offsetMs: Math.round(jump.offsetMs),
  };
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}
