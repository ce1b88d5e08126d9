import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logNameOf } from '../../src/collector/plays/log-name.ts';
import { LogRows, type LogState } from '../../src/collector/plays/log-rows.ts';
import { quarterMs } from '../../src/collector/plays/on-air-quarters.ts';
import { readEntry } from '../../src/collector/plays/read-entry.ts';
import { RowReader, RowWriter } from '../../src/collector/plays/row-binary.ts';
import { rowWords, WordBlocks } from '../../src/collector/plays/row-words.ts';
import type { AsRunEntry } from '../../src/core/as-run/entry.ts';
import { hourOf } from '../../src/core/report/hours.ts';
import { film, host, lived, reported, worlds } from '../core/report/random-world.ts';
import { ScreenWorld } from '../core/report/screen-world.ts';

const origin = 'changming/abcdefghijklmnop/1';

/** By hour, on-air time and airtime by category, as the quarters of a log add up to them. */
class Sums {
  readonly hours = new Map<number, Record<string, number>>();
  readonly #timeZone: string;

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  add(wallMs: number, what: string, ms: number): void {
    if (ms === 0) return;
    const { startMs } = hourOf(wallMs, this.#timeZone);
    const hour = this.hours.get(startMs) ?? {};
    hour[what] = (hour[what] ?? 0) + ms;
    this.hours.set(startMs, hour);
  }
}

function summed(world: ScreenWorld, cuts: ReadonlySet<number>): Sums {
  const sums = new Sums(world.timeZone);
  let log = logFrom();
  world.entries.forEach((entry, seq) => {
    if (cuts.has(seq)) log = logFrom(JSON.parse(JSON.stringify(log.state)));
    for (const { quarter, onAirMs, airtimeMs } of log.follow(entry)) {
      sums.add(quarter * quarterMs, 'on air', onAirMs);
      if (entry.type === 'play') sums.add(quarter * quarterMs, entry.category, airtimeMs);
    }
  });
  return sums;
}

function logFrom(state?: LogState): LogRows {
  return new LogRows(logNameOf(origin), '', new WordBlocks(), state);
}

async function reportedSums(world: ScreenWorld): Promise<Sums> {
  const sums = new Sums(world.timeZone);
  for (const hour of (await reported(world)).hours) {
    sums.add(hour.startMs, 'on air', hour.onAirMs);
    for (const { category, airtimeMs } of hour.topics.values()) sums.add(hour.startMs, category, airtimeMs);
  }
  return sums;
}

describe('the columns of a log', () => {
  it('add up by hour to what the report of the same log says, however it was cut into appends', async () => {
    const cuts = fc.array(fc.nat(400), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(worlds, cuts, async (given, at) => {
        const world = lived(given);
        expect(summed(world, new Set(at)).hours).toEqual((await reportedSums(world)).hours);
      }),
      { numRuns: 150 },
    );
  });

  it('tell of each entry once, a play in the quarter in which it began', () => {
    const world = new ScreenWorld('Asia/Shanghai', Date.parse('2026-11-22T01:59:50Z'));
    world.onAir();
    world.play(film, 30);
    world.fail(host);
    world.fault('stall');
    const log = logFrom();
    const rows = world.entries.map((entry) => log.follow(entry));
    expect(rows.map((parts) => parts.filter(({ begins }) => begins).length)).toEqual([1, 1, 1, 1]);
    expect(rows[1]?.map(({ airtimeMs, begins }) => [airtimeMs, begins])).toEqual([
      [10_000, true],
      [20_000, false],
    ]);
  });

  it.each<[string, unknown]>([
    ['a play without an end', { type: 'play', zone: 'main', onAirMs: 0, airtimeMs: 1e300 }],
    ['on-air time beyond all years', { type: 'heartbeat', onAirMs: 1e300 }],
    [
      'a clock before all years',
      { type: 'play', zone: 'main', at: '-271821-04-20T00:00:00Z', airtimeMs: 4e9 },
    ],
    [
      'a clock after all years',
      { type: 'play', zone: 'side', at: '+275760-09-13T00:00:00Z', airtimeMs: 4e9 },
    ],
    ['times that are no numbers', { type: 'play', zone: 'main', onAirMs: '5', airtimeMs: null, at: {} }],
    ['no entry', undefined],
    ['a list', []],
  ])('survive %s in a few rows', (_, hostile) => {
    const log = logFrom();
    log.follow({ type: 'on-air', onAirMs: 0, at: '2026-11-22T10:00:00.000+08:00' } as AsRunEntry);
    const rows = new RowWriter();
    log.write(rows, 1, hostile as AsRunEntry | undefined);
    expect(rows.length).toBeGreaterThan(0);
    expect(log.follow({ type: 'heartbeat', onAirMs: 1000 } as AsRunEntry).length).toBeLessThan(200);
    expect(rows.length).toBeLessThan(200 * 200);
  });

  it('name what the console asks of faults, versions and orders', () => {
    const entry = (value: object) => rowWords(value as AsRunEntry);
    expect(entry({ type: 'fault', what: 'stall', spot: 'a', recovery: 'swap', detail: '' })).toEqual({
      type: 'fault',
      what: 'stall',
      spot: 'a',
      ended: 'swap',
    });
    expect(entry({ type: 'on-air', because: 'start', player: '1.2' })).toEqual({
      type: 'on-air',
      because: 'start',
      what: '1.2',
    });
    expect(entry({ type: 'takeover', action: 'begun' })).toEqual({ type: 'takeover', outcome: 'begun' });
    expect(rowWords(readEntry(Uint8Array.of(255)))).toEqual({ type: 'unreadable' });
  });
});

describe('rows in bytes', () => {
  it('come back as they were written', () => {
    const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(whole, fc.nat(4_294_967_295), fc.uint8Array({ maxLength: 300 }))),
        (values) => {
          const rows = new RowWriter(1);
          for (const [large, small, bytes] of values) {
            rows.uint64(large);
            rows.uint32(small);
            rows.string(bytes);
            rows.word(String(large));
          }
          const reader = new RowReader(rows.bytes());
          for (const [large, small, bytes] of values) {
            expect([reader.uint64(), reader.uint32(), [...reader.string()], reader.text()]).toEqual([
              large,
              small,
              [...bytes],
              String(large),
            ]);
          }
          expect(reader.isAtEnd).toBe(true);
        },
      ),
    );
  });

  it('say numbers below zero as their two complements', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
        fc.integer({ min: -840, max: 840 }),
        (a, b) => {
          const rows = new RowWriter();
          rows.int64(a);
          rows.int16(b);
          const bytes = Buffer.from(rows.bytes());
          expect([Number(bytes.readBigInt64LE()), bytes.readInt16LE(8)]).toEqual([a, b]);
        },
      ),
    );
  });

  it('that end within a value are refused', () => {
    expect(() => new RowReader(Uint8Array.of(5, 1)).text()).toThrow(RangeError);
    expect(() => new RowReader(Uint8Array.of(5, 1)).uint32()).toThrow(RangeError);
  });
});
