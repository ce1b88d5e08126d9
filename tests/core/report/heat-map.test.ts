import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heatMapOf } from '../../../src/core/report/heat-map.ts';
import { measureOf } from '../../../src/core/report/promise.ts';
import { antiFraudMeasure } from '../../../src/core/report/share-for.ts';
import { film, lived, reported, rule, worlds } from './random-world.ts';
import { localHour, ScreenWorld, type TrueSecond } from './screen-world.ts';

/** Milliseconds by local date and hour, from the notes of every second; `2026-11-01 01`. */
function byCell(world: ScreenWorld, amount: (second: TrueSecond) => boolean): Map<string, number> {
  const sums = new Map<string, number>();
  for (const second of world.seconds) {
    const cell = localHour(second.wallMs, world.timeZone).slice(0, 13);
    if (amount(second)) sums.set(cell, (sums.get(cell) ?? 0) + 1000);
  }
  return sums;
}

async function cellsOf(world: ScreenWorld, measure = measureOf(rule)) {
  const { hours } = await reported(world);
  const dates = hours.map(({ date }) => date).sort();
  const map = heatMapOf(hours, measure, { from: dates[0] ?? '', to: dates[dates.length - 1] ?? '' });
  expect(map.cells.length).toBe(map.dates.length * 24);
  return map.cells.flatMap((cell, index) => {
    if (!cell) return [];
    expect([cell.date, cell.hour]).toEqual([map.dates[Math.floor(index / 24)], index % 24]);
    return [[`${cell.date} ${String(cell.hour).padStart(2, '0')}`, cell] as const];
  });
}

describe('heatMapOf()', { timeout: 60_000 }, () => {
  it('has in every cell what the seconds of that hour add up to, over clock changes, jumps and restarts', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (description) => {
        const world = lived(description);
        const cells = await cellsOf(world);
        const onAir = new Map(cells.map(([name, cell]) => [name, cell.onAirMs]));
        expect(onAir).toEqual(byCell(world, () => true));
        const promised = (second: TrueSecond) => second.rules.includes(rule);
        const airtime = byCell(world, (second) => promised(second) && second.category === 'anti-fraud');
        const of = byCell(world, promised);
        for (const [name, { totals }] of cells) {
          expect(totals.airtimeMs).toBe(airtime.get(name) ?? 0);
          expect(totals.ofMs).toBe(of.get(name) ?? 0);
          expect(totals.promisedMs).toBeCloseTo(0.15 * (of.get(name) ?? 0), 3);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('shows the share without a promise where none was given', async () => {
    const world = new ScreenWorld('Asia/Shanghai', Date.parse('2026-11-22T00:00:00Z'));
    world.onAir();
    world.play(film, 10);
    const [cell] = await cellsOf(world, antiFraudMeasure);
    expect(cell?.[1].totals).toMatchObject({ airtimeMs: 10_000, ofMs: 10_000, promisedMs: 0 });
  });

  it('has a place for every day asked for, also those on which nothing was on air', () => {
    const map = heatMapOf([], measureOf(rule), { from: '2026-02-27', to: '2026-03-02' });
    expect(map.dates).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(map.cells.every((cell) => cell === undefined)).toBe(true);
  });
});
