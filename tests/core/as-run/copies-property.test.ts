import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { AsRunLogError } from '../../../src/core/as-run/as-run-log-error.ts';
import type { AsRunEntry } from '../../../src/core/as-run/entry.ts';
import { openAsRunLog } from '../../../src/core/as-run/open-as-run-log.ts';
import type { OpenedAsRunLog } from '../../../src/core/as-run/open-epoch.ts';
import { renewAsRunLog } from '../../../src/core/as-run/renew-as-run-log.ts';
import { originOf, verifierOf } from '../../../src/core/as-run/screen-identity.ts';
import type { FileFate } from '../../contracts/memory-append-files.ts';
import type { Fate } from '../../contracts/memory-as-run-store.ts';
import { runs } from '../runs.ts';
import { naiveRoot, verifyNaively } from '../tlog/independent-verification.ts';
import { playDraft, stamp } from './drafts.ts';
import { Device, entriesIn, Run } from './two-copies.ts';

// Signatures are slow on a busy machine; no promise here is about speed.
vi.setConfig({ testTimeout: 240_000 });

type Command =
  | { readonly do: 'play' | 'settle' | 'tend' | 'kill' }
  | { readonly do: 'steps'; readonly count: number }
  | { readonly do: 'fates'; readonly store: readonly Fate[]; readonly files: readonly FileFate[] }
  /** Damage between two runs: to one copy only, and only while the other is whole, or to whatever there is. */
  | { readonly do: 'damage'; readonly what: Damage; readonly at: number };

type Damage = 'wipe-first' | 'wipe-second' | 'hole-in-first' | 'flip-in-second' | 'cut-second' | 'wipe-both';

/** A checkpoint that somebody may have seen. */
interface Released {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

class World {
  readonly device = new Device();
  readonly released: Released[] = [];
  /** Plays whose append has resolved, and where they are. */
  readonly written = new Map<string, { readonly origin: string; readonly seq: number }>();
  /** The copies that lack something since both were last proven to be whole. */
  #damaged = new Set<'first' | 'second'>();
  /** Plays that may be gone, because both copies were damaged or one failed: then a gap must say so. */
  readonly atRisk = new Set<string>();
  #run = new Run(this.device);
  #opened: OpenedAsRunLog | undefined;
  #count = 0;
  #pending: Promise<unknown>[] = [];
  #losses: AsRunLogError[] = [];

  async start(): Promise<void> {
    this.#run = new Run(this.device);
    this.#losses = [];
    const onLoss = (error: AsRunLogError) => this.#losses.push(error);
    this.#opened = await openAsRunLog(this.#run, stamp(this.#count), { onLoss });
    this.#look();
  }

  async run(command: Command): Promise<void> {
    switch (command.do) {
      case 'play':
        this.#pending.push(this.#play());
        return;
      case 'settle':
        await Promise.all(this.#pending);
        return;
      case 'tend':
        await Promise.all(this.#pending);
        return this.#tend();
      case 'steps':
        for (let step = 0; step < command.count; step++) await Promise.resolve();
        return;
      case 'fates':
        this.#run.store_.fates.push(...command.store);
        this.#run.files.fates.push(...command.files);
        return;
      case 'kill':
        return this.restart();
      case 'damage':
        return this.restart(() => this.#damage(command));
    }
  }

  async restart(damage: () => void = () => {}): Promise<void> {
    this.#look();
    this.#run.kill();
    this.#pending = [];
    damage();
    await this.start();
  }

  /** Until there is nothing more to do: then both copies are proven to be the same, and whole. */
  async #tend(): Promise<void> {
    for (let step = 0; step < 60; step++) {
      const more = await this.#opened?.store.tend();
      const [loss] = this.#losses.splice(0);
      if (loss && this.#opened) await this.#renew(this.#opened, loss);
      else if (!more) break;
    }
    if (this.#opened?.store.mirrorState.state === 'in-step') this.#damaged.clear();
    this.#look();
  }

  async #renew({ log, screen }: OpenedAsRunLog, loss: AsRunLogError): Promise<void> {
    await log.close();
    this.#opened = await renewAsRunLog(this.#run, screen, loss, stamp(this.#count));
  }

  async #play(): Promise<void> {
    const spot = `spot-${this.#count++}`;
    const [opened, run] = [this.#opened, this.#run];
    const entries = await opened?.log.append(playDraft(this.#count, { spot })).catch(() => []);
    const [entry] = entries ?? [];
    // A program that was killed meanwhile told nobody.
    if (entry === undefined || opened === undefined || run !== this.#run) return;
    this.written.set(spot, { origin: originOf(opened.screen), seq: entry.seq });
    // Only one copy has it.
    if (opened.store.mirrorState.state !== 'in-step') this.#damaged.add('second');
    this.#look();
  }

  /** Whatever is committed to the first copy may be read and shown by an auditor's page at any time. */
  #look(): void {
    for (const disk of this.device.disks.values()) {
      const checkpoint = disk.head?.checkpoint;
      if (checkpoint === undefined) continue;
      const [origin = '', size = '', root = ''] = checkpoint.split('\n');
      this.released.push({ origin, size: Number(size), root });
    }
  }

  #damage({ what, at }: Extract<Command, { do: 'damage' }>): void {
    const epoch = this.device.screen.epoch;
    const disk = this.device.disk(epoch);
    const files = this.device.filesOf(epoch);
    const path = files[at % Math.max(1, files.length)] ?? '';
    const bytes = this.device.folder.get(path) ?? new Uint8Array();
    this.#damaged.add(what.endsWith('first') ? 'first' : 'second');
    if (what === 'wipe-both') this.#damaged.add('first');
    if (this.#damaged.size === 2) for (const spot of this.written.keys()) this.atRisk.add(spot);
    if (what === 'wipe-first' || what === 'wipe-both') this.device.disks.delete(epoch);
    if (what === 'wipe-second' || what === 'wipe-both')
      for (const file of files) this.device.folder.delete(file);
    if (what === 'hole-in-first' && disk.entries.length > 0) delete disk.entries[at % disk.entries.length];
    if (what === 'cut-second') this.device.folder.set(path, bytes.slice(0, at % Math.max(1, bytes.length)));
    if (what === 'flip-in-second' && bytes.length > 0) {
      const flipped = bytes.slice();
      flipped[at % bytes.length] = (flipped[at % bytes.length] ?? 0) ^ (1 << (at % 8));
      this.device.folder.set(path, flipped);
    }
  }
}

const fate = fc.constantFrom<Fate>('ok', 'lost', 'written', 'full');
const fileFate = fc.constantFrom<FileFate>('ok', 'lost', 'written', 'full', 'torn');
const damage = fc.constantFrom<Damage>(
  'wipe-first',
  'wipe-second',
  'hole-in-first',
  'flip-in-second',
  'cut-second',
  'wipe-both',
);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Command>({ do: 'play' }) },
  { weight: 5, arbitrary: fc.constant<Command>({ do: 'settle' }) },
  { weight: 3, arbitrary: fc.constant<Command>({ do: 'tend' }) },
  { weight: 2, arbitrary: fc.constant<Command>({ do: 'kill' }) },
  { weight: 4, arbitrary: fc.nat({ max: 30 }).map((count): Command => ({ do: 'steps', count })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.array(fate, { maxLength: 3 }), fc.array(fileFate, { maxLength: 3 }))
      .map(([store, files]): Command => ({ do: 'fates', store, files })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(damage, fc.nat()).map(([what, at]): Command => ({ do: 'damage', what, at })),
  },
);

it('loses no acknowledged play while one copy is whole, releases one tree of each origin, and declares every loss', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 40, size: 'max' }), async (commands) => {
      const world = new World();
      await world.start();
      for (const each of commands) await world.run(each);
      await world.run({ do: 'settle' });
      await world.restart();
      await world.run({ do: 'tend' });
      await world.run({ do: 'play' });
      await world.run({ do: 'settle' });
      expectPromisesKept(world);
    }),
    { numRuns: runs(150) },
  );
});

function expectPromisesKept({ device, written, released, atRisk }: World): void {
  const { screen } = device;
  const disk = device.disk();
  // Holes that were made in the first copy have been mended from the second, or a new epoch has begun.
  expect(entriesIn(disk).map(({ seq }) => seq)).toEqual(disk.entries.map((_, index) => index));
  verifyNaively(disk.head?.checkpoint ?? '', originOf(screen), disk.entries, verifierOf(screen).publicKey);
  expectOneTree(device, released);

  const epochs = Array.from({ length: screen.epoch }, (_, index) => entriesIn(device.disk(index + 1)));
  const present = new Set(epochs.flat().flatMap((entry) => (entry.type === 'play' ? [entry.spot] : [])));
  for (const [spot, place] of written) {
    if (present.has(spot)) continue;
    expect([spot, atRisk.has(spot)]).toEqual([spot, true]);
    expect(isDeclared(epochs, place.origin), `${spot} is gone and no gap says so`).toBe(true);
  }
  for (const plays of epochs) {
    const spots = plays.flatMap((entry) => (entry.type === 'play' ? [entry.spot] : []));
    expect(new Set(spots).size).toBe(spots.length);
  }
}

/** A gap names the epoch, or a later one: the gap that named it may have been lost with that. */
function isDeclared(epochs: readonly (readonly AsRunEntry[])[], origin: string): boolean {
  const epochOf = (name: string) => Number(name.slice(name.lastIndexOf('/') + 1));
  return epochs.some(([first]) => first?.type === 'gap' && epochOf(first.previous) >= epochOf(origin));
}

/** Every checkpoint that may have been seen is one of a tree of which the log has the rest, or of an epoch that ended. */
function expectOneTree(device: Device, released: readonly Released[]): void {
  const roots = new Map<string, string>();
  for (const { origin, size, root } of released) {
    expect(roots.get(`${origin} ${size}`) ?? root, `two trees of ${origin} with ${size} entries`).toBe(root);
    roots.set(`${origin} ${size}`, root);
    if (origin !== originOf(device.screen)) continue;
    const { entries } = device.disk();
    expect(entries.length).toBeGreaterThanOrEqual(size);
    expect(Buffer.from(naiveRoot(entries.slice(0, size))).toString('base64')).toBe(root);
  }
}
