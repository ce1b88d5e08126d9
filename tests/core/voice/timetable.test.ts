import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minuteOf } from '../../../src/core/playlist/daypart.ts';
import { nextSetInstant, quietUntil, setInstants } from '../../../src/core/voice/timetable.ts';
import { localTime } from '../../../src/core/wall-time.ts';
import { at, days, setTime, speaking } from './spoken.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

describe('setInstants()', () => {
  const { programme } = speaking({ setTimes: [setTime(['07:00', '12:00', '18:00'])] });

  it('gives each time of each day once, in order', () => {
    const found = setInstants(programme, at('2026-11-22T00:00+08:00'), at('2026-11-24T00:00+08:00'));
    expect(found.map((instant) => instant.at.slice(0, 16))).toEqual([
      '2026-11-22T07:00',
      '2026-11-22T12:00',
      '2026-11-22T18:00',
      '2026-11-23T07:00',
      '2026-11-23T12:00',
      '2026-11-23T18:00',
    ]);
  });

  it('leaves out the start and takes in the end of the stretch, so that stretches put together miss and double none', () => {
    const noon = at('2026-11-22T12:00+08:00');
    expect(setInstants(programme, noon - 1, noon)).toHaveLength(1);
    expect(setInstants(programme, noon, noon + 1)).toHaveLength(0);
  });

  it('keeps to the days that are named, and to the opening hours', () => {
    const school = speaking(
      { setTimes: [setTime(['06:00', '08:00'], { days: ['mon', 'fri'] })] },
      { hours: [{ days: [...days], from: '07:00', to: '19:00' }] },
    ).programme;
    const week = setInstants(school, at('2026-11-22T00:00+08:00'), at('2026-11-29T00:00+08:00'));
    expect(week.map((instant) => instant.at.slice(0, 16))).toEqual(['2026-11-23T08:00', '2026-11-27T08:00']);
  });

  it('two at one instant keep the order of the programme and are told apart', () => {
    const two = speaking({
      setTimes: [setTime(['12:00'], { spots: ['a'] }), setTime(['12:00'], { spots: ['b'] })],
    }).programme;
    const found = setInstants(two, at('2026-11-22T11:00+08:00'), at('2026-11-22T13:00+08:00'));
    expect(found.map(({ spots }) => spots)).toEqual([['a'], ['b']]);
    expect(new Set(found.map(({ key }) => key)).size).toBe(2);
  });

  it('a time that the clock change skips comes at the change, a doubled one once', () => {
    const berlin = speaking({ setTimes: [setTime(['02:30'])] }, { timeZone: 'Europe/Berlin' }).programme;
    const spring = setInstants(berlin, at('2026-03-29T00:00+01:00'), at('2026-03-30T00:00+02:00'));
    expect(spring.map(({ wallMs }) => wallMs)).toEqual([at('2026-03-29T03:00+02:00')]);
    const autumn = setInstants(berlin, at('2026-10-25T00:00+02:00'), at('2026-10-26T00:00+01:00'));
    expect(autumn.map(({ wallMs }) => wallMs)).toEqual([at('2026-10-25T02:30+02:00')]);
  });

  it('any cutting of any stretch, in any zone, gives what the whole gives, each local time once a day', () => {
    const zones = [
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    ];
    const minute = fc.integer({ min: 0, max: 1_439 });
    const time = minute.map(
      (all) => `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.uniqueArray(time, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }),
        fc.array(fc.integer({ min: 1, max: 4 * dayMs }), { maxLength: 6 }),
        (timeZone, times, fromMs, cuts) => {
          const { programme } = speaking({ setTimes: [setTime(times)] }, { timeZone });
          const toMs = fromMs + 4 * dayMs;
          const edges = [fromMs, ...cuts.map((cut) => fromMs + cut), toMs].sort((a, b) => a - b);
          const whole = setInstants(programme, fromMs, toMs).map(({ wallMs }) => wallMs);
          const pieces = edges
            .slice(1)
            .flatMap((edge, index) => setInstants(programme, edges[index] ?? edge, edge))
            .map(({ wallMs }) => wallMs);
          expect(pieces).toEqual(whole);
          // By another way: every minute of the stretch whose local time is set is there, unless it was doubled.
          const start = Math.ceil((fromMs + 1) / minuteMs) * minuteMs;
          for (let ms = start; ms <= toMs; ms += minuteMs) {
            const local = localTime(ms, timeZone);
            if (!times.some((set) => minuteOf(set) === local.minuteOfDay)) continue;
            const earlier = [30, 60].some(
              (shift) => localTime(ms - shift * minuteMs, timeZone).minuteOfDay === local.minuteOfDay,
            );
            if (!earlier) expect(whole).toContain(ms);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('nextSetInstant()', () => {
  it('finds the next of a single weekday, and none where nothing is set', () => {
    const weekly = speaking({ setTimes: [setTime(['09:00'], { days: ['sun'] })] }).programme;
    const next = nextSetInstant(weekly, at('2026-11-22T09:00+08:00'));
    expect(next?.wallMs).toBe(at('2026-11-29T09:00+08:00'));
    expect(nextSetInstant(speaking({ rotation: { everyMinutes: 5 } }).programme, 0)).toBeUndefined();
  });
});

describe('quietUntil()', () => {
  const { programme } = speaking({
    rotation: { everyMinutes: 10 },
    quietHours: [
      { days: [...days], from: '22:00', to: '07:00' },
      { days: ['sun'], from: '07:00', to: '09:00' },
    ],
  });

  it('holds past midnight, over parts that follow each other, and ends when the last does', () => {
    expect(quietUntil(programme, at('2026-11-21T23:30+08:00'))).toBe(at('2026-11-22T09:00+08:00'));
    expect(quietUntil(programme, at('2026-11-23T06:59+08:00'))).toBe(at('2026-11-23T07:00+08:00'));
    expect(quietUntil(programme, at('2026-11-23T07:00+08:00'))).toBeUndefined();
  });

  it('says so when it never ends', () => {
    const silent = speaking({
      rotation: { everyMinutes: 10 },
      quietHours: [{ days: [...days], from: '00:00', to: '24:00' }],
    }).programme;
    expect(quietUntil(silent, at('2026-11-23T12:00+08:00'))).toBe(Number.POSITIVE_INFINITY);
  });
});
