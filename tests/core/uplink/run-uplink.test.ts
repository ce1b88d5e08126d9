import { beforeAll, describe, expect, it } from 'vitest';
import { useNativeEd25519 } from '../../../src/collector/native-ed25519.ts';
import { verifierOf } from '../../../src/core/as-run/screen-identity.ts';
import { Collector } from '../../../src/core/collector/collector.ts';
import type { Clock } from '../../../src/core/ports/clock.ts';
import { LogUplink } from '../../../src/core/uplink/log-uplink.ts';
import { runUplink } from '../../../src/core/uplink/run-uplink.ts';
import { type RateLimits, Throttle } from '../../../src/core/uplink/throttle.ts';
import { MemoryBundleStaging } from '../../contracts/memory-bundle-staging.ts';
import { MemoryCosignatures } from '../../contracts/memory-cosignatures.ts';
import { MemoryEntryArchive } from '../../contracts/memory-entry-archive.ts';
import { MemoryUplink } from '../../contracts/memory-uplink.ts';
import { MemoryWitnessHeads } from '../../contracts/memory-witness-heads.ts';
import { collectorSigner, ScreenLog } from './chaos.ts';

beforeAll(useNativeEd25519);

const twoWeeks = 14 * 2400;

describe('a screen that brings its logs to the collector', () => {
  it('is through with two weeks of backlog at more than two thousand plays a second, and no faster than allowed', async () => {
    const screen = screenWith([twoWeeks]);
    await screen.run(() => screen.isDone());
    expect(screen.nowMs).toBeLessThan((twoWeeks / 2000) * 1000);
    expect(screen.nowMs).toBeGreaterThan(((twoWeeks - 8000) / 4000) * 1000);
    expect(await screen.archive.read(screen.origins[0] ?? '', 0, twoWeeks)).toHaveLength(twoWeeks);
  });

  it('keeps to the bandwidth that it is given', async () => {
    const bytesPerSecond = 2000;
    const screen = screenWith([3000], { bytesPerSecond, entriesPerSecond: 1e6 });
    await screen.run(() => screen.isDone());
    const { bytes } = screen;
    // A second's worth was saved up, and the last piece is paid for afterwards.
    expect(bytes).toBeGreaterThan(20_000);
    expect(screen.nowMs / 1000).toBeGreaterThan((bytes - bytesPerSecond - 256 * 26) / bytesPerSecond);
  });

  it('begins nothing while playback is short, and leaves time between two steps', async () => {
    const screen = screenWith([1000]);
    let asked = 0;
    screen.mayWork = () => ++asked > 50;
    await screen.run(() => asked === 50);
    expect(screen.requests).toBe(0);
    await screen.run(() => screen.isDone());
    expect(screen.shortestSleepMs).toBeGreaterThan(0);
  });

  it('brings the epochs before the present one as well, and is not held up by one that cannot be read', async () => {
    const screen = screenWith([40, 300, 7]);
    const errors: unknown[] = [];
    screen.onError = (error) => errors.push(error);
    screen.breakLog(0);
    await screen.run(() => screen.isDone([1, 2]));
    expect(screen.uplinks.map(({ standing }) => standing.acknowledged)).toEqual([0, 300, 7]);
    expect(errors[0]).toEqual(new Error('the disk does not answer'));
    // Asked again, but not all the time.
    expect(errors.length).toBeLessThan(30);
  });
});

function screenWith(sizes: readonly number[], limits?: RateLimits) {
  const logs = sizes.map((size, index) => {
    const log = new ScreenLog(index + 1);
    log.grow(size, () => 0.6);
    return log;
  });
  const archive = new MemoryEntryArchive();
  const collector = new Collector({
    heads: new MemoryWitnessHeads(),
    archive,
    staging: new MemoryBundleStaging(),
    keys: {
      verifiersOf: async (origin) =>
        logs.filter((log) => log.origin === origin).map((log) => verifierOf(log.screen)),
    },
    signer: collectorSigner,
    clock: { wallMs: () => 1_795_000_000_000 },
  });
  const throttle = new Throttle(limits);
  return new VirtualScreen(logs, collector, archive, throttle);
}

/** Time passes only in its sleep. */
class VirtualScreen {
  nowMs = 0;
  requests = 0;
  bytes = 0;
  shortestSleepMs = Number.POSITIVE_INFINITY;
  mayWork = () => true;
  onError: (error: unknown) => void = (error) => {
    throw error;
  };
  readonly archive: MemoryEntryArchive;
  readonly uplinks: LogUplink[];
  readonly #logs: readonly ScreenLog[];

  constructor(
    logs: readonly ScreenLog[],
    collector: Collector,
    archive: MemoryEntryArchive,
    throttle: Throttle,
  ) {
    this.archive = archive;
    this.#logs = logs;
    const memory = new MemoryUplink(collector);
    const uplink = {
      put: (...request: Parameters<MemoryUplink['put']>) => {
        this.requests++;
        this.bytes += request[2].length;
        return memory.put(...request);
      },
      addCheckpoint: (request: string) => {
        this.requests++;
        return memory.addCheckpoint(request);
      },
    };
    const cosignatures = new MemoryCosignatures();
    this.uplinks = logs.map(
      (log) =>
        new LogUplink({
          origin: log.origin,
          log,
          uplink,
          cosignatures,
          collectors: [collectorSigner],
          random: () => 0.5,
          throttle,
        }),
    );
  }

  get origins(): string[] {
    return this.#logs.map(({ origin }) => origin);
  }

  isDone(which = this.#logs.map((_, index) => index)): boolean {
    return which.every(
      (index) => this.uplinks[index]?.standing.acknowledged === this.#logs[index]?.entries.length,
    );
  }

  breakLog(index: number): void {
    const log = this.#logs[index];
    if (log) log.readEntries = () => Promise.reject(new Error('the disk does not answer'));
  }

  /** Until it is so. */
  async run(until: () => boolean): Promise<void> {
    const controller = new AbortController();
    const clock: Clock = {
      monotonicMs: () => this.nowMs,
      wallMs: () => this.nowMs,
      sleepUntil: async (atMs) => {
        this.shortestSleepMs = Math.min(this.shortestSleepMs, atMs - this.nowMs);
        this.nowMs = Math.max(this.nowMs, atMs);
        if (until()) controller.abort(new Error('enough'));
      },
    };
    const running = runUplink({
      logs: () => this.uplinks,
      clock,
      mayWork: () => this.mayWork(),
      random: () => 0.5,
      signal: controller.signal,
      onError: (error) => this.onError(error),
    });
    await expect(running).rejects.toThrow('enough');
  }
}
