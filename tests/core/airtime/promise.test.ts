import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { deadlineOnAirMs, sharesNow } from '../../../src/core/airtime/airtime.ts';
import { seededRandom } from '../../../src/core/airtime/random.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import { runs } from '../runs.ts';
import { judge } from './oracle.ts';
import { rule, seed, share, spot, spots } from './programmes.ts';
import { Screening } from './screening.ts';

vi.setConfig({ testTimeout: 120_000 });

const minuteMs = 60_000;
const windows = fc.constantFrom(20, 30, 60);
const shortFilms = ofLengths('anti-fraud', [5_009, 5_006, 5_011]);
const longVenue = ofLengths('host', [119_988, 5_006, 72_618, 91_834, 119_996, 76_018]);

describe('nextSpot()', () => {
  it('keeps the promise in every rolling window of random programmes', () => {
    fc.assert(
      fc.property(
        share,
        windows,
        spots('anti-fraud', 8),
        spots('host', 12),
        (atLeast, windowMinutes, duty, venue) => {
          const promised = rule('anti-fraud', atLeast, { windowMinutes });
          const endMs = 3 * windowMinutes * minuteMs;
          const { plays } = new Screening([promised]).run([...duty, ...venue], endMs);
          expect(judge(plays, promised, endMs).shortfallMs).toBeLessThanOrEqual(0);
        },
      ),
      { numRuns: runs(700) },
    );
  });

  it('keeps it when plays fail, stall and start late, as long as that sums up to no more than the reserve between two plays of the venue', () => {
    fc.assert(
      fc.property(share, spots('anti-fraud', 6), spots('host', 8), seed, (atLeast, duty, venue, from) => {
        const promised = rule('anti-fraud', atLeast);
        const random = seededRandom(from);
        // Nothing is in reserve before the first play of the venue's own.
        let leftMs = 0;
        const { plays } = new Screening([promised]).run(
          [...duty, ...venue],
          150 * minuteMs,
          (choice, onAirMs) => {
            if (choice.spot.spot.category === 'host') leftMs = 2_500;
            const gapMs = onAirMs === 0 ? 0 : Math.min(leftMs, Math.floor(random() ** 4 * 2_500));
            leftMs -= gapMs;
            const stallMs = Math.min(leftMs, Math.floor(random() ** 6 * 1_500));
            leftMs -= stallMs;
            return {
              gapMs: gapMs + (onAirMs === 0 ? 0 : stallMs),
              airtimeMs: fateOf(choice.plannedMs, random),
            };
          },
        );
        expect(judge(plays, promised, 150 * minuteMs).shortfallMs).toBeLessThanOrEqual(0);
      }),
      { numRuns: runs(250) },
    );
  });

  it('makes a shortfall good before anything else plays, and says so', () => {
    const promised = rule('anti-fraud', 0.2, { windowMinutes: 20 });
    const world = [
      spot('anti-fraud', 'film', 20_000),
      spot('host', 'ad', 30_000),
      spot('host', 'ad2', 40_000),
    ];
    const screening = new Screening([promised]).run(world, 25 * minuteMs);
    screening.step(world, () => ({ gapMs: 90_000, airtimeMs: 5_000 }));
    const after = screening.choices.length;
    screening.run(world, 32 * minuteMs);
    expect(sharesNow(screening.state, screening.onAirMs)[0]?.shortfallMs).toBe(0);
    const made = screening.choices.slice(after);
    expect(made[0]?.because.code).toBe('make-good');
    const firstVenue = made.findIndex((choice) => choice.spot.spot.category === 'host');
    expect(made.slice(0, firstVenue).every((choice) => choice.spot.spot.category === 'anti-fraud')).toBe(
      true,
    );
    expect(firstVenue).toBeGreaterThan(0);
  });

  it('starts with a spot of the category, whatever else there is', () => {
    const world = [spot('host', 'ad', 5_000), spot('anti-fraud', 'film', 120_000)];
    const [first] = new Screening([rule('anti-fraud', 0.05)]).run(world, 1).choices;
    expect(first?.spot.key).toBe('anti-fraud/film');
    expect(first?.because).toMatchObject({ code: 'due', without: 0 });
  });

  it('says at which instant and to what share the promise would have fallen', () => {
    const promised = rule('anti-fraud', 0.15);
    const world = [
      spot('anti-fraud', 'film', 15_000),
      spot('host', 'ad', 15_000),
      spot('host', 'ad2', 15_000),
    ];
    const { choices } = new Screening([promised]).run(world, 2 * 60 * minuteMs);
    const due = choices.map((choice) => choice.because).filter((because) => because.code === 'due');
    expect(due.length).toBeGreaterThan(50);
    expect(due.every((because) => because.without < because.atLeast)).toBe(true);
  });

  it('never lets a quarter of an hour pass when a rule forbids it', () => {
    fc.assert(
      fc.property(
        share,
        spots('anti-fraud', 6),
        spots('host', 8),
        fc.integer({ min: 3, max: 10 }),
        (atLeast, duty, venue, maxGapMinutes) => {
          const promised = rule('anti-fraud', atLeast / 4, { maxGapMinutes });
          const endMs = 120 * minuteMs;
          const { plays } = new Screening([promised]).run([...duty, ...venue], endMs);
          const verdict = judge(plays, promised, endMs);
          expect(verdict.longestGapMs).toBeLessThanOrEqual(maxGapMinutes * minuteMs);
          expect(verdict.shortfallMs).toBeLessThanOrEqual(0);
        },
      ),
      { numRuns: runs(150) },
    );
  });

  it('measures against the venue’s own plays where the rule says so, third categories or not', () => {
    fc.assert(
      fc.property(
        share,
        spots('anti-fraud', 5),
        spots('host', 6),
        spots('community', 4),
        seed,
        (atLeast, duty, venue, third, from) => {
          const promised = rule('anti-fraud', atLeast, { of: 'commercial' });
          const random = seededRandom(from);
          const endMs = 150 * minuteMs;
          const { plays } = new Screening([promised]).run(
            [...duty, ...venue, ...third],
            endMs,
            (choice, onAirMs) => ({
              gapMs: onAirMs > 0 && random() < 0.02 ? Math.floor(random() * 800) : 0,
              airtimeMs: choice.plannedMs,
            }),
          );
          expect(judge(plays, promised, endMs).shortfallMs).toBeLessThanOrEqual(0);
          expect(plays.some((play) => play.category === 'community')).toBe(true);
        },
      ),
      { numRuns: runs(150) },
    );
  });

  it('counts films only where the rule asks for films, with slogans on top that leave the venue its time', () => {
    fc.assert(
      fc.property(
        share,
        spots('anti-fraud', 5),
        spots('host', 6),
        fc.integer({ min: 3, max: 18 }),
        (atLeast, films, venue, slogans) => {
          const promised = rule('anti-fraud', atLeast, { kinds: ['video', 'hls'] });
          const words = [...Array(slogans).keys()].map((k) =>
            spot('anti-fraud', `w${k}`, 8_000, { kind: 'slogan' }),
          );
          const endMs = 150 * minuteMs;
          const { plays } = new Screening([promised]).run([...films, ...words, ...venue], endMs);
          expect(judge(plays, promised, endMs).shortfallMs).toBeLessThanOrEqual(0);
          const airtime = (kind: string, category: string) =>
            plays
              .filter((play) => play.kind === kind && play.category === category)
              .reduce((sum, play) => sum + play.airtimeMs, 0);
          const slogansMs = airtime('slogan', 'anti-fraud');
          expect(slogansMs).toBeGreaterThan(0);
          expect(slogansMs / (slogansMs + airtime('video', 'host'))).toBeLessThan(2 * atLeast + 0.1);
        },
      ),
      // Short films make room for long spots of the venue's only when slogans do not take each bit of it first.
      { numRuns: runs(150), examples: [[0.43, shortFilms, longVenue, 3]] },
    );
  });

  it('shows slogans in place of films that cannot be shown, keeps the venue its time, and makes good when they return', () => {
    const promised = rule('anti-fraud', 0.15, { kinds: ['video'] });
    const films = [spot('anti-fraud', 'film', 15_000), spot('anti-fraud', 'film2', 20_000)];
    const rest = [
      spot('anti-fraud', 'words', 8_000, { kind: 'slogan' }),
      spot('host', 'ad', 15_000),
      spot('host', 'ad2', 25_000),
    ];
    const screening = new Screening([promised]).run([...films, ...rest], 90 * minuteMs);
    const lostAt = screening.onAirMs;
    screening.run(rest, 150 * minuteMs);
    const missing = screening.plays.filter((play) => play.startMs >= lostAt);
    const venueMs = missing
      .filter((play) => play.category === 'host')
      .reduce((sum, play) => sum + play.airtimeMs, 0);
    expect(venueMs / (screening.onAirMs - lostAt)).toBeGreaterThan(0.75);
    expect(missing.some((play) => play.kind === 'slogan')).toBe(true);
    expect(sharesNow(screening.state, screening.onAirMs)[0]?.shortfallMs).toBeGreaterThan(500_000);
    const backAt = screening.onAirMs;
    const choice = screening.step([...films, ...rest], ({ plannedMs }) => ({
      gapMs: 0,
      airtimeMs: plannedMs,
    }));
    expect(choice.because.code).toBe('make-good');
    screening.run([...films, ...rest], backAt + 75 * minuteMs);
    expect(sharesNow(screening.state, screening.onAirMs)[0]?.shortfallMs).toBe(0);
  });

  it('falls back to built-in slogans when nothing of the category can be shown, and they count', () => {
    const promised = rule('anti-fraud', 0.3);
    const { plays, choices } = new Screening([promised]).run([spot('host', 'ad', 30_000)], 90 * minuteMs);
    expect(judge(plays, promised, 90 * minuteMs).shortfallMs).toBeLessThanOrEqual(0);
    expect(choices[0]?.because).toEqual({ code: 'built-in', category: 'anti-fraud', detail: 'no-spot' });
    expect(new Screening([]).run([], 60_000).plays.every((play) => play.spot.startsWith('built-in/'))).toBe(
      true,
    );
  });

  it('turns to what needs no file when the reserve runs low', () => {
    const promised = rule('anti-fraud', 0.15);
    const world = [
      spot('anti-fraud', 'film', 15_000),
      spot('anti-fraud', 'film2', 15_000),
      spot('host', 'ad', 15_000),
      spot('host', 'ad2', 15_000),
    ];
    const screening = new Screening([promised]);
    screening.run(world, 90 * minuteMs, (choice, onAirMs) =>
      choice.spot.url && choice.spot.spot.category === 'anti-fraud' && onAirMs > 60 * minuteMs
        ? { gapMs: 500, airtimeMs: 0 }
        : { gapMs: 0, airtimeMs: choice.plannedMs },
    );
    expect(judge(screening.plays, promised, screening.onAirMs).shortfallMs).toBeLessThanOrEqual(0);
    expect(screening.plays.some((play) => play.spot.startsWith('built-in/'))).toBe(true);
  });
});

describe('deadlineOnAirMs()', () => {
  it('is an instant at which a live stream can still be cut without breaking the promise', () => {
    const promised = rule('anti-fraud', 0.15);
    const live = { ...spot('host', 'live', 60_000) };
    const endless = {
      ...live,
      spot: { kind: 'hls' as const, id: 'live', category: 'host', weight: 1, src: 'live.m3u8' },
    };
    const screening = new Screening([promised]);
    const endMs = 180 * minuteMs;
    screening.run([spot('anti-fraud', 'film', 15_000), endless], endMs, (choice, onAirMs) => {
      const cutMs = deadlineOnAirMs(screening.state, choice.spot.spot, onAirMs);
      if (choice.spot.spot.category === 'host') expect(choice.deadlineOnAirMs).toBeLessThanOrEqual(cutMs);
      return {
        gapMs: onAirMs > 0 ? 100 : 0,
        airtimeMs: Math.floor(
          Math.min(cutMs - onAirMs - 100, choice.spot.spot.durationMs ?? Number.POSITIVE_INFINITY),
        ),
      };
    });
    const verdict = judge(screening.plays, promised, endMs);
    expect(verdict.shortfallMs).toBeLessThanOrEqual(0);
    expect(verdict.delivered).toBeLessThan(1.05);
  });
});

/** Most plays run their length; some are cut, some fail outright. */
function fateOf(plannedMs: number, random: () => number): number {
  const draw = random();
  if (draw < 0.03) return 0;
  return draw < 0.08 ? Math.floor(plannedMs * random()) : plannedMs;
}

function ofLengths(category: string, lengthsMs: readonly number[]): ProgrammeSpot[] {
  return lengthsMs.map((lengthMs, k) => spot(category, `s${k}`, lengthMs, { topic: `t${k}` }));
}
