import {
  type AsRunCommit,
  type AsRunHead,
  AsRunStoreError,
  type MendableAsRunStore,
} from '../../src/core/ports/as-run-store.ts';

/** What outlives a store: the bytes. */
export class MemoryDisk {
  head: AsRunHead | undefined;
  /** By sequence number; `delete` makes a hole, as damage would. */
  entries: Uint8Array<ArrayBuffer>[] = [];
  inFlight: Uint8Array<ArrayBuffer> | undefined;
}

/**
 * `lost`: the call failed and nothing was written. `written`: the call failed on its way back, after writing. `full`:
 * refused for want of room.
 */
export type Fate = 'ok' | 'lost' | 'written' | 'full';

/** A store in memory whose device can fail and whose program can be killed between any two steps. */
export class MemoryAsRunStore implements MendableAsRunStore {
  readonly #disk: MemoryDisk;
  #closed = false;
  #killed = false;
  /** What becomes of the next writes, in order; after those, all go well. */
  fates: Fate[] = [];
  /** While true, reads fail. */
  unreadable = false;
  /** Calls of `commit` and `writeInFlight` that reached the device. */
  readonly calls = { commits: 0, rows: 0 };

  constructor(disk = new MemoryDisk()) {
    this.#disk = disk;
  }

  /** From here on nothing reaches the disk and no call settles, as when the process has gone. */
  kill(): void {
    this.#killed = true;
  }

  readHead(): Promise<AsRunHead | undefined> {
    return this.#read(() => this.#disk.head);
  }

  readEntries(from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]> {
    // `flatMap` leaves holes out, as a database does.
    return this.#read(() =>
      this.#disk.entries.slice(from, Math.max(from, to)).flatMap((bytes) => [bytes.slice()]),
    );
  }

  readInFlight(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#read(() => this.#disk.inFlight?.slice());
  }

  commit({ entries, head, inFlight }: AsRunCommit): Promise<void> {
    this.calls.commits++;
    return this.#write(() => {
      const stored = this.#disk.head?.size ?? 0;
      if (head.size !== stored + entries.length)
        throw new AsRunStoreError('conflict', `${stored} are stored`);
      this.#disk.entries.push(...entries.map((bytes) => bytes.slice()));
      this.#disk.head = head;
      this.#disk.inFlight = inFlight?.slice();
    });
  }

  writeInFlight(row: Uint8Array<ArrayBuffer> | undefined): Promise<void> {
    this.calls.rows++;
    return this.#write(() => {
      this.#disk.inFlight = row?.slice();
    });
  }

  mend(from: number, entries: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    return this.#write(() => {
      if (from + entries.length > (this.#disk.head?.size ?? 0)) {
        throw new AsRunStoreError('conflict', 'that is beyond the end');
      }
      for (const [index, bytes] of entries.entries()) this.#disk.entries[from + index] = bytes.slice();
    });
  }

  clear(): Promise<void> {
    return this.#write(() => Object.assign(this.#disk, new MemoryDisk()));
  }

  close(): void {
    this.#closed = true;
  }

  async #read<T>(read: () => T): Promise<T> {
    await this.#step();
    if (this.unreadable) throw new AsRunStoreError('device', 'the disk does not answer');
    const value = read();
    await this.#step();
    return value;
  }

  async #write(write: () => void): Promise<void> {
    await this.#step();
    const fate = this.fates.shift() ?? 'ok';
    if (fate === 'full') throw new AsRunStoreError('quota', 'the disk is full');
    if (fate !== 'lost') write();
    await this.#step();
    if (fate !== 'ok') throw new AsRunStoreError('device', 'the disk does not answer');
  }

  async #step(): Promise<void> {
    if (this.#closed) throw new AsRunStoreError('closed', 'it was closed');
    await Promise.resolve();
    if (this.#killed) await new Promise(() => {});
  }
}
