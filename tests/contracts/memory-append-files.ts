import type { AppendFiles } from '../../src/core/ports/append-files.ts';
import { AsRunStoreError } from '../../src/core/ports/as-run-store.ts';
import type { Fate } from './memory-as-run-store.ts';

/** What outlives a program: files by path. */
export type MemoryFolder = Map<string, Uint8Array<ArrayBuffer>>;

/** `torn`: the call failed half-way, with some of its bytes written. */
export type FileFate = Fate | 'torn';

/** Files in memory whose device can fail and whose program can be killed between any two steps. */
export class MemoryAppendFiles implements AppendFiles {
  readonly #folder: MemoryFolder;
  /** What becomes of the next writes and removals, in order; after those, all go well. */
  fates: FileFate[] = [];
  /** While true, reads fail. */
  unreadable = false;
  #killed = false;

  constructor(folder: MemoryFolder = new Map()) {
    this.#folder = folder;
  }

  /** From here on nothing reaches the disk and no call settles; a write that is under way may leave a part. */
  kill(): void {
    this.#killed = true;
  }

  list(folder: string): Promise<string[]> {
    return this.#read(() =>
      [...this.#folder.keys()]
        .filter((path) => path.slice(0, path.lastIndexOf('/')) === folder)
        .map((path) => path.slice(folder.length + 1)),
    );
  }

  read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#read(() => this.#folder.get(path)?.slice());
  }

  async write(path: string, at: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#step();
    const fate = this.fates.shift() ?? 'ok';
    if (fate === 'full') throw new AsRunStoreError('quota', 'the disk is full');
    if (fate !== 'lost') this.#put(path, at, fate === 'torn' ? bytes.slice(0, bytes.length >> 1) : bytes);
    await this.#step();
    if (fate !== 'ok') throw new AsRunStoreError('device', 'the disk does not answer');
  }

  async remove(path: string): Promise<void> {
    await this.#step();
    const fate = this.fates.shift() ?? 'ok';
    if (fate === 'ok' || fate === 'written') this.#folder.delete(path);
    await this.#step();
    if (fate !== 'ok') throw new AsRunStoreError('device', 'the disk does not answer');
  }

  close(): void {}

  #put(path: string, at: number, bytes: Uint8Array): void {
    const kept = (this.#folder.get(path) ?? new Uint8Array()).slice(0, at);
    const file = new Uint8Array(kept.length + bytes.length);
    file.set(kept);
    file.set(bytes, kept.length);
    this.#folder.set(path, file);
  }

  async #read<T>(read: () => T): Promise<T> {
    await this.#step();
    if (this.unreadable) throw new AsRunStoreError('device', 'the disk does not answer');
    const value = read();
    await this.#step();
    return value;
  }

  async #step(): Promise<void> {
    await Promise.resolve();
    if (this.#killed) await new Promise(() => {});
  }
}
