import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { throwIfAborted } from '../core/abort.ts';

/** Small enough that hashing it never costs a video its frame, even at 20 MB/s on an old panel. */
const sliceBytes = 64 * 1024;

/** A SHA-256 that is computed beside a playing picture: in slices, letting the page breathe between them. */
export class PacedHash {
  #hash = sha256.create();
  readonly #breathe: () => Promise<void>;

  constructor(breathe: () => Promise<void> = nextTask) {
    this.#breathe = breathe;
  }

  async update(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += sliceBytes) {
      this.#hash.update(bytes.subarray(at, at + sliceBytes));
      await this.#breathe();
    }
  }

  async updateFromBlob(blob: Blob, signal: AbortSignal): Promise<void> {
    for (let at = 0; at < blob.size; at += sliceBytes) {
      throwIfAborted(signal);
      this.#hash.update(new Uint8Array(await blob.slice(at, at + sliceBytes).arrayBuffer()));
      await this.#breathe();
    }
  }

  restart(): void {
    this.#hash = sha256.create();
  }

  /** Lower-case hex. The hash takes no more bytes afterwards. */
  digest(): string {
    return bytesToHex(this.#hash.digest());
  }
}

/** Resolves in a task of its own, without the 4 ms that timers cost. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Resolves when the browser has nothing better to do; at the latest after a second, so that a busy page gets done too. */
export function nextIdleTime(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 1000 });
    else setTimeout(resolve, 50);
  });
}
