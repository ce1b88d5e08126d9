import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShareRule } from '../../../src/core/playlist/definition.ts';
import { measureOf } from '../../../src/core/report/promise.ts';
import type { Shortfall } from '../../../src/core/report/shortfall.ts';
import { causesOf } from '../../../src/core/report/shortfall-causes.ts';
import { film, host, lived, places, reported, rule, rules, step, tabled } from './random-world.ts';
import { ScreenWorld, type TrueSecond } from './screen-world.ts';

const startMs = Date.parse('2026-11-22T00:00:00Z');

function shanghai(): ScreenWorld {
  const world = new ScreenWorld('Asia/Shanghai', startMs);
  world.activate([rule], 1);
  world.onAir();
  return world;
}

const steps = fc.array(
  step.filter(({ do: what }) => what !== 'rules'),
  { minLength: 40, maxLength: 300 },
);

describe('Report.shortfalls', { timeout: 60_000 }, () => {
  it('hold together exactly the time in which windows were behind, as looking at every second does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), steps, async (place, ofWorld) => {
        const world = lived([place, ofWorld]);
        const { shortfalls } = await reported(world);
        for (const promised of rules) {
          const found = shortfalls.filter(
            ({ kind, measure }) => kind === 'share' && measure === measureOf(promised).key,
          );
          const brokenMs = found.reduce((sum, shortfall) => sum + shortfall.brokenMs, 0);
          expect(brokenMs).toBeCloseTo(behindMs(world.seconds, promised), 0);
          expectInOrder(found);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('list each stretch without the category that was longer than allowed', async () => {
    const world = new ScreenWorld('Asia/Shanghai', startMs);
    const strict: ShareRule = { ...rule, atLeast: 0.01, maxGapMinutes: 5 };
    world.activate([strict], 1);
    world.onAir();
    world.play(film, 60);
    world.play(host, 300);
    world.play(film, 60);
    world.play(host, 301);
    world.play(film, 10);
    world.play(host, 400);
    const { shortfalls } = await reported(world);
    expect(shortfalls.map(({ kind, fromMs, toMs }) => [kind, fromMs - startMs, toMs - startMs])).toEqual([
      ['gap', 420_000, 721_000],
      ['gap', 731_000, 1_131_000],
    ]);
  });

  it('are one where the share hovers about the promise, with the time in which it was truly broken', async () => {
    const world = shanghai();
    for (let round = 0; round < 60; round++) {
      world.play(film, 9);
      world.play(host, round === 20 ? 52 : 51);
    }
    for (let round = 0; round < 60; round++) {
      world.play(film, 10);
      world.play(host, 50);
    }
    const { shortfalls } = await reported(world);
    expect(shortfalls).toHaveLength(1);
    expect(shortfalls[0]?.brokenMs).toBeLessThan(
      (shortfalls[0]?.toOnAirMs ?? 0) - (shortfalls[0]?.fromOnAirMs ?? 0),
    );
  });
});

describe('causesOf()', () => {
  it('names the failed spots, the faults and the dark time of the windows that were short, and nothing from before', async () => {
    const world = shanghai();
    world.fault('long-ago');
    world.fail(film);
    world.play(film, 3600);
    world.play(host, 3000);
    world.fault('not-found');
    world.fail(film);
    world.fail(film);
    world.fail(host);
    world.silence(12);
    world.play(host, 600);
    const [shortfall] = (await reported(world)).shortfalls;
    const causes = causesOf(await tabled(world), shortfall ?? never());
    expect(causes.lostPlays.map(({ spot, outcome, plays }) => [spot, outcome, plays])).toEqual([
      ['anti-fraud-video', 'failed', 2],
    ]);
    expect([...causes.faults]).toEqual([['not-found', 1]]);
    expect(causes.noPictureMs).toBe(12_000);
  });

  it('finds them in a log of many chunks', async () => {
    const world = shanghai();
    for (let round = 0; round < 3000; round++) {
      world.play(film, 1);
      world.play(host, 5);
      if (round === 2000) {
        world.play(host, 3500);
        world.fault('here');
      }
    }
    const found = (await reported(world)).shortfalls.map((shortfall) => shortfall);
    const table = await tabled(world);
    expect(found).toHaveLength(1);
    expect([...causesOf(table, found[0] ?? never()).faults]).toEqual([['here', 1]]);
  });
});

function expectInOrder(found: readonly Shortfall[]): void {
  found.forEach((shortfall, index) => {
    expect(shortfall.fromOnAirMs).toBeGreaterThanOrEqual(found[index - 1]?.toOnAirMs ?? 0);
    expect(shortfall.brokenMs).toBeLessThanOrEqual(shortfall.toOnAirMs - shortfall.fromOnAirMs + 0.01);
    expect(shortfall.worst?.shortfallMs).toBeGreaterThan(0);
  });
}

/**
 * How long windows were behind: their shortfall at every whole second, and a straight line between two. What is behind
 * by less than a thousandth of a millisecond is not, as nothing can be.
 */
function behindMs(seconds: readonly TrueSecond[], promised: ShareRule): number {
  const kinds: readonly (string | undefined)[] | undefined = promised.kinds;
  const airtime = [0];
  const of = [0];
  seconds.forEach(({ category, kind }, index) => {
    const counts = category === promised.category && (!kinds || kinds.includes(kind));
    airtime.push((airtime[index] ?? 0) + (counts ? 1000 : 0));
    of.push((of[index] ?? 0) + (promised.of === 'on-air' || category === 'host' ? 1000 : 0));
  });
  const first = seconds.findIndex(({ category }) => category !== undefined);
  const since = Math.min(first, 2);
  let sum = 0;
  let before = 0;
  for (let end = since + 1; end <= seconds.length; end++) {
    const begin = Math.max(since, end - promised.windowMinutes * 60);
    const inWindow = (list: readonly number[]) => (list[end] ?? 0) - (list[begin] ?? 0);
    const now = Math.max(-1e9, promised.atLeast * inWindow(of) - inWindow(airtime));
    sum += 1000 * positivePart(before, now);
    before = now;
  }
  return sum;
}

/** The part of a straight line from `a` to `b` that lies above zero. */
function positivePart(a: number, b: number): number {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  if (high <= 1e-3) return 0;
  return low > 1e-3 ? 1 : high / (high - Math.min(low, 0));
}

function never(): never {
  throw new Error('no shortfall');
}
