import { tileWidth } from './tile.ts';

// Entry bundles as in https://c2sp.org/tlog-tiles: up to 256 entries, each after its length as 16 bits, big-endian.

const lengthBytes = 2;
const longestEntry = 0xffff;

export class EntryBundleError extends Error {
  override readonly name = 'EntryBundleError';
  /** Byte at which the bundle stops making sense. */
  readonly at: number;
  constructor(detail: string, at: number) {
    super(`Cannot read the entry bundle: ${detail}`);
    this.at = at;
  }
}

/** Throws RangeError for more than 256 entries or one of more than 65,535 bytes. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  if (entries.length > tileWidth) throw new RangeError(`${entries.length} entries are no bundle`);
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + lengthBytes + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > longestEntry) throw new RangeError(`An entry of ${entry.length} bytes has no place`);
    bytes[at] = entry.length >> 8;
    bytes[at + 1] = entry.length & 255;
    bytes.set(entry, at + lengthBytes);
    at += lengthBytes + entry.length;
  }
  return bytes;
}

/**
 * The entries of a bundle, as views into it.
 * @param width how many there must be, as the bundle's path says
 * @throws EntryBundleError when it is cut short, or there are more or fewer
 */
export function decodeEntryBundle<B extends ArrayBufferLike>(
  bytes: Uint8Array<B>,
  width: number,
): Uint8Array<B>[] {
  const entries: Uint8Array<B>[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (entries.length === width) throw new EntryBundleError(`it goes on after ${width} entries`, at);
    const start = at + lengthBytes;
    const end = start + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
    if (start > bytes.length || end > bytes.length) {
      throw new EntryBundleError(`entry ${entries.length} is cut short`, at);
    }
    entries.push(bytes.subarray(start, end));
    at = end;
  }
  if (entries.length !== width) {
    throw new EntryBundleError(`it has ${entries.length} entries, not ${width}`, at);
  }
  return entries;
}
