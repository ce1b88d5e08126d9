import { SegmentedAsRunMirror } from '../../../../src/core/as-run/mirror/segmented-mirror.ts';
import { asRunMirrorContract } from '../../../contracts/as-run-mirror.ts';
import { MemoryAppendFiles, type MemoryFolder } from '../../../contracts/memory-append-files.ts';

asRunMirrorContract('memory', async () => {
  const folder: MemoryFolder = new Map();
  return {
    open: async () => new SegmentedAsRunMirror(new MemoryAppendFiles(folder)),
    files: async () => new MemoryAppendFiles(folder),
  };
});
