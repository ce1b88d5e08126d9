import { keptCacheName, keptHashHeader, keptPath, partsCacheName } from '../core/media/kept-address.ts';
import type { Creative } from '../core/ports/media-store.ts';
import type { allReferences as allReferencesOf } from './media-store-references.ts';

/** What is to lie under a kept address. */
export interface KeptBody {
  readonly body: Blob;
  readonly contentType: string;
  /** Lower-case hex SHA-256 of `body`. */
  readonly sha256: string;
}

/** The two caches and what their entries mean: an entry under a kept address is whole, or it is not there. */
export class KeptCreatives {
  readonly #scope: string;

  constructor(scope: string) {
    this.#scope = scope;
  }

  addressOf(path: string): string {
    return new URL(path, this.#scope).href;
  }

  /** Cheap: reads heads and sizes, not bodies. A stream is whole when its playlists and all they refer to are. */
  async isWhole(creative: Creative): Promise<boolean> {
    const cache = await caches.open(keptCacheName);
    const address = this.addressOf(keptPath(creative));
    if (!(await isPresent(cache, address))) return false;
    if (creative.kind !== 'hls') return true;
    const [, ...references] = await allReferences(cache, address);
    const present = await Promise.all(references.map((reference) => isPresent(cache, reference)));
    return present.every(Boolean);
  }

  async has(path: string): Promise<boolean> {
    return await isPresent(await caches.open(keptCacheName), this.addressOf(path));
  }

  async put(path: string, kept: KeptBody): Promise<void> {
    const headers = {
      'Content-Type': kept.contentType,
      'Content-Length': String(kept.body.size),
      [keptHashHeader]: kept.sha256,
    };
    const cache = await caches.open(keptCacheName);
    await cache.put(this.addressOf(path), new Response(kept.body, { headers }));
  }

  async drop(address: string): Promise<void> {
    await (await caches.open(keptCacheName)).delete(address);
  }

  async match(address: string): Promise<Response | undefined> {
    return await (await caches.open(keptCacheName)).match(address);
  }

  /** Every kept address that belongs to the creative: itself, and what its playlists refer to. */
  async addressesOf(creative: Creative): Promise<string[]> {
    const address = this.addressOf(keptPath(creative));
    if (creative.kind !== 'hls') return [address];
    return await allReferences(await caches.open(keptCacheName), address);
  }

  async prune(keep: readonly Creative[]): Promise<void> {
    // A stream owns its whole folder, so that what its damaged playlist no longer names goes or stays with it.
    const isKept = keepTest(keep.map((creative) => this.addressOf(keptPath(creative))));
    for (const name of [keptCacheName, partsCacheName]) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (!isKept(request.url)) await cache.delete(request);
      }
    }
  }
}

function keepTest(addresses: readonly string[]): (url: string) => boolean {
  const exact = new Set(addresses);
  const folders = new Set(addresses.filter((address) => address.endsWith('/index.m3u8')).map(folderOf));
  return (url) => {
    const address = url.split('?')[0] ?? url;
    return exact.has(address) || folders.has(folderOf(address));
  };
}

function folderOf(address: string): string {
  return address.slice(0, address.lastIndexOf('/') + 1);
}

async function isPresent(cache: Cache, address: string): Promise<boolean> {
  const kept = await cache.match(address);
  if (kept === undefined) return false;
  try {
    return String((await kept.blob()).size) === kept.headers.get('Content-Length');
  } catch {
    return false;
  }
}

/** Only programmes with streams need it. */
const allReferences: typeof allReferencesOf = async (...given) =>
  (await import('./media-store-references.ts')).allReferences(...given);
