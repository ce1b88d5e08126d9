import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { AsRunLog } from '../../../src/core/as-run/as-run-log.ts';
import type { AsRunEntry, PlayDraft } from '../../../src/core/as-run/entry.ts';
import { identityOf, originOf, verifierOf } from '../../../src/core/as-run/screen-identity.ts';
import { type Fate, MemoryAsRunStore, MemoryDisk } from '../../contracts/memory-as-run-store.ts';
import { runs } from '../runs.ts';
import { verifyNaively } from '../tlog/independent-verification.ts';
import { heartbeatDraft, onAirDraft, playDraft } from './drafts.ts';

// Signatures are slow on a busy machine; no promise here is about speed.
vi.setConfig({ testTimeout: 120_000 });

const screen = identityOf(new Uint8Array(32).fill(3));

type Command =
  | { readonly do: 'show' | 'refresh' | 'end' | 'heartbeat' | 'kill' | 'settle' | 'unreadable' | 'readable' }
  | { readonly do: 'steps'; readonly count: number }
  | { readonly do: 'fates'; readonly fates: readonly Fate[] };

/** A player on a bad device: it retries what was refused, and may be killed between any two steps. */
class World {
  readonly disk = new MemoryDisk();
  /** Plays whose append has resolved, with the place that it said. */
  readonly written = new Map<string, number>();
  /** Plays whose in-flight row has resolved. */
  readonly seen = new Set<string>();
  #store = new MemoryAsRunStore(this.disk);
  #log: AsRunLog | undefined;
  #second = 0;
  #onView: PlayDraft | undefined;
  #refused: PlayDraft[] = [];
  #pending: Promise<unknown>[] = [];

  async start(): Promise<void> {
    while (this.#log === undefined) {
      this.#store = new MemoryAsRunStore(this.disk);
      this.#log = await AsRunLog.open({ store: this.#store, screen }).catch(() => undefined);
    }
    this.#do(this.#log.append(onAirDraft(this.#second)));
  }

  async run(command: Command): Promise<void> {
    switch (command.do) {
      case 'show':
        this.#second++;
        this.#onView = playDraft(this.#second, { airtimeMs: 0 });
        return this.#refresh();
      case 'refresh':
        return this.#refresh();
      case 'end':
        return this.#end();
      case 'heartbeat':
        return this.#do(this.#log?.append(heartbeatDraft(this.#second)));
      case 'fates':
        this.#store.fates.push(...command.fates);
        return;
      case 'unreadable':
      case 'readable':
        this.#store.unreadable = command.do === 'unreadable';
        return;
      case 'steps':
        for (let step = 0; step < command.count; step++) await Promise.resolve();
        return;
      case 'settle':
        await Promise.all(this.#pending);
        return;
      case 'kill':
        return this.kill();
    }
  }

  async kill(): Promise<void> {
    this.#store.kill();
    this.#log = undefined;
    this.#onView = undefined;
    this.#refused = [];
    this.#pending = [];
    await this.start();
  }

  async finish(): Promise<void> {
    await Promise.all(this.#pending);
    await this.kill();
    await Promise.all(this.#pending);
  }

  #refresh(): void {
    const play = this.#onView;
    if (play === undefined) return;
    const row = this.#log?.inFlight(play).then(() => this.seen.add(play.spot));
    this.#do(row);
  }

  #end(): void {
    const plays = [...this.#refused, ...(this.#onView ? [{ ...this.#onView, airtimeMs: 900 }] : [])];
    this.#onView = undefined;
    this.#refused = [];
    const log = this.#log;
    const append = log?.append(...plays).then(
      (entries) => this.#noteWritten(entries),
      () => {
        // What a killed player would have retried is forgotten with it.
        if (log === this.#log) this.#refused.push(...plays);
      },
    );
    this.#do(append);
  }

  #noteWritten(entries: readonly AsRunEntry[]): void {
    for (const entry of entries) if (entry.type === 'play') this.written.set(entry.spot, entry.seq);
  }

  #do(call: Promise<unknown> | undefined): void {
    this.#pending.push((call ?? Promise.resolve()).catch(() => {}));
  }
}

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Command>({ do: 'show' }) },
  { weight: 2, arbitrary: fc.constant<Command>({ do: 'refresh' }) },
  { weight: 4, arbitrary: fc.constant<Command>({ do: 'end' }) },
  { weight: 1, arbitrary: fc.constant<Command>({ do: 'heartbeat' }) },
  { weight: 2, arbitrary: fc.constant<Command>({ do: 'kill' }) },
  { weight: 2, arbitrary: fc.constant<Command>({ do: 'settle' }) },
  { weight: 1, arbitrary: fc.constant<Command>({ do: 'unreadable' }) },
  { weight: 2, arbitrary: fc.constant<Command>({ do: 'readable' }) },
  { weight: 6, arbitrary: fc.nat({ max: 14 }).map((count): Command => ({ do: 'steps', count })) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom<Fate>('ok', 'lost', 'written'), { minLength: 1, maxLength: 4 })
      .map((fates): Command => ({ do: 'fates', fates })),
  },
);

it('loses no play that it called written, doubles none, and always verifies, whatever fails and whenever it is killed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 40, size: 'max' }), async (commands) => {
      const world = new World();
      await world.start();
      for (const each of commands) await world.run(each);
      await world.finish();
      expectPromisesKept(world);
    }),
    { numRuns: runs(300) },
  );
});

function expectPromisesKept({ disk, written, seen }: World): void {
  const entries = disk.entries.map((bytes) => JSON.parse(new TextDecoder().decode(bytes)) as AsRunEntry);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index));
  verifyNaively(disk.head?.checkpoint ?? '', originOf(screen), disk.entries, verifierOf(screen).publicKey);

  const plays = entries.filter((entry) => entry.type === 'play');
  const places = new Map(plays.map((play) => [play.spot, play]));
  expect(places.size).toBe(plays.length);
  for (const [spot, seq] of written) expect(places.get(spot)).toMatchObject({ seq, outcome: 'completed' });
  for (const spot of seen) expect(places.has(spot)).toBe(true);
  for (const play of plays)
    if (play.outcome === 'cut') expect(play).toMatchObject({ ended: 'crash', airtimeMs: 0 });
}
