import { afterEach, describe, expect, test } from 'vitest';
import { bytes, clockTime, duration, percent } from '../../../src/elements/controls/format.ts';
import { setLanguage } from '../../../src/elements/language.ts';

const plain = (shown: string) => shown.replace(/\u00a0/g, ' ');

afterEach(() => setLanguage('zh-CN'));

describe('percent()', () => {
  test('never shows a promise as kept that is not: 14.99 % stays below 15 %', () => {
    expect(plain(percent(0.1499))).toBe('14.9 %');
  });

  test('shows exact figures exactly', () => {
    const exact = [0, 0.15, 0.162, 0.29, 0.55, 0.57, 1].map((share) => plain(percent(share)));
    expect(exact).toEqual(['0 %', '15 %', '16.2 %', '29 %', '55 %', '57 %', '100 %']);
  });

  test('never breaks between figure and sign', () => {
    expect(percent(0.147)).not.toContain(' ');
  });
});

describe('duration()', () => {
  test('gives the two largest units, in both languages', () => {
    const times = [0, 900, 42_000, 60_000, 104_000, 3_600_000, 3_905_000, 90_000_000];
    expect(times.map((ms) => plain(duration(ms)))).toEqual([
      '0 秒',
      '1 秒',
      '42 秒',
      '1 分',
      '1 分 44 秒',
      '1 小时',
      '1 小时 5 分',
      '25 小时',
    ]);
    setLanguage('en');
    expect(plain(duration(3_905_000))).toBe('1 h 5 min');
  });

  test('takes what lies behind as nothing', () => {
    expect(plain(duration(-5000))).toBe('0 秒');
  });
});

test('bytes() counts in thousands, with a decimal below ten', () => {
  const counts = [0, 999, 1000, 23_400_000, 1_240_000, 12_400_000_000];
  expect(counts.map((count) => plain(bytes(count)))).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '23 MB',
    '1.2 MB',
    '12 GB',
  ]);
});

test('clockTime() tells the time of the zone it is given', () => {
  const wallMs = Date.UTC(2026, 10, 22, 16, 5, 9);
  expect([clockTime(wallMs, 'Asia/Shanghai'), clockTime(wallMs, 'UTC')]).toEqual(['00:05:09', '16:05:09']);
});
