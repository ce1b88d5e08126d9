import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { wallMsOf } from '../../../src/core/wall-ms-of.ts';
import { isoWithOffset, isTimeZone, localTime, utcOffsetMs } from '../../../src/core/wall-time.ts';

// Many random cases on a machine of unknown load: the count is fixed, the time is not.
vi.setConfig({ testTimeout: 60_000 });

const zones = [
  'Asia/Shanghai',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Africa/Monrovia',
  'Asia/Kathmandu',
  'Asia/Gaza',
  'Europe/London',
  'Pacific/Apia',
  'UTC',
];
const anyZone = fc.constantFrom(...zones);
const anyInstant = fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) });

/** Asks Intl at that very instant, without any cache. */
function askIntl(wallMs: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(wallMs);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    day: part('weekday').toLowerCase(),
    minuteOfDay: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

describe('localTime', () => {
  test('says what Intl says, from 1970 to 2200 in every zone', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (wallMs, zone) => {
        expect(localTime(wallMs, zone)).toEqual(askIntl(wallMs, zone));
      }),
      { numRuns: 500 },
    );
  });

  test('is exact around clock changes that do not fall on a quarter of an hour', () => {
    // Newfoundland changed its clocks at 00:01 local time until 2011, Liberia by 44 min 30 s in 1972.
    for (const [around, zone] of [
      [Date.UTC(1988, 3, 3, 3, 31), 'America/St_Johns'],
      [Date.UTC(1972, 0, 7, 0, 44, 30), 'Africa/Monrovia'],
    ] as const) {
      for (let wallMs = around - 20 * 60_000; wallMs < around + 20 * 60_000; wallMs += 30_000) {
        expect(localTime(wallMs, zone)).toEqual(askIntl(wallMs, zone));
      }
    }
  });

  test('knows leap days, also those that a century leaves out', () => {
    expect(localTime(Date.UTC(2028, 1, 28, 16), 'Asia/Shanghai')).toEqual({
      date: '2028-02-29',
      day: 'tue',
      minuteOfDay: 0,
    });
    expect(localTime(Date.UTC(2100, 1, 28, 16), 'Asia/Shanghai').date).toBe('2100-03-01');
  });

  test('refuses an unknown zone with a message that shows a known one', () => {
    expect(() => localTime(0, 'Mars/Base')).toThrow('Cannot use time zone "Mars/Base"');
    expect(() => localTime(0, 'Mars/Base')).toThrow('Asia/Shanghai');
  });
});

describe('isoWithOffset', () => {
  test('parses back to the very instant', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (wallMs, zone) => {
        expect(Date.parse(isoWithOffset(wallMs, zone))).toBe(wallMs);
      }),
    );
  });

  test('writes local time and offset as RFC 3339 does', () => {
    const wallMs = Date.UTC(2026, 10, 22, 2, 14, 20, 123);
    expect(isoWithOffset(wallMs, 'Asia/Shanghai')).toBe('2026-11-22T10:14:20.123+08:00');
    expect(isoWithOffset(wallMs, 'America/St_Johns')).toBe('2026-11-21T22:44:20.123-03:30');
    expect(isoWithOffset(wallMs, 'UTC')).toBe('2026-11-22T02:14:20.123+00:00');
  });
});

describe('wallMsOf', () => {
  test('is the inverse of localTime wherever the local time exists', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (wallMs, zone) => {
        const { date, minuteOfDay } = localTime(wallMs, zone);
        const found = wallMsOf(date, minuteOfDay, zone);
        expect(localTime(found, zone)).toMatchObject({ date, minuteOfDay });
        expect(found).toBeLessThanOrEqual(wallMs);
      }),
      { numRuns: 500 },
    );
  });

  test('gives the instant of the change for a time that it skips', () => {
    expect(wallMsOf('2026-03-08', 150, 'America/New_York')).toBe(Date.UTC(2026, 2, 8, 7));
    expect(wallMsOf('2026-10-04', 135, 'Australia/Lord_Howe')).toBe(Date.UTC(2026, 9, 3, 15, 30));
  });

  test('gives the change for a date that Samoa never had', () => {
    expect(wallMsOf('2011-12-30', 720, 'Pacific/Apia')).toBe(Date.UTC(2011, 11, 30, 10));
  });

  test('gives the first of a time that comes twice', () => {
    expect(wallMsOf('2026-11-01', 90, 'America/New_York')).toBe(Date.UTC(2026, 10, 1, 5, 30));
  });

  test('takes minute 1440 for the next midnight', () => {
    expect(wallMsOf('2026-11-22', 1440, 'Asia/Shanghai')).toBe(wallMsOf('2026-11-23', 0, 'Asia/Shanghai'));
  });
});

describe('isTimeZone', () => {
  test('knows names and refuses offsets, which old engines do not understand', () => {
    expect(zones.filter(isTimeZone)).toEqual(zones);
    for (const name of ['', '+08:00', 'China', 'Asia/Shangai', ' Asia/Shanghai']) {
      expect(isTimeZone(name), name).toBe(false);
    }
  });

  test('offsets are positive east of Greenwich', () => {
    expect(utcOffsetMs(0, 'Asia/Shanghai')).toBe(8 * 3_600_000);
    expect(utcOffsetMs(0, 'America/New_York')).toBe(-5 * 3_600_000);
  });
});
