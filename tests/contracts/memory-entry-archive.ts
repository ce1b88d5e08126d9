import type { EntryArchive } from '../../src/core/ports/entry-archive.ts';

/** Entries in memory. What it holds outlives a collector that is killed. */
export class MemoryEntryArchive implements EntryArchive {
  readonly #logs = new Map<string, Map<number, Uint8Array<ArrayBuffer>>>();

  async append(origin: string, from: number, entries: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    const log = this.#logs.get(origin) ?? new Map<number, Uint8Array<ArrayBuffer>>();
    this.#logs.set(origin, log);
    for (const [index, entry] of entries.entries()) log.set(from + index, entry.slice());
  }

  async read(origin: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]> {
    const found: Uint8Array<ArrayBuffer>[] = [];
    for (let seq = from; seq < to; seq++) {
      const entry = this.#logs.get(origin)?.get(seq);
      if (entry === undefined) break;
      found.push(entry.slice());
    }
    return found;
  }

  async close(): Promise<void> {}
}
