import fc from 'fast-check';
import type { ShareRule } from '../../../src/core/playlist/definition.ts';
import { readPlayTable } from '../../../src/core/report/extend-play-columns.ts';
import { MemoryPlayColumnsStore } from '../../../src/core/report/memory-play-columns-store.ts';
import type { PlayTable } from '../../../src/core/report/play-table.ts';
import { type Report, reportOf } from '../../../src/core/report/report.ts';
import { MemoryLog } from './memory-log.ts';
import { bytesOf, ScreenWorld } from './screen-world.ts';

export const film = { category: 'anti-fraud', kind: 'video' } as const;
export const slogan = { category: 'anti-fraud', kind: 'slogan' } as const;
export const host = { category: 'host', kind: 'image' } as const;

export const rule: ShareRule = { category: 'anti-fraud', atLeast: 0.15, windowMinutes: 60, of: 'on-air' };
export const rules: ShareRule[] = [
  rule,
  { ...rule, atLeast: 0.2, kinds: ['video', 'hls'], windowMinutes: 15 },
  { ...rule, of: 'commercial', atLeast: 0.3, windowMinutes: 20, maxGapMinutes: 5 },
];

/** Days on which clocks change, at 02:00, at 01:00, at midnight and by half an hour; and plain ones. */
export const places = [
  ['Asia/Shanghai', '2026-11-22T15:40:00Z'],
  ['America/New_York', '2026-11-01T04:50:00Z'],
  ['America/New_York', '2026-03-08T06:10:00Z'],
  ['Europe/Berlin', '2026-10-25T00:10:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T14:10:00Z'],
  ['America/Sao_Paulo', '2018-02-18T01:10:00Z'],
  ['America/Sao_Paulo', '2018-11-04T02:10:00Z'],
  ['Asia/Kathmandu', '2026-12-31T17:30:00Z'],
] as const;

const spot = fc.constantFrom(film, film, slogan, host, host, host);
export const step = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      do: fc.constant('play' as const),
      spot,
      seconds: fc.integer({ min: 5, max: 120 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('silence' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fail' as const), spot }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('off' as const),
      because: fc.constantFrom('hidden' as const, 'crash' as const, 'closed' as const),
      seconds: fc.integer({ min: 1, max: 9000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('jump' as const),
      midPlay: fc.boolean(),
      seconds: fc.integer({ min: -8000, max: 8000 }).filter((by) => Math.abs(by) > 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rules' as const), rules: fc.subarray(rules) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function live(world: ScreenWorld, steps: readonly Step[]): void {
  world.activate(rules, 1);
  world.onAir();
  for (const next of steps) {
    if (next.do === 'play') world.play(next.spot, next.seconds);
    if (next.do === 'silence') world.silence(next.seconds);
    if (next.do === 'fail') world.fail(next.spot);
    if (next.do === 'jump' && next.midPlay) world.play(host, 31, () => world.jump(next.seconds));
    if (next.do === 'jump' && !next.midPlay) world.jump(next.seconds);
    if (next.do === 'rules') world.activate(next.rules, 2);
    if (next.do === 'off') {
      world.offAir(next.because, next.seconds);
      world.onAir();
    }
  }
  world.play(film, 10);
}

export function tabled(world: ScreenWorld): Promise<PlayTable> {
  return readPlayTable(new MemoryLog(bytesOf(world.entries)), new MemoryPlayColumnsStore());
}

export async function reported(world: ScreenWorld): Promise<Report> {
  return reportOf(await tabled(world));
}

export const worlds = fc.tuple(fc.constantFrom(...places), fc.array(step, { minLength: 40, maxLength: 300 }));

export function lived([[timeZone, start], steps]: [(typeof places)[number], Step[]]): ScreenWorld {
  const world = new ScreenWorld(timeZone, Date.parse(start));
  live(world, steps);
  return world;
}
