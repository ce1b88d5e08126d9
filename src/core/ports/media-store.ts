/** Where creatives are kept for offline play: whole, verified, named by their SHA-256. */
export interface MediaStore {
  /** Those of `creatives` that are not whole and verified on this device. */
  missing(creatives: readonly Creative[]): Promise<Creative[]>;
  /**
   * Fetches what is missing, resuming earlier attempts, verifies and keeps it. One bad file does not stop the others;
   * no network or no room does. Rejects with the first {@link MediaError}, or with the signal's reason when aborted;
   * what was complete stays kept.
   */
  fetchAll(creatives: readonly Creative[], options: FetchOptions): Promise<void>;
  /** The address from which the page plays a creative: that of the kept copy where there is one, else the original. */
  addressOf(creative: Creative): Promise<string>;
  /** Drops every creative that is not in `keep`, and every unfinished download of one. */
  prune(keep: readonly Creative[]): Promise<void>;
  /**
   * Reads what is kept again, slowly, beside the playing picture. Damaged creatives are dropped and returned; they are
   * then missing, so the next `fetchAll` brings them back. Rejects with the signal's reason when aborted.
   */
  verify(creatives: readonly Creative[], signal: AbortSignal): Promise<Creative[]>;
}

export interface Creative {
  /** Absolute address. */
  readonly url: string;
  /** Lower-case hex; absent when the publisher gave none (then kept by address and only checked for completeness). */
  readonly sha256?: string;
  /** What belongs to it and must be kept with it: the segments of an HLS stream on demand. */
  readonly kind?: 'file' | 'hls';
  readonly files?: readonly { readonly url: string; readonly sha256: string }[];
}

export interface FetchOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: FetchProgress) => void;
}

export interface FetchProgress {
  readonly fetchedBytes: number;
  /** Undefined while a server has not said how long a file is. */
  readonly totalBytes?: number;
  readonly filesDone: number;
  readonly filesTotal: number;
  /** Estimate from the rate so far; undefined until there is one. */
  readonly timeLeftMs?: number;
}

export type MediaErrorCode =
  | 'not-found'
  | 'network'
  | 'hash-mismatch'
  | 'incomplete'
  | 'quota'
  | 'unsupported';

export class MediaError extends Error {
  override readonly name = 'MediaError';
  readonly code: MediaErrorCode;
  readonly url: string;
  constructor(code: MediaErrorCode, url: string, detail: string) {
    super(`Cannot keep ${url}: ${detail}`);
    this.code = code;
    this.url = url;
  }
}
