/**
 * Where the as-run log is kept. The store knows bytes and sizes, nothing of plays; a second copy is another
 * store behind the same port, and the export reads through `readEntries`. Every method rejects with an
 * {@link AsRunStoreError}.
 */
export interface AsRunStore {
  /** The committed head, or undefined when this screen has never written. */
  readHead(): Promise<AsRunHead | undefined>;
  /**
   * Writes entries, head and the in-flight row as one, durably: when this resolves, power may fail.
   * Precondition: `commit.head.size === (stored size) + commit.entries.length`; otherwise nothing is written and it
   * rejects with `conflict`. Callers keep one commit under way at a time and are the only writer (Web Lock).
   */
  commit(commit: AsRunCommit): Promise<void>;
  /** Entry bytes with sequence numbers in [from, to) as far as there are any, in order, exactly as committed. */
  readEntries(from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]>;
  /** The row that stands for the plays on view; replaced often, cheap, not strict. Undefined clears it. */
  writeInFlight(row: Uint8Array<ArrayBuffer> | undefined): Promise<void>;
  readInFlight(): Promise<Uint8Array<ArrayBuffer> | undefined>;
  close(): void;
}

/** A store that can be put right from another copy. Nothing but recovery calls these. */
export interface MendableAsRunStore extends AsRunStore {
  /**
   * Puts entries back in their places, durably; the head stays as it is.
   * Precondition: `from + entries.length` is at most the stored size, otherwise `conflict`.
   */
  mend(from: number, entries: readonly Uint8Array<ArrayBuffer>[]): Promise<void>;
  /** Throws away what is stored of this log, durably: it cannot be read as one, and the other copy is whole. */
  clear(): Promise<void>;
}

export interface AsRunHead {
  /** `changming/<screen id>/<epoch>` */
  readonly origin: string;
  /** Number of entries in the tree. */
  readonly size: number;
  /** Compact Merkle range: roots of the perfect subtrees of the size, left to right, 32 bytes each. */
  readonly range: readonly Uint8Array<ArrayBuffer>[];
  /** The signed C2SP checkpoint of exactly this size. */
  readonly checkpoint: string;
}

export interface AsRunCommit {
  readonly entries: readonly Uint8Array<ArrayBuffer>[];
  readonly head: AsRunHead;
  /** What the in-flight row says from here on; undefined clears it. */
  readonly inFlight: Uint8Array<ArrayBuffer> | undefined;
}

export type AsRunStoreErrorCode =
  /** The device has no room left. Nothing was written. */
  | 'quota'
  /** The stored size is not the one the commit builds on: somebody else wrote. Nothing was written. */
  | 'conflict'
  /** What is stored cannot be what was written. */
  | 'corrupt'
  /** The store was closed, or a newer version of the program has taken it over. */
  | 'closed'
  /** This device has no such storage and never will. */
  | 'unsupported'
  /** Anything else the device said. Whether a commit was written is not known: read the head. */
  | 'device';

export class AsRunStoreError extends Error {
  override readonly name = 'AsRunStoreError';
  readonly code: AsRunStoreErrorCode;
  constructor(code: AsRunStoreErrorCode, detail: string) {
    super(`Cannot use the as-run store: ${detail}`);
    this.code = code;
  }
}
