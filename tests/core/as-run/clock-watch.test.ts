import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClockReading,
  clockDraft,
  lookAtClock,
  watchClock,
} from '../../../src/core/as-run/clock-watch.ts';
import { heartbeatDueAtMs, longestSilenceMs } from '../../../src/core/as-run/heartbeat.ts';
import { stamp } from './drafts.ts';

const startMs = Date.UTC(2026, 10, 22);

describe('the clock watch', () => {
  it.each([
    ['an hour ahead', 3_600_000],
    ['an hour back', -3_600_000],
    ['ten years ahead', 315_576_000_000],
    ['ten years back', -315_576_000_000],
    ['to 1970', -startMs],
    ['just more than a second', 1_002],
  ])('reports a wall clock that is set %s, once', (_, byMs) => {
    const jumps = jumpsIn([at(0, 0), at(1000, 0), at(2000, byMs), at(3000, byMs), at(4000, byMs)]);
    expect(jumps).toHaveLength(1);
    expect(jumps[0]?.newWallMs).toBe(startMs + 2000 + byMs);
    expect(jumps[0]?.oldWallMs).toBeCloseTo(startMs + 2000, -1);
    expect(Math.abs((jumps[0]?.offsetMs ?? 0) - byMs)).toBeLessThanOrEqual(1);
  });

  it('reports a sleep during which the monotonic clock stood still', () => {
    expect(jumpsIn([at(0, 0), at(1000, 28_800_000)])).toMatchObject([{ newWallMs: startMs + 28_801_000 }]);
  });

  it('stays silent while NTP slews at its fastest for days, however often it looks', {
    timeout: 120_000,
  }, () => {
    fc.assert(
      fc.property(fc.constantFrom(1, -1), fc.integer({ min: 100, max: 600_000 }), (sign, everyMs) => {
        const looks = Array.from({ length: 500 }, (_, index) =>
          at(index * everyMs, sign * 500e-6 * index * everyMs),
        );
        expect(jumpsIn(looks)).toEqual([]);
      }),
    );
  });

  it('stays silent while the wall clock is read a little early or late', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 200 }), (jitters) => {
        expect(jumpsIn(jitters.map((jitterMs, index) => at(index * 1000, jitterMs)))).toEqual([]);
      }),
    );
  });

  it('adds small steps up, so that none hides a drift faster than a slew', () => {
    const looks = Array.from({ length: 60 }, (_, minute) => at(minute * 60_000, minute * 300));
    const jumps = jumpsIn(looks);
    expect(jumps.length).toBeGreaterThan(5);
    for (const { offsetMs } of jumps) expect(offsetMs).toBeLessThan(1_400);
  });

  it('says a jump as an entry in local time', () => {
    const { jump } = lookAtClock(watchClock(at(0, 0)), at(0, -3_600_000));
    if (jump === undefined) throw new Error('The jump was not seen');
    expect(clockDraft(jump, stamp(5), 'Asia/Shanghai')).toEqual({
      type: 'clock',
      ...stamp(5),
      oldWall: '2026-11-22T08:00:00.000+08:00',
      newWall: '2026-11-22T07:00:00.000+08:00',
      offsetMs: -3_600_000,
    });
  });
});

it('wants a heartbeat ten minutes after the last entry', () => {
  expect(longestSilenceMs).toBe(600_000);
  expect(heartbeatDueAtMs(5_000)).toBe(605_000);
});

/** A look `monotonicMs` after the start with the wall clock `wrongByMs` off. */
function at(monotonicMs: number, wrongByMs: number): ClockReading {
  return { monotonicMs, wallMs: startMs + monotonicMs + wrongByMs };
}

function jumpsIn([first = at(0, 0), ...looks]: readonly ClockReading[]) {
  let watch = watchClock(first);
  return looks.flatMap((now) => {
    const seen = lookAtClock(watch, now);
    watch = seen.watch;
    return seen.jump ? [seen.jump] : [];
  });
}
