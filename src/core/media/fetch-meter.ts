import type { FetchProgress } from '../ports/media-store.ts';

/** Weight of a past second against the next one in the rate: about ten seconds of memory. */
const fadePerSecond = 0.9;

/** Adds up the bytes of a download of many files and estimates the time left. Times are monotonic milliseconds. */
export class FetchMeter {
  #filesDone = 0;
  #fetchedBytes = 0;
  /** Per file: its length in bytes, undefined until a server says. */
  readonly #lengths = new Map<string, number | undefined>();
  readonly #fetched = new Map<string, number>();
  #weightedBytes = 0;
  #weightedMs = 0;
  #lastMs: number;

  constructor(files: Iterable<{ readonly key: string; readonly bytes?: number | undefined }>, nowMs: number) {
    for (const file of files) this.#lengths.set(file.key, file.bytes);
    this.#lastMs = nowMs;
  }

  setLength(key: string, bytes: number): void {
    this.#lengths.set(key, bytes);
  }

  /** Bytes found on this device from an earlier attempt: progress, but no measure of the network's rate. */
  addKept(key: string, bytes: number): void {
    this.#fetched.set(key, (this.#fetched.get(key) ?? 0) + bytes);
    this.#fetchedBytes += bytes;
  }

  addFetched(key: string, bytes: number, nowMs: number): void {
    this.addKept(key, bytes);
    const elapsedMs = Math.max(0, nowMs - this.#lastMs);
    const fade = fadePerSecond ** (elapsedMs / 1000);
    this.#weightedBytes = this.#weightedBytes * fade + bytes;
    this.#weightedMs = this.#weightedMs * fade + elapsedMs;
    this.#lastMs = nowMs;
  }

  /** A file begins anew: what was counted for it no longer is. */
  restart(key: string): void {
    this.#fetchedBytes -= this.#fetched.get(key) ?? 0;
    this.#fetched.delete(key);
  }

  finish(key: string): void {
    this.#filesDone += 1;
    this.#lengths.set(key, this.#fetched.get(key) ?? 0);
  }

  read(): FetchProgress {
    const total = this.#totalBytes();
    const rate = this.#weightedMs > 0 ? this.#weightedBytes / this.#weightedMs : 0;
    return {
      fetchedBytes: this.#fetchedBytes,
      filesDone: this.#filesDone,
      filesTotal: this.#lengths.size,
      ...(total === undefined ? {} : { totalBytes: total }),
      ...(total === undefined || rate === 0
        ? {}
        : { timeLeftMs: Math.ceil(Math.max(0, total - this.#fetchedBytes) / rate) }),
    };
  }

  #totalBytes(): number | undefined {
    let total = 0;
    for (const bytes of this.#lengths.values()) {
      if (bytes === undefined) return undefined;
      total += bytes;
    }
    return total;
  }
}
