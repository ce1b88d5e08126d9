import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import type { TakeoverCommand } from '../../../src/core/ports/takeovers.ts';
import type { Takeover } from '../../../src/core/takeover/definition.ts';

/** What happens to a screen from outside. Times are on the wall, in ms. */
export type Happening = { readonly atMs: number } & (
  | { readonly do: 'order'; readonly command: TakeoverCommand }
  /** Somebody touches the screen and stays, if it becomes theirs, for `stayMs` each time. */
  | { readonly do: 'visit'; readonly stayMs: number }
  | { readonly do: 'skip' }
  | { readonly do: 'hide' | 'show' }
  /** `kill`: without a word. */
  | { readonly do: 'kill' | 'close'; readonly offMs: number }
  | { readonly do: 'clock'; readonly jumpMs: number }
  /** Nobody has used what the screen was handed over to. */
  | { readonly do: 'idle' }
  /** No file can be read. */
  | { readonly do: 'disk'; readonly fails: boolean }
);

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

interface Days {
  readonly fromMs: number;
  readonly hours: number;
  /** How much more often things happen than on an ordinary day. */
  readonly density: number;
  /** From here on media fail. */
  readonly failsFromMs: number;
  readonly spots: readonly ProgrammeSpot[];
}

/** Seeded: everything that may happen to a screen, at random instants, oldest first. */
export function randomHappenings(days: Days, random: () => number): Happening[] {
  const { fromMs, hours, density, failsFromMs } = days;
  const between = (least: number, most: number) => Math.round(least + random() * (most - least));
  const times = (perDay: number, make: (atMs: number) => Happening[]): Happening[] => {
    const count = Math.max(1, Math.round((perDay * density * hours) / 24));
    return Array.from({ length: count }, () => between(fromMs, fromMs + hours * hourMs)).flatMap(make);
  };
  let orders = 0;
  const happenings = [
    ...times(14, (atMs) => {
      const takeover = randomTakeover(`t${orders++}`, atMs, days.spots, random);
      const begin: Happening = { atMs, do: 'order', command: { do: 'begin', takeover } };
      if (random() < 0.8) return [begin];
      const cancel = { do: 'cancel', id: takeover.id, by: '值班员', why: '误发' } as const;
      return [begin, { atMs: atMs + between(1_000, 5 * minuteMs), do: 'order', command: cancel }];
    }),
    ...times(1.5, (atMs) => [
      { atMs, do: 'order', command: { do: 'stop', by: '值班员', why: '画面异常' } },
      {
        atMs: atMs + between(1_000, 2 * hourMs),
        do: 'order',
        command: { do: 'lift', by: '站长', why: '已核实' },
      },
    ]),
    ...times(25, (atMs) => [{ atMs, do: 'visit', stayMs: between(5_000, 20 * minuteMs) }]),
    ...times(3, (atMs) => [{ atMs, do: 'skip' }]),
    ...times(1, (atMs) => [
      { atMs, do: 'hide' },
      { atMs: atMs + between(1_000, 30 * minuteMs), do: 'show' },
    ]),
    ...times(2, (atMs) => [{ atMs, do: 'kill', offMs: between(5_000, 2 * hourMs) }]),
    ...times(1, (atMs) => [{ atMs, do: 'close', offMs: between(2_000, hourMs) }]),
    ...times(0.5, (atMs) => [{ atMs, do: 'clock', jumpMs: between(-2 * hourMs, 2 * hourMs) }]),
    ...times(24, (atMs) => [{ atMs, do: 'idle' }]),
    ...times(0.7, (atMs): Happening[] => {
      const untilMs = atMs + between(minuteMs, 45 * minuteMs);
      const fails = { atMs, do: 'disk', fails: true } as const;
      return atMs < failsFromMs ? [] : [fails, { atMs: untilMs, do: 'disk', fails: false }];
    }),
  ] satisfies Happening[];
  return happenings.sort((a, b) => a.atMs - b.atMs);
}

/** A warning in words or a spot of the programme, at once or at the boundary, for plays or for minutes. */
function randomTakeover(
  id: string,
  atMs: number,
  spots: readonly ProgrammeSpot[],
  random: () => number,
): Takeover {
  const named = spots[Math.floor(random() * spots.length)];
  const [topic, playlist = ''] = [named?.spot.topic, named?.playlist.id];
  const isAntiFraud = named?.spot.category === 'anti-fraud' && topic !== undefined;
  const words = {
    slogan: { text: { 'zh-CN': '共享屏幕就是骗' }, ...(isAntiFraud ? { topic } : {}) },
  };
  return {
    id,
    by: '区反诈中心',
    why: '本地出现新骗术',
    ...(named && random() < 0.4 ? { spot: { playlist, id: named.spot.id } } : words),
    when: random() < 0.6 ? 'now' : 'boundary',
    ...(random() < 0.5
      ? { plays: 1 + Math.floor(random() * 30) }
      : { minutes: 1 + Math.floor(random() * 20) }),
    expiresAt: new Date(atMs + (10 + random() * 350) * minuteMs).toISOString(),
    priority: Math.floor(random() * 10),
  };
}
