import { throwIfAborted } from '../core/abort.ts';
import { keptHashHeader } from '../core/media/kept-address.ts';
import type { Creative } from '../core/ports/media-store.ts';
import { nextIdleTime, PacedHash } from './media-store-hash.ts';
import type { KeptCreatives } from './media-store-kept.ts';

/** Reads kept creatives again and drops damaged ones; the promises are those of `MediaStore.verify`. */
export async function verifyKept(
  creatives: readonly Creative[],
  kept: KeptCreatives,
  signal: AbortSignal,
  breathe: () => Promise<void> = nextIdleTime,
): Promise<Creative[]> {
  const damaged: Creative[] = [];
  for (const creative of creatives) {
    let isSound = await kept.isWhole(creative);
    for (const address of await kept.addressesOf(creative)) {
      if (await isUnharmed(address, kept, signal, breathe)) continue;
      await kept.drop(address);
      isSound = false;
    }
    if (!isSound) damaged.push(creative);
  }
  return damaged;
}

/** True when the bytes under the address are those that were verified when they came. */
async function isUnharmed(
  address: string,
  kept: KeptCreatives,
  signal: AbortSignal,
  breathe: () => Promise<void>,
): Promise<boolean> {
  throwIfAborted(signal);
  try {
    const response = await kept.match(address);
    if (response === undefined) return false;
    const hash = new PacedHash(breathe);
    await hash.updateFromBlob(await response.blob(), signal);
    return hash.digest() === response.headers.get(keptHashHeader);
  } catch {
    throwIfAborted(signal);
    return false;
  }
}
