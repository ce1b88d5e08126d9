import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { fairCandidates } from '../../../src/core/airtime/fairness.ts';
import { rosterOf } from '../../../src/core/airtime/groups.ts';
import { seededRandom } from '../../../src/core/airtime/random.ts';
import { startRotation, withPlay } from '../../../src/core/airtime/rotation.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import { runs } from '../runs.ts';
import type { SeenPlay } from './oracle.ts';
import { lengthMs, rule, seed, spot, spots } from './programmes.ts';
import { Screening } from './screening.ts';

vi.setConfig({ testTimeout: 120_000 });

const hourMs = 3_600_000;
const weighted = fc
  .array(fc.tuple(lengthMs, fc.double({ min: 0.2, max: 5, noNaN: true })), { minLength: 2, maxLength: 25 })
  .map((list) => list.map(([length, weight], k) => spot('host', `s${k}`, length, { weight })));

describe('fairCandidates()', () => {
  it('keeps every spot within one longest spot of its weight’s share, whichever candidate is taken', () => {
    const takes = fc.constantFrom('any', 'shortest', 'longest', 'least urgent');
    fc.assert(
      fc.property(weighted, seed, takes, (list, from, take) => {
        const random = seededRandom(from);
        let rotation = startRotation();
        const group = rosterOf(list, [], rotation.numbers).groups[0];
        if (!group) throw new Error('no group');
        const airtime = list.map(() => 0);
        let totalMs = 0;
        for (let turn = 0; turn < 400; turn++) {
          const fair = fairCandidates(group, rotation, totalMs);
          const sorted = take.endsWith('est') ? [...fair].sort((a, b) => a.lengthMs - b.lengthMs) : fair;
          const index = {
            any: Math.floor(random() * fair.length),
            shortest: 0,
            longest: fair.length - 1,
            'least urgent': fair.length - 1,
          }[take];
          const taken = sorted[index];
          const chosen = taken && list[taken.index];
          if (!taken || !chosen) throw new Error('nothing is fair');
          const { weight } = chosen.spot;
          const aired = {
            key: chosen.key,
            category: 'host',
            kind: 'video',
            weight,
            longestMs: group.longestMs,
          } as const;
          rotation = withPlay(
            rotation,
            { ...aired, startOnAirMs: totalMs, airtimeMs: taken.lengthMs },
            group.pools,
          );
          totalMs += taken.lengthMs;
          airtime[taken.index] = (airtime[taken.index] ?? 0) + taken.lengthMs;
          const drifts = list.map(({ spot: { weight } }, k) =>
            Math.abs((weight / group.weight) * totalMs - (airtime[k] ?? 0)),
          );
          expect(Math.max(...drifts)).toBeLessThanOrEqual(group.longestMs + 1);
        }
      }),
      { numRuns: runs(150) },
    );
  });
});

describe('nextSpot()', () => {
  it('keeps every spot within one longest spot of its share of its category, when none is so short that only repeats could', () => {
    const alike = (category: string) =>
      fc
        .array(fc.integer({ min: 20_000, max: 60_000 }), { minLength: 5, maxLength: 12 })
        .map((lengths) => lengths.map((length, k) => spot(category, `s${k}`, length)));
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.3, noNaN: true }),
        alike('anti-fraud'),
        alike('host'),
        (atLeast, duty, venue) => {
          const { plays } = new Screening([rule('anti-fraud', atLeast)]).run([...duty, ...venue], 6 * hourMs);
          expect(worstDrift(plays, duty)).toBeLessThanOrEqual(1);
          expect(worstDrift(plays, venue)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: runs(100) },
    );
  });

  it('never shows the same spot twice in a row when another may be shown', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.8, noNaN: true }),
        spots('anti-fraud', 6),
        spots('host', 6),
        (atLeast, duty, venue) => {
          const { plays } = new Screening([rule('anti-fraud', atLeast)]).run([...duty, ...venue], 2 * hourMs);
          const others = new Map([
            ['anti-fraud', duty.length],
            ['host', venue.length],
          ]);
          const repeats = plays.filter(
            (play, k) => plays[k - 1]?.spot === play.spot && (others.get(play.category) ?? 0) > 1,
          );
          expect(repeats).toEqual([]);
        },
      ),
      { numRuns: runs(150) },
    );
  });

  it('gives a heavier spot its larger share', () => {
    const world = [1, 2, 3].map((weight) => spot('host', `w${weight}`, 20_000, { weight }));
    const { plays } = new Screening([]).run(world, 10 * hourMs);
    const share = (id: string) => plays.filter((play) => play.spot === `host/${id}`).length / plays.length;
    expect(share('w1')).toBeCloseTo(1 / 6, 2);
    expect(share('w2')).toBeCloseTo(2 / 6, 2);
    expect(share('w3')).toBeCloseTo(3 / 6, 2);
  });

  it('lets a spot that was away join in: soon, but without catching up on what it missed', () => {
    const others = [...Array(9).keys()].map((k) => spot('host', `s${k}`, 15_000));
    const morning = spot('host', 'morning', 15_000);
    const screening = new Screening([]).run([...others, morning], hourMs).run(others, 9 * hourMs);
    const back = screening.plays.length;
    screening.run([...others, morning], 10 * hourMs);
    const after = screening.plays.slice(back);
    const plays = after.filter((play) => play.spot === morning.key).length;
    expect(after.findIndex((play) => play.spot === morning.key)).toBeLessThan(20);
    expect(plays).toBeGreaterThan(20);
    expect(plays).toBeLessThan(29);
  });

  it('lets new spots join in without pushing out the others', () => {
    const old = [...Array(5).keys()].map((k) => spot('host', `old${k}`, 15_000));
    const fresh = [...Array(5).keys()].map((k) => spot('host', `new${k}`, 15_000));
    const screening = new Screening([]).run(old, 5 * hourMs);
    const from = screening.plays.length;
    screening.run([...old, ...fresh], 6 * hourMs);
    const after = screening.plays.slice(from);
    for (const { key } of [...old, ...fresh]) {
      const plays = after.filter((play) => play.spot === key).length;
      expect(plays).toBeGreaterThan(20);
      expect(plays).toBeLessThan(28);
    }
  });

  it('avoids the same topic twice in a row when another may be shown', () => {
    const world = ['a', 'a', 'b', 'b', 'c', 'c'].map((topic, k) =>
      spot('anti-fraud', `s${k}`, 15_000, { topic }),
    );
    const { plays, choices } = new Screening([]).run(world, 5 * hourMs);
    const topics = choices.map((choice) => choice.spot.spot.topic);
    const repeats = topics.filter((topic, k) => k > 0 && topics[k - 1] === topic).length;
    expect(repeats / plays.length).toBeLessThan(0.02);
  });

  it('keeps a spot apart from its last play by its minimum separation', () => {
    const apart = spot('host', 'apart', 10_000, { minSeparationMinutes: 10 });
    const world = [apart, spot('host', 's1', 10_000), spot('host', 's2', 10_000)];
    const { plays } = new Screening([]).run(world, 3 * hourMs);
    const starts = plays.filter((play) => play.spot === apart.key).map((play) => play.startMs);
    const between = starts.slice(1).map((startMs, k) => startMs - (starts[k] ?? 0) - 10_000);
    expect(starts.length).toBeGreaterThan(10);
    expect(Math.min(...between)).toBeGreaterThanOrEqual(600_000);
  });

  it('shows a spot inside its minimum separation rather than nothing, or than breaking a promise', () => {
    const alone = spot('anti-fraud', 'alone', 10_000, { minSeparationMinutes: 60 });
    const { plays } = new Screening([rule('anti-fraud', 0.2)]).run(
      [alone, spot('host', 'ad', 10_000)],
      hourMs,
    );
    const counted = plays.filter((play) => play.spot === alone.key).length * 10_000;
    expect(counted).toBeGreaterThan(0.2 * hourMs - 10_000);
  });

  it('depends on nothing but its arguments', () => {
    const world = [
      spot('anti-fraud', 'film', 15_000),
      spot('host', 'ad', 20_000),
      spot('host', 'ad2', 35_000),
    ];
    const screening = new Screening([rule('anti-fraud', 0.2)]).run(world, hourMs);
    const { state, onAirMs } = screening;
    const once = new Screening([], onAirMs);
    const again = new Screening([], onAirMs);
    once.state = state;
    again.state = state;
    expect(once.run(world, 3 * hourMs).plays).toEqual(again.run([...world], 3 * hourMs).plays);
  });
});

/** Largest distance of any spot from its even share of its category's airtime, in longest spots. */
function worstDrift(plays: readonly SeenPlay[], members: readonly ProgrammeSpot[]): number {
  const airtime = new Map(members.map(({ key }) => [key, 0]));
  const longest = Math.max(...members.map((member) => member.spot.durationMs ?? 0));
  let totalMs = 0;
  let worst = 0;
  for (const { spot: key, airtimeMs } of plays) {
    if (!airtime.has(key)) continue;
    airtime.set(key, (airtime.get(key) ?? 0) + airtimeMs);
    totalMs += airtimeMs;
    for (const each of airtime.values())
      worst = Math.max(worst, Math.abs(each - totalMs / members.length) / longest);
  }
  return worst;
}
