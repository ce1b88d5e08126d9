import { describe, expect, it } from 'vitest';
import { infeasibleShares, neverStarting } from '../../../src/core/airtime/airtime.ts';
import { rule, spot } from './programmes.ts';

const film = spot('anti-fraud', 'film', 15_000);
const words = spot('anti-fraud', 'words', 8_000, { kind: 'slogan' });
const ad = spot('host', 'ad', 30_000);
const longAd = spot('host', 'long', 20 * 60_000);

describe('infeasibleShares()', () => {
  it('accepts what can be met', () => {
    const rules = [rule('anti-fraud', 0.15, { maxGapMinutes: 5 }), rule('host', 0.8)];
    expect(infeasibleShares(rules, [film, words, ad])).toEqual([]);
  });

  it('accepts rules that the same spots serve, however much they add up to', () => {
    const rules = [rule('anti-fraud', 0.6), rule('anti-fraud', 0.6, { kinds: ['video'] })];
    expect(infeasibleShares(rules, [film, words, ad])).toEqual([]);
  });

  it('refuses a category without a spot', () => {
    expect(infeasibleShares([rule('anti-fruad', 0.15)], [film, ad])).toMatchObject([
      { pointer: '/shares/0/category', found: 'anti-fruad, of which 0 spots play here' },
    ]);
  });

  it('refuses kinds of which the category has none, and names those it has', () => {
    expect(
      infeasibleShares([rule('anti-fraud', 0.15, { kinds: ['video', 'hls'] })], [words, ad]),
    ).toMatchObject([{ pointer: '/shares/0/kinds', expected: 'a kind of which it has: slogan' }]);
  });

  it('leaves a category whose spots are all for other places to the built-in slogans, where slogans count', () => {
    expect(infeasibleShares([rule('anti-fraud', 0.15)], [ad], [film, words])).toEqual([]);
    const slogans = rule('anti-fraud', 0.15, { kinds: ['video', 'slogan'] });
    expect(infeasibleShares([slogans], [ad], [film])).toEqual([]);
    const films = rule('anti-fraud', 0.15, { kinds: ['video', 'hls'] });
    expect(infeasibleShares([films], [ad], [film])).toMatchObject([{ pointer: '/shares/0/category' }]);
    expect(infeasibleShares([films], [words, ad], [film])).toMatchObject([{ pointer: '/shares/0/kinds' }]);
    expect(infeasibleShares([rule('anti-fruad', 0.15)], [ad], [film])).toHaveLength(1);
  });

  it('refuses shares that add up to more than the whole, with the sum', () => {
    const [fault] = infeasibleShares([rule('anti-fraud', 0.45), rule('host', 0.6)], [film, ad]);
    expect(fault).toMatchObject({
      pointer: '/shares',
      found: 'anti-fraud 45 % + host 60 % = 105 % of on-air time',
    });
  });

  it('adds up kinds that exclude each other inside a category', () => {
    const rules = [
      rule('anti-fraud', 0.6, { kinds: ['video'] }),
      rule('anti-fraud', 0.5, { kinds: ['slogan'] }),
    ];
    expect(infeasibleShares(rules, [film, words, ad])[0]?.found).toBe(
      'anti-fraud 110 % = 110 % of on-air time',
    );
  });

  it('counts a share of the venue’s plays by what the venue is promised', () => {
    const rules = [rule('anti-fraud', 0.5, { of: 'commercial' }), rule('host', 0.7)];
    expect(infeasibleShares(rules, [film, ad])[0]?.found).toContain('= 105 % of on-air time');
    expect(
      infeasibleShares([rule('anti-fraud', 0.5, { of: 'commercial' }), rule('host', 0.6)], [film, ad]),
    ).toEqual([]);
  });

  it('refuses a gap limit that another rule’s shortest spot does not fit into', () => {
    const rules = [rule('anti-fraud', 0.15, { maxGapMinutes: 0.5 }), rule('host', 0.3)];
    expect(infeasibleShares(rules, [film, ad])).toMatchObject([
      { pointer: '/shares/0', found: 'anti-fraud leaves at most 27 s free, host needs 30 s at a time' },
    ]);
  });
});

describe('neverStarting()', () => {
  it('names the spots that no rule ever leaves room for', () => {
    expect(neverStarting([rule('anti-fraud', 0.15, { windowMinutes: 15 })], [film, ad, longAd])).toEqual([
      longAd,
    ]);
    expect(neverStarting([rule('anti-fraud', 0.15)], [film, ad, longAd])).toEqual([]);
  });
});
