import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { AsRunEntry } from '../../../../src/core/as-run/entry.ts';
import { CarriedEntries, type SequenceRange } from '../../../../src/core/evidence/carried-entries.ts';
import { contextOf } from '../../../../src/core/evidence/export/export-context.ts';
import { sequencesOfDates } from '../../../../src/core/evidence/export/export-range.ts';
import { type Figures, figuresOf } from '../../../../src/core/evidence/figures.ts';
import type { ShareRule } from '../../../../src/core/playlist/definition.ts';
import { periodOf } from '../../../../src/core/report/period.ts';
import { reportOf } from '../../../../src/core/report/report.ts';
import { MemoryLog } from '../../report/memory-log.ts';
import { film, host, rule, rules, slogan } from '../../report/random-world.ts';
import { bytesOf, ScreenWorld } from '../../report/screen-world.ts';

vi.setConfig({ testTimeout: 120_000 });

const zone = 'Asia/Shanghai';
const evening = Date.parse('2026-11-20T20:00:00+08:00');

describe('the figures of a range', () => {
  it('tell its days as the figures of the whole log do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stretch(), { minLength: 15, maxLength: 45 }), async (stretches) => {
        const { entries } = played(stretches);
        const whole = tablesOf(entries, [{ from: 0, to: entries.length }], { from: 0, to: entries.length });
        const all = figuresOf(whole);
        for (const { date } of all.days) {
          const range = sequencesOfDates(whole.judged, { from: date, to: date });
          if (!range) continue;
          const told = await figuresOfRange(entries, range);
          expect(hoursOf(told, date)).toEqual(hoursOf(all, date));
        }
      }),
      { numRuns: 12 },
    );
  });

  it('do not take time for which nothing is carried for time off air or without a picture', async () => {
    const world = new ScreenWorld(zone, evening);
    world.offsetMinutes = 480;
    world.onAir();
    world.activate([rule], 1);
    world.play(film, 60);
    world.offAir('closed', 36_000);
    world.onAir();
    for (let play = 0; play < 400; play++) world.play(play % 4 === 0 ? film : host, 60);
    const { entries } = world;
    const figures = await figuresOfRange(entries, { from: entries.length - 100, to: entries.length });
    expect(figures.interruptions).toEqual([]);
    expect(figures.shortfalls).toEqual([]);
    expect(figures.total.shares[0]?.verdict).toBe('met');
  });
});

describe('figures', () => {
  const world = new ScreenWorld(zone, evening);
  world.offsetMinutes = 480;
  world.onAir();
  world.activate(rules, 1);
  for (let play = 0; play < 300; play++) {
    if (play === 120) world.fault('not-found');
    if (play >= 120 && play < 140) world.play(host, 60);
    else world.play(play % 3 === 0 ? film : play % 3 === 1 ? slogan : host, 37);
  }
  world.offAir('closed', 10);
  const { entries } = world;
  const whole = { from: 0, to: entries.length };
  const tables = tablesOf(entries, [whole], whole);

  it('are those of the report, in whole numbers', () => {
    const report = reportOf(tables.judged);
    const figures = figuresOf(tables);
    const total = periodOf(report.hours);
    expect(figures.total.onAirMs).toBe(total.onAirMs);
    report.measures.forEach(({ key }, index) => {
      expect(figures.total.shares[index]?.airtimeMs).toBe(total.shares.get(key)?.airtimeMs);
    });
    expect(figures.days.flatMap(({ hours }) => hours)).toHaveLength(report.hours.length);
    expect(figures.shortfalls).toHaveLength(report.shortfalls.length);
    expect(figures.shortfalls.length).toBeGreaterThan(0);
    expect(numbersIn(figures).every(Number.isSafeInteger)).toBe(true);
  });

  it('add up from hours to days to the whole', () => {
    const { total, days } = figuresOf(tables);
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
    expect(sum(days.map(({ onAirMs }) => onAirMs))).toBe(total.onAirMs);
    for (const day of days) {
      expect(sum(day.hours.map(({ onAirMs }) => onAirMs))).toBe(day.onAirMs);
      expect(sum(day.hours.map(({ plays }) => plays.completed ?? 0))).toBe(day.plays.completed);
    }
    expect(total.plays).toEqual({ completed: 300 });
  });

  it('survive JSON as they are', () => {
    const figures = figuresOf(tables);
    expect(JSON.parse(JSON.stringify(figures))).toEqual(figures);
  });

  it('of nothing are empty', () => {
    const nothing = figuresOf(tablesOf([], [], { from: 0, to: 0 }));
    expect(nothing).toMatchObject({ days: [], shortfalls: [], interruptions: [], total: { onAirMs: 0 } });
    expect(nothing.period).toBeUndefined();
  });

  it('count bytes that are no entry', () => {
    const carried = new CarriedEntries({ from: 0, to: 3 });
    carried.add(0, [entries[0], undefined, entries[1]]);
    expect(figuresOf(carried.tables('x')).unreadable).toBe(1);
  });
});

interface Stretch {
  readonly minutes: number;
  readonly every: number;
  readonly after: 'go on' | 'restart' | 'close' | 'rule';
}

function stretch(): fc.Arbitrary<Stretch> {
  return fc.record({
    minutes: fc.integer({ min: 5, max: 180 }),
    every: fc.integer({ min: 1, max: 12 }),
    after: fc.constantFrom('go on', 'go on', 'go on', 'restart', 'close', 'rule'),
  });
}

/** Days of a screen that restarts, closes, and changes its programme now and then. */
function played(stretches: readonly Stretch[]): ScreenWorld {
  const world = new ScreenWorld(zone, evening);
  world.offsetMinutes = 480;
  let revision = 1;
  const inForce = (): readonly ShareRule[] => (revision % 2 === 1 ? [rule] : rules);
  world.onAir();
  world.activate(inForce(), revision);
  for (const { minutes, every, after } of stretches) {
    for (let play = 0; play < (minutes * 60) / 90; play++) world.play(play % every === 0 ? film : host, 90);
    if (after === 'rule') world.activate(inForce(), ++revision);
    if (after === 'go on' || after === 'rule') continue;
    world.offAir(after === 'close' ? 'closed' : 'crash', after === 'close' ? 20_000 : 60);
    world.onAir();
    world.activate(inForce(), revision);
  }
  return world;
}

async function figuresOfRange(entries: readonly AsRunEntry[], range: SequenceRange): Promise<Figures> {
  const context = await contextOf(new MemoryLog(bytesOf(entries)), range);
  return figuresOf(tablesOf(entries, [...context, range], range));
}

function tablesOf(entries: readonly AsRunEntry[], carried: readonly SequenceRange[], claim: SequenceRange) {
  const gathered = new CarriedEntries(claim);
  for (const { from, to } of carried) gathered.add(from, entries.slice(from, to));
  return gathered.tables('changming/test/1');
}

function hoursOf({ days, measures }: Figures, date: string) {
  const day = days.find((other) => other.date === date);
  return day?.hours.map(({ shares, ...hour }) => ({
    ...hour,
    shares: new Map(
      shares.flatMap((share, index) => (share ? [[JSON.stringify(measures[index]), share]] : [])),
    ),
  }));
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
