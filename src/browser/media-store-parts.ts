import { partsCacheName } from '../core/media/kept-address.ts';
import type { DownloadJournal } from '../core/media/resume-plan.ts';

/**
 * What is kept of one file on its way: a journal and its parts in order, each an entry of its own, so that an interrupted
 * write costs that part only.
 */
export class DownloadParts {
  readonly #address: string;
  readonly #partBytes: number;
  #journal: DownloadJournal = {};
  #parts: Blob[] = [];

  private constructor(address: string, partBytes: number) {
    this.#address = address;
    this.#partBytes = partBytes;
  }

  static async open(address: string, partBytes: number): Promise<DownloadParts> {
    const parts = new DownloadParts(address, partBytes);
    await parts.#read();
    return parts;
  }

  get journal(): DownloadJournal {
    return this.#journal;
  }

  get blobs(): readonly Blob[] {
    return this.#parts;
  }

  get keptBytes(): number {
    return this.#parts.length * this.#partBytes;
  }

  /** Drops what is kept and begins again with what the server says of the file now. */
  async restart(journal: DownloadJournal): Promise<void> {
    const stale = this.#parts.length > 0 || (await this.#match('?journal')) !== undefined;
    if (stale) await this.drop();
    this.#journal = journal;
  }

  /** Keeps one more part of exactly the part size. The journal goes first: parts without one are never read. */
  async append(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const cache = await caches.open(partsCacheName);
    if (this.#parts.length === 0) {
      const about = { ...this.#journal, partBytes: this.#partBytes };
      await cache.put(`${this.#address}?journal`, new Response(JSON.stringify(about)));
    }
    const address = `${this.#address}?part=${this.#parts.length}`;
    await cache.put(address, new Response(bytes));
    const kept = await (await cache.match(address))?.blob();
    this.#parts.push(kept ?? new Blob([bytes]));
  }

  async drop(): Promise<void> {
    const cache = await caches.open(partsCacheName);
    for (const request of await cache.keys(this.#address, { ignoreSearch: true }))
      await cache.delete(request);
    this.#parts = [];
    this.#journal = {};
  }

  async #read(): Promise<void> {
    const about = await this.#readJournal();
    if (about === undefined) return;
    this.#journal = about;
    for (;;) {
      const part = await (await this.#match(`?part=${this.#parts.length}`))?.blob().catch(() => undefined);
      if (part?.size !== this.#partBytes) return;
      this.#parts.push(part);
    }
  }

  /** The journal, when it was written whole and for parts of this size. */
  async #readJournal(): Promise<DownloadJournal | undefined> {
    try {
      const about: unknown = await (await this.#match('?journal'))?.json();
      if (typeof about !== 'object' || about === null) return undefined;
      const { partBytes, ...journal } = about as DownloadJournal & { partBytes?: unknown };
      return partBytes === this.#partBytes ? journal : undefined;
    } catch {
      return undefined;
    }
  }

  async #match(search: string): Promise<Response | undefined> {
    return await (await caches.open(partsCacheName)).match(`${this.#address}${search}`);
  }
}
