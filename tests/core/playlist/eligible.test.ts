import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Daypart, Programme, Spot } from '../../../src/core/playlist/definition.ts';
import { eligibleSpots, openingHours } from '../../../src/core/playlist/eligible.ts';
import { pictureShapeOf } from '../../../src/core/playlist/picture-shape.ts';
import type { ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';
import { daypart } from './sample.ts';

// Many random cases on a machine of unknown load: the count is fixed, the time is not.
vi.setConfig({ testTimeout: 60_000 });

const minuteMs = 60_000;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

type Limits = Pick<Spot, 'flight' | 'dayparts' | 'venues' | 'audiences' | 'shape'>;

function resolved(limits: readonly Limits[], programme: Partial<Programme> = {}): ResolvedProgramme {
  const spots = limits.map((limit, index): Spot => {
    const text = { 'zh-CN': '好' };
    const id = `s${index}`;
    return {
      id,
      kind: 'slogan',
      category: 'host',
      weight: 1,
      theme: 'advice',
      durationMs: 8000,
      text,
      ...limit,
    };
  });
  return {
    programme: {
      id: 'p',
      revision: 1,
      timeZone: 'Asia/Shanghai',
      playlists: ['a.json'],
      shares: [],
      volume: 0,
      ...programme,
      pictureShape: pictureShapeOf(programme),
    },
    playlists: [],
    spots: spots.map((spot) => ({ key: `a/${spot.id}`, playlist: { id: 'a', revision: 1 }, spot })),
    sha256: '',
  };
}

function keysAt(programme: ResolvedProgramme, wallMs: number): string {
  return eligibleSpots(programme, wallMs)
    .spots.map(({ spot }) => spot.id)
    .join(' ');
}

interface Judged {
  readonly date: string;
  readonly minuteOfWeek: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Date and minute of the week by Intl, asked at that very instant. */
function askIntl(wallMs: number, timeZone: string): Judged {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(timeZone, format);
  const [date = '', time = ''] = format.format(wallMs).split(' ');
  // 1970-01-05 was a Monday.
  const dayOfWeek = ((((Date.parse(date) - Date.parse('1970-01-05')) / 86_400_000) % 7) + 7) % 7;
  return { date, minuteOfWeek: dayOfWeek * 1440 + Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) };
}

/** The minute-by-minute judge: spells a daypart out as the minutes of a week that it covers. */
function oracle(limits: readonly Limits[], wallMs: number, timeZone: string): boolean[] {
  const { date, minuteOfWeek } = askIntl(wallMs, timeZone);
  return limits.map(({ flight, dayparts }) => {
    const inFlight = date >= (flight?.from ?? '0000') && date <= (flight?.to ?? '9999');
    return inFlight && (!dayparts || dayparts.some((part) => covers(part, minuteOfWeek)));
  });
}

function covers(part: Daypart, minuteOfWeek: number): boolean {
  const [from = 0, to = 0] = [part.from, part.to].map((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return hour * 60 + minute;
  });
  const length = (to - from + 1440) % 1440 || 1440;
  return part.days.some((day) => {
    const start = weekdays.indexOf(day) * 1440 + from;
    return (minuteOfWeek - start + 10_080) % 10_080 < length;
  });
}

/** Days on which clocks change somewhere, leap days, turns of the year, and plain ones. */
const anchor = fc.constantFrom(
  ...['2026-03-08', '2026-11-01', '2026-10-04', '2026-04-05', '2026-03-29', '2026-10-25'],
  ...['2028-02-29', '2100-02-28', '2026-12-31', '1970-01-01', '2011-12-30', '2026-11-22', '2199-12-31'],
);
const zone = fc.constantFrom(
  ...[
    'Asia/Shanghai',
    'America/New_York',
    'Australia/Lord_Howe',
    'Europe/London',
    'Pacific/Apia',
    'Asia/Kathmandu',
  ],
);
const flightAround = (date: string) =>
  fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: 0, max: 3 })).map(([start, length]) => {
    const day = (shift: number) =>
      new Date(Date.parse(date) + shift * 1440 * minuteMs).toISOString().slice(0, 10);
    return { from: day(start), to: day(start + length) };
  });
const week = anchor.chain((date) =>
  fc.record({
    date: fc.constant(date),
    zone,
    limits: fc.array(
      fc.record(
        { flight: flightAround(date), dayparts: fc.array(daypart, { minLength: 1, maxLength: 2 }) },
        { requiredKeys: [] },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  }),
);

describe('eligibleSpots', () => {
  test('agrees with a minute-by-minute judge over three days, in every zone, and never asks too late', () => {
    fc.assert(
      fc.property(week, fc.constantFrom(1, 7, 13), ({ date, zone, limits }, stepMinutes) => {
        const programme = resolved(limits, { timeZone: zone });
        const start = Date.parse(date) - 1440 * minuteMs;
        let asked = { spots: eligibleSpots(programme, start).spots, untilWallMs: start };
        for (let wallMs = start; wallMs < start + 3 * 1440 * minuteMs; wallMs += stepMinutes * minuteMs) {
          if (wallMs >= asked.untilWallMs) asked = eligibleSpots(programme, wallMs);
          const expected = oracle(limits, wallMs, zone);
          const found = programme.spots.map((spot) => asked.spots.includes(spot));
          // One assertion for thousands of minutes: expect() itself would be most of the cost.
          const agrees = found.join() === expected.join() && asked.untilWallMs > wallMs;
          if (!agrees) expect.fail(`${new Date(wallMs).toISOString()}: found ${found}, expected ${expected}`);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('forgets nothing when the clock jumps to and fro by years', () => {
    fc.assert(
      fc.property(
        week,
        fc.array(fc.integer({ min: -5_000_000, max: 5_000_000 }), { maxLength: 20 }),
        (at, jumps) => {
          const programme = resolved(at.limits, { timeZone: at.zone });
          for (const minutes of jumps) {
            const wallMs =
              Date.parse(at.date) + (minutes % 4320) * minuteMs + minutes * (minutes % 3) * minuteMs;
            const expected = oracle(at.limits, wallMs, at.zone);
            const { spots } = eligibleSpots(programme, wallMs);
            expect(programme.spots.map((spot) => spots.includes(spot))).toEqual(expected);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('hands out the same array while nothing changes', () => {
    const programme = resolved([{ dayparts: [{ days: ['sun'], from: '09:00', to: '10:00' }] }, {}]);
    const morning = Date.parse('2026-11-22T09:00:00+08:00');
    const first = eligibleSpots(programme, morning);
    expect(eligibleSpots(programme, morning + 59 * minuteMs).spots).toBe(first.spots);
    expect(first.untilWallMs).toBe(morning + 60 * minuteMs);
    const later = eligibleSpots(programme, morning + 60 * minuteMs);
    expect(later.spots).not.toBe(first.spots);
    // The next day is a Monday: midnight changes nothing, so the array stays.
    expect(eligibleSpots(programme, morning + 1440 * minuteMs).spots).toBe(later.spots);
  });

  test('need not be asked again where time changes nothing', () => {
    expect(eligibleSpots(resolved([{}]), 0).untilWallMs).toBe(Number.POSITIVE_INFINITY);
  });

  test('ends what runs past midnight at the midnight after its last date', () => {
    const night: Daypart = { days: ['tue'], from: '22:00', to: '02:00' };
    const programme = resolved([{ dayparts: [night], flight: { to: '2026-11-24' } }, { dayparts: [night] }]);
    expect(keysAt(programme, Date.parse('2026-11-24T23:59:59.999+08:00'))).toBe('s0 s1');
    expect(keysAt(programme, Date.parse('2026-11-25T00:00:00+08:00'))).toBe('s1');
    expect(keysAt(programme, Date.parse('2026-11-25T02:00:00+08:00'))).toBe('');
  });

  test('keeps a publisher’s limit to venues where the venue is unknown', () => {
    const limits = [{ venues: ['bank', 'carrier'] }, { venues: ['school'] }, {}];
    expect(keysAt(resolved(limits, { venue: 'bank' }), 0)).toBe('s0 s2');
    expect(keysAt(resolved(limits), 0)).toBe('s2');
  });

  test('plays spots for particular audiences where one of them comes, or where none is named', () => {
    const limits = [{ audiences: ['students'] }, { audiences: ['elderly', 'students'] }, {}];
    expect(keysAt(resolved(limits, { audiences: ['elderly'] }), 0)).toBe('s1 s2');
    expect(keysAt(resolved(limits), 0)).toBe('s0 s1 s2');
  });

  test.each([
    ['no canvas', undefined, 's0 s2'],
    ['a wide one', { width: 1920, height: 1080 }, 's0 s2'],
    ['a square one', { width: 640, height: 640 }, 's0 s2'],
    ['a high one', { width: 1080, height: 1920 }, 's1 s2'],
    ['a wide rectangle', { x: 0, y: 0, width: 192, height: 96 }, 's0 s2'],
    [
      'a wide rectangle turned by a quarter',
      { x: 0, y: 0, width: 192, height: 96, rotationDegrees: 90 },
      's1 s2',
    ],
    [
      'a high rectangle turned by three quarters',
      { x: 0, y: 0, width: 96, height: 192, rotationDegrees: 270 },
      's0 s2',
    ],
    ['a high rectangle turned over', { x: 0, y: 0, width: 96, height: 192, rotationDegrees: 180 }, 's1 s2'],
  ] as const)(
    'plays what was composed for a shape on screens of that shape alone: %s',
    (_, canvas, expected) => {
      const limits: Limits[] = [{ shape: 'landscape' }, { shape: 'portrait' }, {}];
      expect(keysAt(resolved(limits, canvas ? { canvas } : {}), 0)).toBe(expected);
    },
  );

  test.each([
    ['a wide one on a high canvas', 0, ['100%', 608], 's0 s2'],
    ['a high one on a high canvas', 0, [1080, '80%'], 's1 s2'],
    ['a high one on a canvas that is turned by a quarter and wide then', 90, ['30%', '100%'], 's1 s2'],
    ['a wide one on a canvas that is turned by a quarter', 90, ['80%', '100%'], 's0 s2'],
  ] as const)(
    'plays what was composed for a shape where the main zone is of that shape: %s',
    (_, rotationDegrees, [width, height], expected) => {
      const limits: Limits[] = [{ shape: 'landscape' }, { shape: 'portrait' }, {}];
      const canvas = { x: 0, y: 0, width: 1080, height: 1920, rotationDegrees };
      const main = { id: 'main', kind: 'main', x: 0, y: 0, width, height } as const;
      expect(keysAt(resolved(limits, { canvas, zones: [main] }), 0)).toBe(expected);
    },
  );
});

describe('openingHours', () => {
  const timeZone = 'Asia/Shanghai';

  test('opens and closes to the minute, also past midnight', () => {
    const hours: Daypart[] = [{ days: ['sat'], from: '20:00', to: '02:00' }];
    const at = (time: string) => openingHours({ hours, timeZone }, Date.parse(`${time}+08:00`));
    expect(at('2026-11-21T19:59:59.999')).toMatchObject({ open: false });
    expect(at('2026-11-21T19:00:00').untilWallMs).toBe(Date.parse('2026-11-21T20:00:00+08:00'));
    expect(at('2026-11-21T20:00:00')).toEqual({
      open: true,
      untilWallMs: Date.parse('2026-11-22T00:00:00+08:00'),
    });
    expect(at('2026-11-22T01:59:59')).toEqual({
      open: true,
      untilWallMs: Date.parse('2026-11-22T02:00:00+08:00'),
    });
    expect(at('2026-11-22T02:00:00')).toMatchObject({ open: false });
  });

  test('is always open without hours', () => {
    expect(openingHours({ timeZone }, 0)).toEqual({ open: true, untilWallMs: Number.POSITIVE_INFINITY });
  });
});
