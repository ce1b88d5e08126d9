import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { keptPath } from '../../src/core/media/kept-address.ts';
import {
  type Creative,
  type FetchOptions,
  MediaError,
  type MediaStore,
} from '../../src/core/ports/media-store.ts';

type Fetch = (url: string, init: { signal: AbortSignal }) => Promise<Response>;

interface KeptBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

/** The smallest media store that keeps its promises: whole files in memory, one after another. */
export class MemoryMediaStore implements MediaStore {
  readonly kept = new Map<string, KeptBytes>();
  readonly #fetch: Fetch;

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  async missing(creatives: readonly Creative[]): Promise<Creative[]> {
    return creatives.filter((creative) => !this.kept.has(keptPath(creative)));
  }

  async fetchAll(creatives: readonly Creative[], { signal, onProgress }: FetchOptions): Promise<void> {
    const missing = await this.missing(creatives);
    let failure: unknown;
    let fetchedBytes = 0;
    let filesDone = 0;
    for (const creative of missing) {
      signal.throwIfAborted();
      try {
        fetchedBytes += (await this.#keep(creative, signal)).length;
        filesDone += 1;
        const all = filesDone === missing.length ? { totalBytes: fetchedBytes } : {};
        onProgress?.({ fetchedBytes, ...all, filesDone, filesTotal: missing.length });
      } catch (cause) {
        signal.throwIfAborted();
        failure ??= cause;
      }
    }
    if (failure !== undefined) throw failure;
  }

  async addressOf(creative: Creative): Promise<string> {
    const path = keptPath(creative);
    return this.kept.has(path) ? `memory:${path}` : creative.url;
  }

  async prune(keep: readonly Creative[]): Promise<void> {
    const paths = new Set(keep.map(keptPath));
    for (const path of this.kept.keys()) if (!paths.has(path)) this.kept.delete(path);
  }

  async verify(creatives: readonly Creative[], signal: AbortSignal): Promise<Creative[]> {
    signal.throwIfAborted();
    return creatives.filter((creative) => {
      const kept = this.kept.get(keptPath(creative));
      const isSound = kept !== undefined && hashOf(kept.bytes) === kept.sha256;
      if (!isSound) this.kept.delete(keptPath(creative));
      return !isSound;
    });
  }

  async #keep(creative: Creative, signal: AbortSignal): Promise<Uint8Array> {
    const bytes = await this.#read(creative.url, signal);
    const hash = hashOf(bytes);
    if (creative.sha256 !== undefined && creative.sha256 !== hash) {
      throw new MediaError('hash-mismatch', creative.url, `found SHA-256 ${hash}`);
    }
    this.kept.set(keptPath(creative), { bytes, sha256: hash });
    return bytes;
  }

  async #read(url: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    try {
      const response = await this.#fetch(url, { signal });
      if (response.status === 404) throw new MediaError('not-found', url, 'the server answered 404');
      if (!response.ok) throw new MediaError('network', url, `the server answered ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    } catch (cause) {
      if (cause instanceof MediaError) throw cause;
      throw new MediaError('network', url, String(cause));
    }
  }
}

function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
