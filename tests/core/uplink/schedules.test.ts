import { beforeAll, describe, expect, it } from 'vitest';
import { useNativeEd25519 } from '../../../src/collector/native-ed25519.ts';
import type { EntryArchive } from '../../../src/core/ports/entry-archive.ts';
import type { WitnessHeads } from '../../../src/core/ports/witness-heads.ts';
import { runs } from '../runs.ts';
import { type Faulty, type Harm, type Random, World } from './chaos.ts';

beforeAll(useNativeEd25519);

describe('a log on its way to the collector', () => {
  it('arrives whole, once and byte for byte, whatever network, collector and screen go through', async () => {
    const happened = new Set<string>();
    const alarms = new Set<string>();
    for (let seed = 1; seed <= runs(10_000); seed++) {
      const world = await play(seed);
      for (const what of world.happened) happened.add(what);
      for (const alarm of world.alarms) alarms.add(alarm);
    }
    // The schedules are what they claim to be, and nobody is accused.
    expect([...happened].sort()).toEqual([...Object.keys(harmOf(Math.random)), 'newEpoch'].sort());
    expect(alarms).not.toContain('fork');
    expect(alarms).not.toContain('bad-proof');
  }, 600_000);

  it.each<[string, Faulty, RegExp]>([
    ['forgets an entry', { archive: forgetful }, /lost: entry|entries are held/],
    ['archives other bytes', { archive: careless }, /is not what the screen has/],
    ['acknowledges before it has archived', { archive: slack }, /lost: entry|entries are held/],
    ['acknowledges before its head stands', { heads: hasty }, /but the head is at|the head is at/],
  ])('is seen not to arrive at a collector that %s', async (_, faulty, expected) => {
    const failures: string[] = [];
    for (let seed = 1; seed <= 60; seed++) {
      await play(seed, faulty).catch((error: Error) => failures.push(error.message));
    }
    expect(
      failures.some((message) => expected.test(message)),
      failures[0] ?? 'none failed',
    ).toBe(true);
  });
});

const mostSteps = 3000;

async function play(seed: number, faulty: Faulty = {}): Promise<World> {
  const random = randomOf(seed);
  const world = new World(random, harmOf(random), faulty);
  try {
    await runSchedule(world, random, seed);
  } catch (error) {
    throw new Error(`seed ${seed}: ${(error as Error).message}\n${world.history.slice(-40).join('\n')}`, {
      cause: error,
    });
  }
  return world;
}

async function runSchedule(world: World, random: Random, seed: number): Promise<void> {
  // One in 32 has more than a bundle; the others are there for what happens at their ends.
  world.log.grow(seed % 32 === 0 ? 200 + Math.floor(random() * 400) : Math.floor(random() * 20), random);
  const stormy = Math.floor(random() * 40);
  for (let step = 0; step < stormy; step++) {
    await world.step();
    await world.checkAcknowledged();
    if (random() < 0.01 && world.logs.length < 3) world.beginEpoch();
  }
  world.calm();
  for (let step = 0; !(await world.isDone()); step++) {
    if (step > mostSteps) throw new Error('it never arrives');
    await world.step();
  }
  await world.deliverAllLate();
  await world.checkWhole();
}

function harmOf(random: Random): Harm {
  const some = (most: number) => (random() < 0.5 ? 0 : random() * most);
  return {
    lostRequest: some(0.3),
    lostAnswer: some(0.3),
    late: some(0.3),
    twice: some(0.3),
    truncated: some(0.2),
    slow: some(0.3),
    serverError: some(0.3),
    tooMany: some(0.2),
    collectorKilled: some(0.2),
    screenKilled: some(0.1),
    grows: some(0.3),
  };
}

function forgetful(sound: EntryArchive): EntryArchive {
  return archiveWith(sound, (origin, from, entries) => sound.append(origin, from, entries.slice(0, -1)));
}

function careless(sound: EntryArchive): EntryArchive {
  return archiveWith(sound, (origin, from, entries) =>
    sound.append(
      origin,
      from,
      entries.map((entry) => entry.map((byte) => byte ^ 1)),
    ),
  );
}

/** Says that it is durable and writes with the next: a collector that is killed between loses it. */
function slack(sound: EntryArchive): EntryArchive {
  let waiting = async () => {};
  return archiveWith(sound, async (origin, from, entries) => {
    await waiting();
    waiting = () => sound.append(origin, from, entries);
  });
}

function hasty(sound: WitnessHeads): WitnessHeads {
  return {
    read: (origin) => sound.read(origin),
    advance: async () => true,
    recordFork: (fork) => sound.recordFork(fork),
    forks: (origin) => sound.forks(origin),
    close: () => sound.close(),
  };
}

function archiveWith(sound: EntryArchive, append: EntryArchive['append']): EntryArchive {
  return { append, read: (...range) => sound.read(...range), close: () => sound.close() };
}

/** mulberry32 */
function randomOf(seed: number): Random {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
