import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShareRule } from '../../../src/core/playlist/definition.ts';
import { daysOf, periodOf } from '../../../src/core/report/period.ts';
import { measureOf } from '../../../src/core/report/promise.ts';
import { shareOf, verdictOf } from '../../../src/core/report/share-totals.ts';
import { film, host, lived, places, reported, rule, rules, step, worlds } from './random-world.ts';
import { localHour, ScreenWorld, type TrueSecond } from './screen-world.ts';

/** Sums of a number per second, by local hour. */
function byHour(world: ScreenWorld, amount: (second: TrueSecond) => number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const second of world.seconds) {
    const hour = localHour(second.wallMs, world.timeZone);
    sums.set(hour, (sums.get(hour) ?? 0) + amount(second));
  }
  return sums;
}

describe('reportOf()', { timeout: 60_000 }, () => {
  it('gives every clock hour exactly the on-air time and airtime that fell in it, over clock changes, jumps and restarts', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (description) => {
        const world = lived(description);
        const report = await reported(world);
        expect(hourly(report, world.timeZone, (hour) => hour.onAirMs)).toEqual(byHour(world, () => 1000));
        const antiFraud = byHour(world, ({ category }) => (category === 'anti-fraud' ? 1000 : 0));
        expect(hourly(report, world.timeZone, airtimeOf('anti-fraud'))).toEqual(antiFraud);
      }),
      { numRuns: 150 },
    );
  });

  it('counts for each promise only the time during which it was in force', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (description) => {
        const world = lived(description);
        const { shares } = periodOf((await reported(world)).hours);
        for (const promised of rules) {
          const share = shares.get(measureOf(promised).key);
          const inForce = world.seconds.filter((second) => second.rules.includes(promised));
          expect(share?.airtimeMs ?? 0).toBe(inForce.filter(countsFor(promised)).length * 1000);
          const of =
            inForce.filter((second) => promised.of === 'on-air' || second.category === 'host').length * 1000;
          expect(share?.ofMs ?? 0).toBe(of);
          expect(share?.promisedMs ?? 0).toBeCloseTo(of * promised.atLeast, 3);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('finds the worst rolling window and the longest stretch without, as looking at every second does', async () => {
    const steps = fc.array(
      step.filter(({ do: what }) => what !== 'rules'),
      { minLength: 40, maxLength: 300 },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), steps, async (place, ofWorld) => {
        const world = lived([place, ofWorld]);
        const { shares } = periodOf((await reported(world)).hours);
        for (const promised of rules) {
          const share = shares.get(measureOf(promised).key);
          const worst = worstOf(world.seconds, promised);
          expect(share?.worst?.shortfallMs ?? -1e12).toBeCloseTo(worst.shortfallMs ?? -1e12, 3);
          expect(share?.longestWithoutMs).toBe(worst.longestWithoutMs);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('puts a play over midnight into both days', async () => {
    const world = new ScreenWorld('Asia/Shanghai', Date.parse('2026-11-22T15:59:50Z'));
    world.activate([rule], 1);
    world.onAir();
    world.play(film, 30);
    const days = daysOf((await reported(world)).hours);
    expect(days.map(({ date, onAirMs }) => [date, onAirMs])).toEqual([
      ['2026-11-22', 10_000],
      ['2026-11-23', 20_000],
    ]);
    expect(days.map(({ shares }) => shares.get(measureOf(rule).key)?.airtimeMs)).toEqual([10_000, 20_000]);
  });

  it('names an hour short when a rolling window that ended in it was, and within when only the clock hour cut it so', async () => {
    const world = new ScreenWorld('Asia/Shanghai', Date.parse('2026-11-22T00:50:00Z'));
    world.activate([rule], 1);
    world.onAir();
    world.play(film, 900);
    world.play(host, 600);
    const shareIn = async (hour: number) => {
      const found = (await reported(world)).hours[hour]?.shares.get(measureOf(rule).key);
      return found ? [verdictOf(found), shareOf(found)?.toFixed(3)] : undefined;
    };
    expect(await shareIn(0)).toEqual(['met', '1.000']);
    expect(await shareIn(1)).toEqual(['met', '0.333']);
    world.play(host, 2700);
    expect(await shareIn(1)).toEqual(['short', '0.083']);
    const later = new ScreenWorld('Asia/Shanghai', Date.parse('2026-11-22T00:30:00Z'));
    later.activate([rule], 1);
    later.onAir();
    later.play(film, 1795);
    later.play(host, 120);
    const hours = (await reported(later)).hours;
    expect(hours.map((hour) => verdictOf(hour.shares.get(measureOf(rule).key) ?? never()))).toEqual([
      'met',
      'within',
    ]);
  });

  it('lists time off the air and without a picture with the cause that the log gives', async () => {
    const world = new ScreenWorld('Asia/Shanghai', Date.parse('2026-11-22T00:00:00Z'));
    world.activate([rule], 1);
    world.onAir();
    world.play(film, 20);
    world.fault('frozen');
    world.fail(host);
    world.silence(7);
    world.play(host, 20);
    world.offAir('hidden', 600);
    world.onAir();
    world.play(film, 20);
    world.jump(-3600);
    world.play(film, 20);
    world.offAir('closed', 5);
    const at = Date.parse('2026-11-22T00:00:00Z');
    expect((await reported(world)).interruptions).toEqual([
      { kind: 'no-picture', fromMs: at + 20_000, durationMs: 7000, causes: ['frozen', 'failed: host-image'] },
      { kind: 'off-air', because: 'hidden', fromMs: at + 47_000, toMs: at + 647_000 },
      { kind: 'clock', fromMs: at + 667_000 - 3_600_000, jumpMs: -3_600_000 },
      { kind: 'off-air', because: 'closed', fromMs: at + 687_000 - 3_600_000 },
    ]);
  });

  it('says who stopped the screen and why, also where it was switched off meanwhile', async () => {
    const world = new ScreenWorld('Asia/Shanghai', Date.parse('2026-11-22T00:00:00Z'));
    world.activate([rule], 1);
    for (const because of ['stop', 'crash'] as const) {
      world.onAir();
      world.play(film, 20);
      world.stop('stopped');
      world.offAir(because, 60);
      world.stop('lifted');
    }
    world.onAir();
    world.play(film, 20);
    world.offAir('hidden', 5);
    const order = { by: '值班员', why: '画面异常' };
    expect((await reported(world)).interruptions).toMatchObject([
      { because: 'stop', order },
      { because: 'crash', order },
      { because: 'hidden' },
    ]);
    expect((await reported(world)).interruptions[2]).not.toHaveProperty('order');
  });

  it('counts two pictures at once only once, and other zones not at all', async () => {
    const world = new ScreenWorld('Asia/Shanghai', Date.parse('2026-11-22T00:00:00Z'));
    world.activate([rule], 1);
    world.onAir();
    world.play(film, 20);
    const [last] = world.entries.slice(-1);
    world.entries.push(
      { ...last, seq: 3 } as never,
      { ...last, seq: 4, zone: 'ticker', onAirMs: 20_000 } as never,
    );
    const [hour] = (await reported(world)).hours;
    expect(hour?.onAirMs).toBe(20_000);
    expect(hour?.topics.get('anti-fraud topic')?.airtimeMs).toBe(20_000);
    expect(hour?.outcomes.get('completed')).toBe(2);
  });

  it('begins with an answer for an empty log', async () => {
    expect(await reported(new ScreenWorld('Asia/Shanghai', 0))).toMatchObject({ hours: [], measures: [] });
  });
});

type HourIn = Awaited<ReturnType<typeof reported>>['hours'][number];

function airtimeOf(category: string): (hour: HourIn) => number {
  return (hour) =>
    [...hour.topics.values()]
      .filter((topic) => topic.category === category)
      .reduce((sum, topic) => sum + topic.airtimeMs, 0);
}

function hourly(
  report: Awaited<ReturnType<typeof reported>>,
  timeZone: string,
  amount: (hour: HourIn) => number,
) {
  const sums = new Map<string, number>();
  for (const hour of report.hours.filter(({ onAirMs }) => onAirMs > 0)) {
    const name = localHour(hour.startMs, timeZone);
    expect(sums.has(name), `${name} stands twice`).toBe(false);
    expect(name).toContain(`${hour.date} ${String(Math.floor(hour.minuteOfDay / 60)).padStart(2, '0')}`);
    sums.set(name, amount(hour));
  }
  return sums;
}

function countsFor(promised: ShareRule): (second: TrueSecond) => boolean {
  const kinds: readonly (string | undefined)[] | undefined = promised.kinds;
  return ({ category, kind }) => category === promised.category && (!kinds || kinds.includes(kind));
}

/** Every window of whole seconds, by sums from the beginning; the promise begins with the first picture, at most two seconds late. */
function worstOf(seconds: readonly TrueSecond[], promised: ShareRule) {
  const airtime = [0];
  const of = [0];
  seconds.forEach((second, index) => {
    airtime.push((airtime[index] ?? 0) + (countsFor(promised)(second) ? 1000 : 0));
    of.push((of[index] ?? 0) + (promised.of === 'on-air' || second.category === 'host' ? 1000 : 0));
  });
  const first = seconds.findIndex(({ category }) => category !== undefined);
  const since = Math.min(first, 2);
  let shortfallMs: number | undefined;
  let longestWithoutMs = 0;
  let without = 0;
  for (let end = since + 1; end <= seconds.length; end++) {
    const begin = Math.max(since, end - promised.windowMinutes * 60);
    const ofMs = (of[end] ?? 0) - (of[begin] ?? 0);
    const short = promised.atLeast * ofMs - ((airtime[end] ?? 0) - (airtime[begin] ?? 0));
    const full = begin > since || end - begin === promised.windowMinutes * 60;
    if (ofMs > 0 && (full || short > 0)) shortfallMs = Math.max(shortfallMs ?? short, short);
    without = airtime[end] === airtime[end - 1] ? without + 1000 : 0;
    longestWithoutMs = Math.max(longestWithoutMs, without);
  }
  return { shortfallMs, longestWithoutMs };
}

function never(): never {
  throw new Error('no share in this hour');
}
