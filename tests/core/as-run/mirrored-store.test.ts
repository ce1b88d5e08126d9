import { SegmentedAsRunMirror } from '../../../src/core/as-run/mirror/segmented-mirror.ts';
import { MirroredAsRunStore } from '../../../src/core/as-run/mirrored-store.ts';
import { asRunStoreContract, contractScreen } from '../../contracts/as-run-store.ts';
import { MemoryAppendFiles } from '../../contracts/memory-append-files.ts';
import { MemoryAsRunStore, MemoryDisk } from '../../contracts/memory-as-run-store.ts';

asRunStoreContract('two copies in memory', () => {
  const disk = new MemoryDisk();
  const folder = new Map();
  let taken = false;
  return async () => {
    const primary = new MemoryAsRunStore(disk);
    // The second of two handles finds the files in use, as in a browser.
    const mirror = taken ? undefined : new SegmentedAsRunMirror(new MemoryAppendFiles(folder));
    taken = true;
    const store = await MirroredAsRunStore.open({ primary, mirror, screen: contractScreen, isNew: false });
    const close = store.close.bind(store);
    store.close = () => {
      taken = false;
      close();
    };
    return store;
  };
});
