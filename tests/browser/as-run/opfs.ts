import type { AppendFiles } from '../../../src/core/ports/append-files.ts';

let count = 0;

/** The name of a folder that nobody else uses. */
export function emptyFolder(): string {
  return `test-${Date.now()}-${count++}`;
}

/** The files of the second copy as they lie there, read and written past its own code. */
export function filesOf(root: string): AppendFiles {
  return {
    list: async (folder) => {
      const names: string[] = [];
      const directory = await folderAt(`${root}/${folder}`);
      for await (const name of (directory as unknown as { keys(): AsyncIterable<string> }).keys())
        names.push(name);
      return names;
    },
    read: async (path) => {
      const file = await (await fileAt(`${root}/${path}`)).getFile();
      return new Uint8Array(await file.arrayBuffer());
    },
    write: async (path, at, bytes) => {
      const stream = await (await whenFree(fileAt(`${root}/${path}`))).createWritable({
        keepExistingData: true,
      });
      await stream.truncate(at);
      await stream.write({ type: 'write', position: at, data: bytes });
      await stream.close();
    },
    remove: async (path) => {
      const slash = path.lastIndexOf('/');
      await (await folderAt(`${root}/${path.slice(0, slash)}`)).removeEntry(path.slice(slash + 1));
    },
    close: () => {},
  };
}

/** Throws away the whole folder, as a browser does that clears the site's data. */
export async function removeFolder(root: string): Promise<void> {
  const directory = await navigator.storage.getDirectory();
  for (;;) {
    try {
      return await directory.removeEntry(root, { recursive: true });
    } catch (error) {
      // The worker that had its files open a moment ago is still going.
      if (!(error instanceof Error && error.name === 'NoModificationAllowedError')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function whenFree(file: Promise<FileSystemFileHandle>): Promise<FileSystemFileHandle> {
  const handle = await file;
  for (;;) {
    try {
      await (await handle.createWritable({ keepExistingData: true })).abort();
      return handle;
    } catch (error) {
      if (!(error instanceof Error && error.name === 'NoModificationAllowedError')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function fileAt(path: string): Promise<FileSystemFileHandle> {
  const slash = path.lastIndexOf('/');
  return (await folderAt(path.slice(0, slash))).getFileHandle(path.slice(slash + 1));
}

async function folderAt(path: string): Promise<FileSystemDirectoryHandle> {
  let directory = await navigator.storage.getDirectory();
  for (const name of path.split('/')) directory = await directory.getDirectoryHandle(name);
  return directory;
}
