import { describe, expect, it, vi } from 'vitest';
import type { AsRunHome, FoundIdentity } from '../../../src/core/as-run/as-run-home.ts';
import { openAsRunLog } from '../../../src/core/as-run/open-as-run-log.ts';
import { identityOf, type ScreenIdentity } from '../../../src/core/as-run/screen-identity.ts';
import { MemoryAsRunStore, MemoryDisk } from '../../contracts/memory-as-run-store.ts';
import { onAirDraft, stamp } from './drafts.ts';

// Signatures are slow on a busy machine; no promise here is about speed.
vi.setConfig({ testTimeout: 120_000 });

describe('openAsRunLog()', () => {
  it('continues a sound log without another word', async () => {
    const home = new MemoryHome();
    const { log, screen } = await openAsRunLog(home, stamp(0));
    expect(screen.epoch).toBe(1);
    expect(log.size).toBe(0);
  });

  it('leaves a damaged log as it is and begins a new epoch, which says so', async () => {
    const home = new MemoryHome();
    const first = await openAsRunLog(home, stamp(0));
    await first.log.append(onAirDraft(0));
    home.disk(1).head = undefined;

    const second = await openAsRunLog(home, stamp(9));

    expect(second.screen).toEqual({ ...first.screen, epoch: 2 });
    expect(await second.log.entries(0, 9)).toMatchObject([
      { type: 'gap', seq: 0, previous: `changming/${first.screen.screenId}/1`, ...stamp(9) },
    ]);
    expect(second.log.checkpoint).toContain(`changming/${first.screen.screenId}/2\n1\n`);
    expect(home.disk(1).entries).toHaveLength(1);
  });

  it('says so at the next start when it was killed before it could', async () => {
    const home = new MemoryHome();
    await home.beginEpoch((await home.identity()).screen);
    const { log } = await openAsRunLog(home, stamp(0));
    expect(await log.entries(0, 9)).toMatchObject([{ type: 'gap' }]);
    expect((await openAsRunLog(home, stamp(1))).log.size).toBe(1);
  });

  it('begins no epoch because the device does not answer', async () => {
    const home = new MemoryHome();
    home.unreadable = true;
    await expect(openAsRunLog(home, stamp(0))).rejects.toMatchObject({ code: 'device' });
    expect((await home.identity()).screen.epoch).toBe(1);
  });
});

class MemoryHome implements AsRunHome {
  unreadable = false;
  #screen = identityOf(new Uint8Array(32).fill(5));
  readonly #disks = new Map<number, MemoryDisk>();

  disk(epoch: number): MemoryDisk {
    const disk = this.#disks.get(epoch) ?? new MemoryDisk();
    this.#disks.set(epoch, disk);
    return disk;
  }

  identity(): Promise<FoundIdentity> {
    return Promise.resolve({ screen: this.#screen, isNew: false });
  }

  store({ epoch }: ScreenIdentity): MemoryAsRunStore {
    const store = new MemoryAsRunStore(this.disk(epoch));
    store.unreadable = this.unreadable;
    return store;
  }

  beginEpoch(screen: ScreenIdentity): Promise<ScreenIdentity> {
    this.#screen = { ...screen, epoch: screen.epoch + 1 };
    return Promise.resolve(this.#screen);
  }
}
