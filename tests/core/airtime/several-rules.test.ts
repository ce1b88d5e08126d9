import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { seededRandom } from '../../../src/core/airtime/random.ts';
import type { ShareRule } from '../../../src/core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import { runs } from '../runs.ts';
import { judge } from './oracle.ts';
import { rule, seed, spot, spots } from './programmes.ts';
import { Screening } from './screening.ts';

vi.setConfig({ testTimeout: 120_000 });

const minuteMs = 60_000;
const categories = ['anti-fraud', 'safety', 'community', 'charity'];

interface Case {
  readonly rules: readonly ShareRule[];
  readonly world: readonly ProgrammeSpot[];
  /** By rule: longest spot that counts for it. */
  readonly longestMs: readonly number[];
}

/** Two to four rules on categories of their own that together leave the venue some time. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    count: fc.integer({ min: 2, max: 4 }),
    total: fc.double({ min: 0.2, max: 0.7, noNaN: true }),
    parts: fc.array(fc.double({ min: 0.3, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
    members: fc.tuple(...categories.map((category) => spots(category, 5))),
    venue: spots('host', 8),
  })
  .map(({ count, total, parts, members, venue }) => {
    const sum = parts.slice(0, count).reduce((a, b) => a + b, 0);
    const names = categories.slice(0, count);
    return {
      rules: names.map((category, k) => rule(category, ((parts[k] ?? 0) / sum) * total)),
      world: [...members.slice(0, count).flat(), ...venue],
      longestMs: members.slice(0, count).map(longestOf),
    };
  });

describe('several rules at once', () => {
  it('lag at the start by no more than one longest spot of each other rule', () => {
    fc.assert(
      fc.property(cases, ({ rules, world, longestMs }) => {
        const { plays } = new Screening(rules).run(world, 60 * minuteMs);
        rules.forEach((each, k) => {
          const others = longestMs.reduce((sum, longest, j) => (j === k ? sum : sum + longest), 0);
          expect(judge(plays, each, 60 * minuteMs).shortfallMs).toBeLessThanOrEqual(each.atLeast * others);
        });
      }),
      { numRuns: runs(150) },
    );
  });

  it('are all kept in every window that does not reach back to the start', () => {
    fc.assert(
      fc.property(cases, ({ rules, world, longestMs }) => {
        const endMs = 4 * 60 * minuteMs;
        const { plays } = new Screening(rules).run(world, endMs);
        const settledMs = 60 * minuteMs + 2 * longestMs.reduce((a, b) => a + b, 0);
        for (const each of rules)
          expect(judge(plays, each, endMs, 0, settledMs).shortfallMs).toBeLessThanOrEqual(0);
      }),
      { numRuns: runs(150) },
    );
  });

  it('leave the venue what they do not ask for, but for the cost of whole spots', () => {
    fc.assert(
      fc.property(cases, ({ rules, world }) => {
        const { plays } = new Screening(rules).run(world, 3 * 60 * minuteMs);
        const venueMs = plays
          .filter((play) => play.category === 'host')
          .reduce((sum, play) => sum + play.airtimeMs, 0);
        const asked = rules.reduce((sum, each) => sum + each.atLeast, 0);
        expect(venueMs / (3 * 60 * minuteMs)).toBeGreaterThan((1 - asked) * 0.5);
      }),
      { numRuns: runs(60) },
    );
  });

  it('may be served by the same spot: a rule for films inside a rule for the whole category', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.25, noNaN: true }),
        spots('anti-fraud', 5),
        spots('host', 6),
        seed,
        (atLeast, films, venue, from) => {
          const rules = [rule('anti-fraud', atLeast * 2), rule('anti-fraud', atLeast, { kinds: ['video'] })];
          const random = seededRandom(from);
          const words = [...Array(4).keys()].map((k) =>
            spot('anti-fraud', `w${k}`, 6_000 + Math.floor(random() * 6_000), { kind: 'slogan' }),
          );
          const endMs = 3 * 60 * minuteMs;
          const { plays } = new Screening(rules).run([...films, ...words, ...venue], endMs);
          for (const each of rules)
            expect(judge(plays, each, endMs, 0, 65 * minuteMs).shortfallMs).toBeLessThanOrEqual(0);
        },
      ),
      { numRuns: runs(80) },
    );
  });

  it('need no venue: every minute may count for some rule', () => {
    const rules = [rule('anti-fraud', 0.15), rule('host', 0.5)];
    const world = [
      spot('anti-fraud', 'film', 20_000),
      spot('anti-fraud', 'film2', 15_000),
      spot('host', 'ad', 20_000),
      spot('host', 'ad2', 30_000),
    ];
    const endMs = 3 * 60 * minuteMs;
    const { plays } = new Screening(rules).run(world, endMs);
    for (const each of rules)
      expect(judge(plays, each, endMs, 0, 65 * minuteMs).shortfallMs).toBeLessThanOrEqual(0);
    const dutyMs = plays
      .filter((play) => play.category === 'anti-fraud')
      .reduce((sum, play) => sum + play.airtimeMs, 0);
    expect(dutyMs / endMs).toBeLessThan(0.17);
  });
});

function longestOf(list: readonly ProgrammeSpot[]): number {
  return Math.max(...list.map((each) => each.spot.durationMs ?? 0));
}
