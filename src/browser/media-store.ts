import { throwIfAborted } from '../core/abort.ts';
import { keptPath } from '../core/media/kept-address.ts';
import type { Creative, FetchOptions, MediaStore } from '../core/ports/media-store.ts';
import { KeptCreatives } from './media-store-kept.ts';
import { storageEstimate } from './storage.ts';

/** Bytes of one kept piece of a creative on its way. An interruption loses at most this much per file. */
const defaultPartBytes = 1024 * 1024;

export interface CacheMediaStoreOptions {
  /** Absolute address of the folder that the service worker serves; kept creatives have their addresses below it. */
  readonly scope: string;
  readonly fetch?: typeof fetch;
  /** Bytes kept at a time while a file is on its way. */
  readonly partBytes?: number;
  /** A server that sends nothing for this long counts as gone. */
  readonly stallMs?: number;
  /** Creatives on their way at the same time: two keep a slow line busy and leave the disk to the playing one. */
  readonly concurrency?: number;
  /** Free bytes on this device for this origin; undefined when the browser does not say. */
  readonly freeBytes?: () => Promise<number | undefined>;
  /** Whether this page's requests pass through the service worker, without which kept addresses lead nowhere. */
  readonly isServed?: () => boolean;
}

/**
 * Creatives in Cache Storage, which survives what empties IndexedDB. Under each kept address lies one whole, verified
 * response; what is on its way lies in a second cache. See {@link MediaStore} for the promises.
 */
export class CacheMediaStore implements MediaStore {
  readonly #options: Required<CacheMediaStoreOptions>;
  readonly #kept: KeptCreatives;

  constructor(options: CacheMediaStoreOptions) {
    this.#options = {
      fetch: (input, init) => fetch(input, init),
      partBytes: defaultPartBytes,
      stallMs: 30_000,
      concurrency: 2,
      freeBytes: async () => (await storageEstimate())?.freeBytes,
      isServed: () => Boolean(navigator.serviceWorker?.controller),
      ...options,
    };
    this.#kept = new KeptCreatives(options.scope);
  }

  async missing(creatives: readonly Creative[]): Promise<Creative[]> {
    const whole = await Promise.all(creatives.map((creative) => this.#kept.isWhole(creative)));
    return creatives.filter((_, index) => !whole[index]);
  }

  async fetchAll(creatives: readonly Creative[], options: FetchOptions): Promise<void> {
    throwIfAborted(options.signal);
    const missing = await this.missing(creatives);
    if (missing.length === 0) return;
    // Not needed for the first picture of a screen that has what it plays.
    const { fetchCreatives } = await import('./media-store-fetch.ts');
    await fetchCreatives(missing, options, this.#kept, this.#options);
  }

  async addressOf(creative: Creative): Promise<string> {
    if (!this.#options.isServed() || !(await this.#kept.isWhole(creative))) return creative.url;
    return new URL(keptPath(creative), this.#options.scope).href;
  }

  async prune(keep: readonly Creative[]): Promise<void> {
    await this.#kept.prune(keep);
  }

  async verify(creatives: readonly Creative[], signal: AbortSignal): Promise<Creative[]> {
    const { verifyKept } = await import('./media-store-verify.ts');
    return await verifyKept(creatives, this.#kept, signal);
  }
}

/** Whether this browser and origin can keep creatives at all. Not on insecure origins: no Cache Storage there. */
export function canKeepCreatives(): boolean {
  return typeof caches !== 'undefined' && 'serviceWorker' in navigator;
}
