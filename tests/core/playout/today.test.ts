import { expect, it } from 'vitest';
import type { PlayDraft, PlayEntry } from '../../../src/core/as-run/entry.ts';
import { Today } from '../../../src/core/playout/today.ts';
import { rule } from '../airtime/programmes.ts';
import { playDraft } from '../as-run/drafts.ts';

const played = (second: number, change: Partial<PlayDraft> = {}): PlayEntry => ({
  seq: second,
  screen: 'test',
  ...playDraft(second, { airtimeMs: 1_000, ...change }),
});

it('gives a rule’s share of the day, by category and by kind, of all on-air time or of the venue’s own', () => {
  const today = new Today('Asia/Shanghai');
  today.add([
    played(0),
    played(1, { kind: 'slogan' }),
    played(2, { category: 'host' }),
    played(3, { category: 'host', kind: 'image', airtimeMs: 3_000 }),
  ]);
  expect(today.playCount).toBe(4);
  expect(today.share(rule('anti-fraud', 0.15), 8_000)).toBe(2 / 8);
  expect(today.share(rule('anti-fraud', 0.15, { kinds: ['video'] }), 8_000)).toBe(1 / 8);
  expect(today.share(rule('anti-fraud', 0.15, { of: 'commercial' }), 8_000)).toBe(2 / 4);
});

it('begins anew with the first entry of another local date', () => {
  const today = new Today('Asia/Shanghai');
  // 14 hours after 10:00 it is midnight in Shanghai.
  const midnight = 14 * 3_600;
  today.add([played(0), played(midnight)]);
  expect(today.playCount).toBe(1);
  expect(today.share(rule('anti-fraud', 0.15), midnight * 1_000 + 2_000)).toBe(1 / 2);
});

it('counts the play on view with what it has been so far, so that the first film of a day is no broken promise', () => {
  const today = new Today('Asia/Shanghai');
  expect(today.share(rule('anti-fraud', 0.15), 5_000, [played(0, { airtimeMs: 5_000 })])).toBe(1);
  today.add([played(0, { airtimeMs: 5_000 })]);
  expect(
    today.share(rule('anti-fraud', 0.15), 8_000, [played(5, { category: 'host', airtimeMs: 3_000 })]),
  ).toBe(5 / 8);
});

it('says nothing of a share before anything was on air', () => {
  expect(new Today('Asia/Shanghai').share(rule('anti-fraud', 0.15), 0)).toBeUndefined();
});

it('counts for a rule what played in its zone alone', () => {
  const today = new Today('Asia/Shanghai');
  today.add([
    played(0),
    played(1, { zone: 'ticker' }),
    played(2, { zone: 'ticker' }),
    played(3, { zone: 'voice' }),
  ]);
  expect(today.share(rule('anti-fraud', 0.15), 8_000)).toBe(1 / 8);
  expect(today.share({ ...rule('anti-fraud', 0.15), zone: 'ticker' }, 8_000)).toBe(2 / 8);
});
