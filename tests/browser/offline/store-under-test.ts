import { CacheMediaStore, type CacheMediaStoreOptions } from '../../../src/browser/media-store.ts';
import { keptCacheName, partsCacheName } from '../../../src/core/media/kept-address.ts';
import type { ScriptedServer } from '../../contracts/scripted-server.ts';

export const scope = new URL('/offline-test/', location.href).href;
export const partBytes = 4096;

/** A fresh store on the real Cache Storage, fetching from a scripted server in small parts. */
export async function emptyStore(
  server: ScriptedServer,
  options: Partial<CacheMediaStoreOptions> = {},
): Promise<CacheMediaStore> {
  await caches.delete(keptCacheName);
  await caches.delete(partsCacheName);
  return reopenedStore(server, options);
}

/** A store such as the next page load makes it: nothing but what Cache Storage holds. */
export function reopenedStore(
  server: ScriptedServer,
  options: Partial<CacheMediaStoreOptions> = {},
): CacheMediaStore {
  return new CacheMediaStore({ scope, partBytes, fetch: server.fetch, isServed: () => true, ...options });
}

export async function keptResponse(address: string): Promise<Response | undefined> {
  return await (await caches.open(keptCacheName)).match(address);
}

export async function keptBytes(address: string): Promise<Uint8Array | undefined> {
  const kept = await keptResponse(address);
  return kept === undefined ? undefined : new Uint8Array(await kept.arrayBuffer());
}

/** Flips one bit of a kept body, as a failing disk would, and leaves its head as it was. */
export async function damage(address: string): Promise<void> {
  const kept = await keptResponse(address);
  if (kept === undefined) throw new Error(`nothing is kept at ${address}`);
  const bytes = new Uint8Array(await kept.arrayBuffer());
  bytes[500] = (bytes[500] ?? 0) ^ 1;
  await (await caches.open(keptCacheName)).put(address, new Response(bytes, { headers: kept.headers }));
}
