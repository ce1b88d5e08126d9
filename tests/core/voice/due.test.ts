import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AsRunEntry } from '../../../src/core/as-run/entry.ts';
import { dueNow, inTurn, upcoming } from '../../../src/core/voice/due.ts';
import { simulateVoice } from '../../../src/core/voice/simulate.ts';
import { ask, begun, ended, lookAt, startVoice, type VoiceState } from '../../../src/core/voice/state.ts';
import { announcement, at, days, setTime, speaking } from './spoken.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const noon = at('2026-11-23T12:00+08:00');
const quietHours = [{ days: [...days], from: '22:00', to: '07:00' }];

function startedAt(resolved: ReturnType<typeof speaking>, wallMs: number): VoiceState {
  return { ...startVoice(resolved, [], { wallMs, onAirMs: 0 }), seenWallMs: wallMs };
}

describe('set times', () => {
  const resolved = speaking({ setTimes: [setTime(['12:00'], { lateByAtMostSeconds: 60 })] });

  it('one that was slept through is caught up with when the screen wakes within the allowed lateness', () => {
    const { state, missed } = lookAt(startedAt(resolved, noon - hourMs), resolved, {
      wallMs: noon + minuteMs,
      onAirMs: 0,
    });
    expect(missed).toEqual([]);
    expect(dueNow(resolved, state, { wallMs: noon + minuteMs, onAirMs: 0 })?.code).toBe('set-time');
  });

  it('and is skipped, with how late it was, a millisecond after that', () => {
    const { state, missed } = lookAt(startedAt(resolved, noon - hourMs), resolved, {
      wallMs: noon + minuteMs + 1,
      onAirMs: 0,
    });
    expect(missed).toMatchObject([{ lateMs: minuteMs + 1 }]);
    expect(dueNow(resolved, state, { wallMs: noon + minuteMs + 1, onAirMs: 0 })).toBeUndefined();
  });

  it('two at one instant are both said, one after the other, however long the first lasts', () => {
    const two = speaking({
      setTimes: [
        setTime(['12:00'], { spots: ['a'], lateByAtMostSeconds: 0 }),
        setTime(['12:00'], { spots: ['b'], lateByAtMostSeconds: 0 }),
      ],
    });
    const said = [...simulateVoice(two, noon - minuteMs, noon + 5 * minuteMs)];
    expect(said.map(({ spot, wallMs }) => [spot.spot.id, wallMs - noon])).toEqual([
      ['a', 0],
      ['b', 15_000],
    ]);
  });

  it('a restart says none again that the log has', () => {
    const { state } = lookAt(startedAt(resolved, noon - 1), resolved, { wallMs: noon, onAirMs: 5_000 });
    const due = dueNow(resolved, state, { wallMs: noon, onAirMs: 5_000 });
    const [spot] = due?.spots ?? [];
    if (!due || !spot) throw new Error('nothing is due');
    const entry = {
      type: 'play',
      zone: 'voice',
      spot: spot.spot.id,
      playlist: spot.playlist,
      onAirMs: 5_000,
      because: due.because(spot, noon + 12),
    } as unknown as AsRunEntry;
    expect(due.because(spot, noon + 12)).toMatchObject({ code: 'set-time', lateMs: 12 });
    const again = startVoice(resolved, [entry], { wallMs: noon + 20_000, onAirMs: 25_000 });
    const now = { wallMs: noon + 20_000, onAirMs: 25_000 };
    expect(dueNow(resolved, lookAt(again, resolved, now).state, now)).toBeUndefined();
  });
});

describe('the rotation', () => {
  const resolved = speaking({ rotation: { everyMinutes: 10 }, quietHours });

  it('begins with the screen and then comes every so many minutes, each announcement in its turn', () => {
    const said = [...simulateVoice(resolved, noon, noon + hourMs)];
    expect(said.map(({ wallMs }) => (wallMs - noon) / minuteMs)).toEqual([0, 10, 20, 30, 40, 50]);
    expect(said.map(({ spot }) => spot.spot.id)).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
  });

  it('is silent in the quiet hours past midnight, does not run into them, and begins again at their end', () => {
    const evening = at('2026-11-23T21:00+08:00');
    const said = [...simulateVoice(resolved, evening, evening + 11 * hourMs)].map(({ wallMs }) => wallMs);
    expect(Math.max(...said.filter((ms) => ms < evening + 2 * hourMs))).toBe(at('2026-11-23T21:50+08:00'));
    expect(said.find((ms) => ms > evening + hourMs)).toBe(at('2026-11-24T07:00+08:00'));
  });

  it('goes on where the log ends', () => {
    const entry = {
      type: 'play',
      zone: 'voice',
      spot: 'a',
      playlist: { id: 'paper', revision: 1 },
      onAirMs: 100_000,
      because: { code: 'rotation', category: 'anti-fraud' },
    } as unknown as AsRunEntry;
    const state = startVoice(resolved, [entry], { wallMs: noon, onAirMs: 160_000 });
    expect(dueNow(resolved, state, { wallMs: noon, onAirMs: 100_000 + 599_999 })).toBeUndefined();
    const due = dueNow(resolved, state, { wallMs: noon, onAirMs: 100_000 + 600_000 });
    expect(due?.spots.map(({ spot }) => spot.id)).toEqual(['b', 'c', 'a']);
  });
});

describe('a request', () => {
  const resolved = speaking({
    onApproach: { pauseSeconds: 30, spots: ['c'] },
    setTimes: [setTime(['12:00'])],
    quietHours,
  });
  const asked = (wallMs: number, code: 'approach' | 'by-hand' = 'approach') => {
    const request = code === 'approach' ? { code, by: 'gate' } : { code };
    return dueNow(resolved, ask(startedAt(resolved, wallMs), request), { wallMs, onAirMs: 0 });
  };

  it('of a sensor is said at once, from the announcements of that occasion', () => {
    expect(asked(noon + minuteMs)).toMatchObject({ code: 'approach', spots: [{ key: 'paper/c' }] });
  });

  it('gives way to a set time that would come before its end', () => {
    expect(asked(noon - 15_000)).toBeUndefined();
    expect(asked(noon - 16_001)).toBeDefined();
  });

  it('of a sensor keeps the quiet hours; a person at the screen may break them', () => {
    const night = at('2026-11-23T23:00+08:00');
    expect(asked(night)).toBeUndefined();
    expect(asked(night, 'by-hand')).toMatchObject({ code: 'by-hand' });
  });

  it('of a sensor counts again only after the pause, from the end of the one before', () => {
    const [spot] = inTurn(resolved, startedAt(resolved, noon), noon, ['c']);
    if (!spot) throw new Error('no spot');
    let state = begun(startedAt(resolved, noon), resolved, { code: 'approach' }, spot, 1_000);
    state = ask(ended(state, resolved, { code: 'approach' }, 16_000), { code: 'approach', by: 'gate' });
    const wallMs = noon + minuteMs;
    expect(dueNow(resolved, state, { wallMs, onAirMs: 45_999 })).toBeUndefined();
    expect(dueNow(resolved, state, { wallMs, onAirMs: 46_000 })).toBeDefined();
  });
});

describe('upcoming()', () => {
  it('names what comes first of the timetable and the rotation, behind the quiet hours', () => {
    const resolved = speaking({
      rotation: { everyMinutes: 60 },
      setTimes: [setTime(['21:30'])],
      quietHours,
    });
    const evening = at('2026-11-23T21:00+08:00');
    const state = { ...startedAt(resolved, evening), rotationDueOnAirMs: hourMs };
    expect(upcoming(resolved, state, { wallMs: evening, onAirMs: 0 })).toMatchObject({
      code: 'set-time',
      wallMs: at('2026-11-23T21:30+08:00'),
    });
    expect(upcoming(resolved, state, { wallMs: at('2026-11-23T21:30+08:00'), onAirMs: 0 })).toMatchObject({
      code: 'rotation',
      wallMs: at('2026-11-24T07:00+08:00'),
      spot: { key: 'paper/a' },
    });
  });
});

describe('whatever the wall clock does', () => {
  it('no set time is said twice, none early, none later than allowed, and what is skipped was too late', () => {
    const jump = fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 90_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: -3 * hourMs, max: 30 * hourMs }) },
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 1_439 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 600 }),
        fc.array(jump, { minLength: 1, maxLength: 200 }),
        (minutes, lateByAtMostSeconds, steps) => {
          const times = minutes.map(
            (all) => `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`,
          );
          const resolved = speaking({ setTimes: [setTime(times, { lateByAtMostSeconds })] });
          let now = { wallMs: noon, onAirMs: 0 };
          let state = startedAt(resolved, noon);
          const said: string[] = [];
          const skipped: string[] = [];
          for (const step of steps) {
            now = { wallMs: now.wallMs + step, onAirMs: now.onAirMs + Math.abs(step) };
            const looked = lookAt(state, resolved, now);
            state = looked.state;
            for (const { instant, lateMs } of looked.missed) {
              expect(lateMs).toBeGreaterThan(lateByAtMostSeconds * 1_000);
              skipped.push(instant.key);
            }
            for (let due = dueNow(resolved, state, now); due; due = dueNow(resolved, state, now)) {
              const [spot] = due.spots;
              if (!due.instant || !spot) throw new Error('only set times are due here');
              said.push(due.instant.key);
              state = begun(state, resolved, due, spot, now.onAirMs);
            }
          }
          expect(new Set([...said, ...skipped]).size).toBe(said.length + skipped.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});

it('flights, dayparts, venue and audiences decide what may be said, as they do for pictures', () => {
  const spots = [
    announcement('ended', { flight: { to: '2026-11-22' } }),
    announcement('mornings', { dayparts: [{ days: [...days], from: '06:00', to: '11:00' }] }),
    announcement('schools', { venues: ['school'] }),
    announcement('always'),
  ];
  const resolved = speaking({ rotation: { everyMinutes: 1 } }, { venue: 'bank' }, spots);
  expect(inTurn(resolved, startedAt(resolved, noon), noon).map(({ spot }) => spot.id)).toEqual(['always']);
});
