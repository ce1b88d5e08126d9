import { open, stat } from 'node:fs/promises';
import type { Archive } from '../core/evidence/archive.ts';
import { openZip } from '../core/zip/open-zip.ts';
import type { RandomAccess } from '../core/zip/random-access.ts';
import { openFolder } from './folder-archive.ts';

/**
 * An export as it was given: a ZIP or the folder that it was unpacked to.
 * Rejects with `ArchiveError` when it is neither, and with the file system's error when it cannot be read.
 */
export async function openArchive(path: string): Promise<Archive> {
  if ((await stat(path)).isDirectory()) return openFolder(path);
  return openZip(await openFile(path));
}

/** Stays open for as long as the process: it is the one thing that a command reads. */
async function openFile(path: string): Promise<RandomAccess> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    async read(from, to) {
      const bytes = new Uint8Array(to - from);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, from + filled);
        // The file was cut short while it was read; what is missing is found by its checksum.
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
  };
}
