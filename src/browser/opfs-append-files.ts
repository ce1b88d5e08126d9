import type { AppendFiles } from '../core/ports/append-files.ts';
import { AsRunStoreError, type AsRunStoreErrorCode } from '../core/ports/as-run-store.ts';

/**
 * What this file needs of a FileSystemSyncAccessHandle, which only worker typings know. Chrome 102 to 107 return promises
 * where later ones return values, so everything but `read` and `write` is awaited.
 */
interface SyncAccessHandle {
  read(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(size: number): void | Promise<void>;
  getSize(): number | Promise<number>;
  flush(): void | Promise<void>;
  close(): void | Promise<void>;
}

type SyncFileHandle = FileSystemFileHandle & { createSyncAccessHandle?: () => Promise<SyncAccessHandle> };

interface OpenFile {
  readonly path: string;
  readonly handle: SyncAccessHandle;
}

/** A page that was closed a moment ago may hold a file until its worker has gone. */
const busyForMs = 3_000;
const lookAgainMs = 50;

/**
 * Files in the origin private file system. For a dedicated worker; elsewhere there are no sync access handles and every
 * call rejects with `unsupported`. Calls must not overlap.
 */
export class OpfsAppendFiles implements AppendFiles {
  readonly #root: string;
  /** The file that was used last: the log grows in one. */
  #file: OpenFile | undefined;

  /** @param root Folder that everything lies in; the origin's own by default. */
  constructor(root = '') {
    this.#root = root;
  }

  list(folder: string): Promise<string[]> {
    return use(async () => {
      const directory = await this.#folder(folder, false);
      const names: string[] = [];
      if (directory) for await (const name of namesIn(directory)) names.push(name);
      return names;
    });
  }

  read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return use(async () => {
      const handle = await this.#open(path, false);
      if (handle === undefined) return undefined;
      const bytes = new Uint8Array(await handle.getSize());
      const count = handle.read(bytes, { at: 0 });
      if (count !== bytes.length)
        throw new AsRunStoreError('device', `read ${count} of ${bytes.length} bytes`);
      return bytes;
    });
  }

  write(path: string, at: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return use(async () => {
      const handle = await this.#open(path, true);
      if (handle === undefined) throw new AsRunStoreError('device', `${path} could not be made`);
      if ((await handle.getSize()) !== at) await handle.truncate(at);
      const count = bytes.length === 0 ? 0 : handle.write(bytes, { at });
      // A full disk shows as a short write in some versions and as an exception in others.
      if (count !== bytes.length)
        throw new AsRunStoreError('quota', `wrote ${count} of ${bytes.length} bytes`);
      await handle.flush();
    });
  }

  remove(path: string): Promise<void> {
    return use(async () => {
      await this.#closeFile();
      const { folder, name } = split(path);
      const directory = await this.#folder(folder, false);
      await directory?.removeEntry(name).catch((error: unknown) => {
        if (!isNamed(error, 'NotFoundError')) throw error;
      });
    });
  }

  close(): void {
    void this.#closeFile().catch(() => {});
  }

  async #open(path: string, create: boolean): Promise<SyncAccessHandle | undefined> {
    if (this.#file?.path === path) return this.#file.handle;
    await this.#closeFile();
    const { folder, name } = split(path);
    const directory = await this.#folder(folder, create);
    const file: SyncFileHandle | undefined = await orMissing(directory?.getFileHandle(name, { create }));
    if (file === undefined) return undefined;
    const handle = await openWhenFree(file);
    this.#file = { path, handle };
    return handle;
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.handle.close();
  }

  async #folder(folder: string, create: boolean): Promise<FileSystemDirectoryHandle | undefined> {
    if (!('storage' in navigator) || !('getDirectory' in navigator.storage)) throw unsupported();
    let directory: FileSystemDirectoryHandle | undefined = await navigator.storage.getDirectory();
    for (const name of `${this.#root}/${folder}`.split('/').filter((part) => part !== '')) {
      directory = await orMissing(directory?.getDirectoryHandle(name, { create }));
    }
    return directory;
  }
}

async function openWhenFree(file: SyncFileHandle): Promise<SyncAccessHandle> {
  if (file.createSyncAccessHandle === undefined) throw unsupported();
  for (let waitedMs = 0; ; waitedMs += lookAgainMs) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      const isBusy = isNamed(error, 'NoModificationAllowedError') || isNamed(error, 'InvalidStateError');
      if (!isBusy || waitedMs >= busyForMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
  }
}

function namesIn(directory: FileSystemDirectoryHandle): AsyncIterable<string> {
  return (directory as unknown as { keys(): AsyncIterable<string> }).keys();
}

async function orMissing<T>(found: Promise<T> | undefined): Promise<T | undefined> {
  return found?.catch((error: unknown) => {
    if (isNamed(error, 'NotFoundError')) return undefined;
    throw error;
  });
}

function split(path: string): { folder: string; name: string } {
  const slash = path.lastIndexOf('/');
  return { folder: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1) };
}

function unsupported(): AsRunStoreError {
  return new AsRunStoreError(
    'unsupported',
    'this browser has no private files that a worker can write in place',
  );
}

function isNamed(error: unknown, name: string): error is Error {
  return error instanceof Error && error.name === name;
}

const codes: Record<string, AsRunStoreErrorCode> = {
  QuotaExceededError: 'quota',
  // Private windows and locked-down browsers.
  SecurityError: 'unsupported',
  NotAllowedError: 'unsupported',
  NotSupportedError: 'unsupported',
};

async function use<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof AsRunStoreError) throw error;
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    throw new AsRunStoreError(codes[name] ?? 'device', `${name}: ${message}`);
  }
}
