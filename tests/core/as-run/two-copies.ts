import type { AsRunHome, FoundIdentity } from '../../../src/core/as-run/as-run-home.ts';
import type { AsRunEntry } from '../../../src/core/as-run/entry.ts';
import { isBehind } from '../../../src/core/as-run/high-water-mark.ts';
import { SegmentedAsRunMirror } from '../../../src/core/as-run/mirror/segmented-mirror.ts';
import { identityOf, originOf, type ScreenIdentity } from '../../../src/core/as-run/screen-identity.ts';
import type { HighWaterMark, HighWaterMarks } from '../../../src/core/ports/high-water-marks.ts';
import { MemoryAppendFiles, type MemoryFolder } from '../../contracts/memory-append-files.ts';
import { MemoryAsRunStore, MemoryDisk } from '../../contracts/memory-as-run-store.ts';

/** Small, so that every test crosses some. */
const entriesPerSegment = 4;

/** A device: what outlives the program. Each of its parts may be damaged or lost by itself. */
export class Device {
  screen = identityOf(new Uint8Array(32).fill(5));
  disks = new Map<number, MemoryDisk>();
  folder: MemoryFolder = new Map();
  mark: HighWaterMark | undefined;

  disk(epoch = this.screen.epoch): MemoryDisk {
    const disk = this.disks.get(epoch) ?? new MemoryDisk();
    this.disks.set(epoch, disk);
    return disk;
  }

  /** The files of the second copy of an epoch. */
  filesOf(epoch = this.screen.epoch): string[] {
    const folder = originOf({ ...this.screen, epoch }).replace('changming', 'as-run');
    return [...this.folder.keys()].filter((path) => path.startsWith(`${folder}/`)).sort();
  }

  copy(): Device {
    const copy = new Device();
    copy.screen = this.screen;
    copy.mark = this.mark;
    copy.folder = new Map([...this.folder].map(([path, bytes]) => [path, bytes.slice()]));
    copy.disks = new Map(
      [...this.disks].map(([epoch, disk]) => [
        epoch,
        Object.assign(new MemoryDisk(), disk, { entries: [...disk.entries] }),
      ]),
    );
    return copy;
  }
}

/** One run of the program on a device. */
export class Run implements AsRunHome {
  readonly device: Device;
  readonly files: MemoryAppendFiles;
  readonly mirror: SegmentedAsRunMirror;
  readonly stores: MemoryAsRunStore[] = [];
  readonly marks: HighWaterMarks;
  unreadable = false;

  constructor(device: Device) {
    this.device = device;
    this.files = new MemoryAppendFiles(device.folder);
    this.mirror = new SegmentedAsRunMirror(this.files, entriesPerSegment);
    let alive = true;
    this.marks = {
      read: () => device.mark,
      raise: (mark) => {
        if (alive && !isBehind(mark, device.mark)) device.mark = mark;
      },
    };
    this.kill = () => {
      alive = false;
      this.files.kill();
      for (const store of this.stores) store.kill();
    };
  }

  /** The program is gone: nothing of it reaches the device any more. */
  readonly kill: () => void;

  get store_(): MemoryAsRunStore {
    const store = this.stores[this.stores.length - 1];
    if (store === undefined) throw new Error('No store was opened');
    return store;
  }

  async identity(): Promise<FoundIdentity> {
    return { screen: this.device.screen, isNew: false };
  }

  store({ epoch }: ScreenIdentity): MemoryAsRunStore {
    const store = new MemoryAsRunStore(this.device.disk(epoch));
    store.unreadable = this.unreadable;
    this.stores.push(store);
    return store;
  }

  async beginEpoch(screen: ScreenIdentity): Promise<ScreenIdentity> {
    this.device.screen = { ...screen, epoch: screen.epoch + 1 };
    return this.device.screen;
  }
}

/** The entries that lie in a store, in order. */
export function entriesIn(disk: MemoryDisk): AsRunEntry[] {
  return disk.entries.map((bytes) => JSON.parse(new TextDecoder().decode(bytes)) as AsRunEntry);
}
