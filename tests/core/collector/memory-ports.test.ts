import { entryArchiveContract } from '../../contracts/entry-archive.ts';
import { MemoryEntryArchive } from '../../contracts/memory-entry-archive.ts';
import { MemoryWitnessHeads } from '../../contracts/memory-witness-heads.ts';
import { witnessHeadsContract } from '../../contracts/witness-heads.ts';

witnessHeadsContract('Memory', () => {
  const heads = new MemoryWitnessHeads();
  return () => heads;
});

entryArchiveContract('Memory', () => {
  const archive = new MemoryEntryArchive();
  return () => archive;
});
