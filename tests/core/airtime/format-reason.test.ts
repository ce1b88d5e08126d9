import { describe, expect, it } from 'vitest';
import { formatReason } from '../../../src/core/airtime/airtime.ts';
import type { Reason } from '../../../src/core/airtime/reason.ts';

const category = 'anti-fraud';
const due: Reason = { code: 'due', category, atLeast: 0.15, without: 0.147, atOnAirMs: 36_860_000 };

describe('formatReason()', () => {
  it('says what is needed when, and what there would be without it', () => {
    expect(formatReason(due, 'en')).toBe('anti-fraud is due: 15.0 % needed at 10:14:20, 14.7 % without it');
    expect(formatReason(due, 'zh-CN')).toBe('anti-fraud该播了：10:14:20 须达到 15.0 %，不播就只有 14.7 %');
  });

  it('writes times, durations and names as the caller does', () => {
    const words = { nameOf: () => '反诈宣传', durationOf: (ms: number) => `${ms / 60_000} 分` };
    expect(formatReason({ code: 'make-good', category, shortfallMs: 120_000 }, 'zh-CN', words)).toBe(
      '补播：反诈宣传还差 2 分',
    );
    expect(formatReason(due, 'en', { timeOf: () => '18:44:20' })).toContain('needed at 18:44:20');
  });

  it('gives as many digits as it takes to tell the shares apart', () => {
    expect(formatReason({ ...due, without: 0.14999 }, 'en')).toContain(
      '15.000 % needed at 10:14:20, 14.999 % without',
    );
  });

  it.each<[Reason, string, string]>([
    [{ code: 'rotation', category }, 'next in the rotation of anti-fraud', '按轮播次序，轮到anti-fraud'],
    [
      { code: 'gap-due', category, maxGapMs: 300_000, gapMs: 312_500 },
      'anti-fraud is due: at most 300.0 s without it, else 312.5 s',
      'anti-fraud该播了：最长间隔 300.0 秒，不播将达到 312.5 秒',
    ],
    [
      { code: 'make-good', category, shortfallMs: 12_300 },
      'anti-fraud makes good: 12.3 s of airtime are missing',
      '补播：anti-fraud还差 12.3 秒',
    ],
    [
      { code: 'built-in', category, detail: 'media-missing' },
      'built-in slogan for anti-fraud: media are missing',
      'anti-fraud内置标语：素材尚未就绪',
    ],
  ])('says %o in both languages', (reason, en, zh) => {
    expect(formatReason(reason, 'en')).toBe(en);
    expect(formatReason(reason, 'zh-CN')).toBe(zh);
  });
});
