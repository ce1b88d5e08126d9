import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type SimulatedPlay, type SimulationOptions, simulate } from '../../../src/core/airtime/simulate.ts';
import { Tally } from '../../../src/core/airtime/tally.ts';
import type { ShareRule } from '../../../src/core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import { runs } from '../runs.ts';
import { judge, type SeenPlay } from './oracle.ts';
import { rule, seed, share, spot, spots } from './programmes.ts';

vi.setConfig({ testTimeout: 120_000 });

const hourMs = 3_600_000;

function options(
  rules: readonly ShareRule[],
  world: readonly ProgrammeSpot[],
  hours: number,
): SimulationOptions {
  return { rules, eligibleAt: () => world, fromWallMs: 0, toWallMs: hours * hourMs };
}

function seen(plays: Iterable<SimulatedPlay>): SeenPlay[] {
  return [...plays].map(({ spot: { key, spot }, startMs, airtimeMs }) => ({
    startMs,
    airtimeMs,
    category: spot.category,
    kind: spot.kind,
    spot: key,
  }));
}

function endOf(plays: readonly SeenPlay[]): number {
  const last = plays[plays.length - 1];
  return last ? last.startMs + last.airtimeMs : 0;
}

describe('simulate()', () => {
  const world = [
    spot('anti-fraud', 'film', 15_000),
    spot('anti-fraud', 'film2', 20_000),
    spot('host', 'ad', 15_000),
    spot('host', 'ad2', 30_000),
  ];
  const rules = [rule('anti-fraud', 0.15)];

  it('plays back to back when nothing fails', () => {
    const plays = seen(simulate(options(rules, world, 3)));
    expect(plays.every((play, k) => k === 0 || play.startMs === endOf(plays.slice(0, k)))).toBe(true);
    expect(endOf(plays)).toBeGreaterThanOrEqual(3 * hourMs);
  });

  it('gives the same plays for the same seed, others for another', () => {
    const run = (from: number) => seen(simulate({ ...options(rules, world, 3), fail: 0.2, seed: from }));
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it('keeps the promise although a part of the plays fails, and does not retry what failed at once', () => {
    const fails = fc.double({ min: 0.02, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(
        share,
        spots('anti-fraud', 8),
        spots('host', 8),
        fails,
        seed,
        (atLeast, duty, venue, fail, from) => {
          const promised = rule('anti-fraud', atLeast);
          const plays = [...simulate({ ...options([promised], [...duty, ...venue], 3), fail, seed: from })];
          const watched = seen(plays);
          expect(judge(watched, promised, endOf(watched)).shortfallMs).toBeLessThanOrEqual(0);
          const retried = plays.filter((play, k) => {
            const before = plays[k - 1];
            return before?.outcome === 'failed' && before.spot.key === play.spot.key;
          });
          expect(retried).toEqual([]);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('loses on-air time to failures only once there has been a picture', () => {
    const plays = [...simulate({ ...options(rules, world, 1), fail: 0.9, seed: 3 })];
    const first = plays.findIndex((play) => play.outcome !== 'failed');
    expect(plays.slice(0, first + 1).every((play) => play.startMs === 0)).toBe(true);
    const failed = plays.filter((play) => play.outcome === 'failed');
    expect(failed.length).toBeGreaterThan(10);
    expect(failed.every((play) => play.airtimeMs === 0)).toBe(true);
    const lostMs = plays
      .slice(first)
      .map(
        (play, k) => (plays[first + k + 1]?.startMs ?? endOf(seen(plays))) - play.startMs - play.airtimeMs,
      );
    expect(Math.max(...lostMs)).toBeGreaterThan(250);
    expect(Math.max(...lostMs)).toBeLessThanOrEqual(500);
    expect(Math.min(...lostMs)).toBe(0);
  });

  it('leaves closed hours out of on-air time and cuts what is on view at closing', () => {
    const hoursAt = (wallMs: number) => {
      const hour = Math.floor(wallMs / hourMs);
      return { open: hour % 2 === 1, untilWallMs: (hour + 1) * hourMs };
    };
    const plays = [...simulate({ ...options(rules, world, 6), hoursAt })];
    expect(plays[0]).toMatchObject({ startMs: 0, wallMs: hourMs });
    expect(endOf(seen(plays))).toBe(3 * hourMs);
    expect(plays.every((play) => Math.floor(play.wallMs / hourMs) % 2 === 1)).toBe(true);
    const watched = seen(plays);
    expect(judge(watched, rule('anti-fraud', 0.15), 3 * hourMs).shortfallMs).toBeLessThanOrEqual(0);
  });

  it('keeps the promise when spots come and go with the time of day', () => {
    fc.assert(
      fc.property(
        share,
        spots('anti-fraud', 8),
        spots('host', 12),
        fc.integer({ min: 5, max: 40 }),
        (atLeast, duty, venue, minutes) => {
          const all = [...duty, ...venue];
          const parts = [0, 1, 2].map((part) => all.filter((_, k) => k % 3 !== part));
          const eligibleAt = (wallMs: number) => parts[Math.floor(wallMs / (minutes * 60_000)) % 3] ?? all;
          const promised = rule('anti-fraud', atLeast);
          const plays = seen(simulate({ ...options([promised], all, 4), eligibleAt }));
          expect(judge(plays, promised, endOf(plays)).shortfallMs).toBeLessThanOrEqual(0);
        },
      ),
      { numRuns: runs(150) },
    );
  });

  it('shows a live stream in turns and says that it was cut', () => {
    const live: ProgrammeSpot = {
      key: 'host/live',
      playlist: { id: 'host', revision: 1 },
      spot: { id: 'live', kind: 'hls', category: 'host', weight: 1, src: 'https://example.test/live.m3u8' },
      url: 'https://example.test/live.m3u8',
    };
    const plays = [...simulate(options(rules, [...world, live], 3))];
    const turns = plays.filter((play) => play.spot.key === live.key);
    expect(turns.length).toBeGreaterThan(10);
    expect(turns.every((play) => play.outcome === 'cut' && play.airtimeMs <= 60_000)).toBe(true);
  });
});

describe('Tally', () => {
  it('finds the same worst window, total and gap as the oracle', () => {
    const fails = fc.double({ min: 0, max: 0.6, noNaN: true });
    const of = fc.constantFrom('on-air' as const, 'commercial' as const);
    fc.assert(
      fc.property(
        share,
        spots('anti-fraud', 4),
        spots('host', 5),
        fails,
        seed,
        of,
        (atLeast, duty, venue, fail, from, measure) => {
          const promised = rule('anti-fraud', atLeast, { of: measure, windowMinutes: 20 });
          const other = rule('anti-fraud', Math.min(0.9, atLeast * 1.3), { of: measure, windowMinutes: 20 });
          const plays = seen(simulate({ ...options([promised], [...duty, ...venue], 2), fail, seed: from }));
          const tally = new Tally(other);
          for (const play of plays) tally.add({ ...play, kind: 'video' });
          const verdict = judge(plays, other, endOf(plays));
          const { worst, delivered, longestGapMs } = tally.result();
          expect(worst >= 1).toBe(verdict.shortfallMs <= 0);
          expect(delivered).toBeCloseTo(verdict.delivered, 9);
          expect(longestGapMs).toBe(verdict.longestGapMs);
        },
      ),
      { numRuns: runs(100) },
    );
  });
});
