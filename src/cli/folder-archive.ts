import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Archive, ArchiveError } from '../core/evidence/archive.ts';

const pieceBytes = 256 * 1024;
/** More files than an export of ten years has. */
const mostFiles = 1_000_000;

/**
 * The files below a folder as an archive. Links are listed and not followed, so that nothing outside is read.
 * Rejects with the file system's error when the folder cannot be listed.
 */
export async function openFolder(folder: string): Promise<Archive> {
  const files = new Map<string, boolean>();
  await list(folder, '', files);
  return {
    paths: [...files.keys()],
    open: (path) => (files.has(path) ? readPieces(folder, path, files.get(path) === true) : undefined),
  };
}

async function list(folder: string, prefix: string, files: Map<string, boolean>): Promise<void> {
  for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) await list(folder, path, files);
    else files.set(path, entry.isFile());
    if (files.size > mostFiles) throw new ArchiveError(`it has more than ${mostFiles} files`);
  }
}

async function* readPieces(
  folder: string,
  path: string,
  isFile: boolean,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (!isFile) throw new ArchiveError('it is a link or a device, not a file', path);
  const handle = await opened(join(folder, path), path);
  try {
    const { size } = await handle.stat();
    for (;;) {
      const buffer = new Uint8Array(Math.min(Math.max(size, 1), pieceBytes));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function opened(file: string, path: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    throw new ArchiveError(error instanceof Error ? error.message : String(error), path);
  }
}
