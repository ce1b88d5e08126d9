import { asRunStoreContract } from '../../contracts/as-run-store.ts';
import { MemoryAsRunStore, MemoryDisk } from '../../contracts/memory-as-run-store.ts';

asRunStoreContract('memory', () => {
  const disk = new MemoryDisk();
  return () => new MemoryAsRunStore(disk);
});
