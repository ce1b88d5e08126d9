import type { ScreenIdentity } from '../as-run/screen-identity.ts';

/**
 * The second copy of a screen's identity and of its log: append-only, on storage that does not die together with the
 * first. It is written ahead of the first, so that nothing that was ever released is missing here. Knows bytes and
 * sizes, nothing of plays. One writer at a time (Web Lock). Every method rejects with an `AsRunStoreError`;
 * `unsupported` means that this device has no such storage and never will.
 */
export interface AsRunMirror {
  /**
   * Takes up the log of `origin`; the calls below are then about it. Reads only the end of what is kept, and changes
   * nothing: what cannot be read stays where it is until something is appended in its place.
   */
  open(origin: string): Promise<MirrorHead>;
  /**
   * Durable when it resolves. Precondition: `record.from` is the size, otherwise `conflict`. After any other
   * rejection nothing of the record is in the copy, or all of it is: `open` tells.
   */
  append(record: MirrorRecord): Promise<void>;
  /** Cuts the copy back to the end of the last record that holds no entry from `size` on, and says where that is. */
  truncate(size: number): Promise<MirrorHead>;
  /** Entry bytes from `from` up to `to`, or up to the first that is missing or damaged. */
  readEntries(from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]>;
  /** Undefined when none was written, or none that can be read. */
  readIdentity(): Promise<ScreenIdentity | undefined>;
  /** Durable when it resolves. */
  writeIdentity(screen: ScreenIdentity): Promise<void>;
  close(): void;
}

/** One commit, or a part of the log that was brought up later. */
export interface MirrorRecord {
  /** Sequence number of the first entry. */
  readonly from: number;
  readonly entries: readonly Uint8Array<ArrayBuffer>[];
  /** The signed checkpoint of `from + entries.length`; undefined in the middle of what is brought up. */
  readonly checkpoint: string | undefined;
}

/** Where the copy ends. */
export interface MirrorHead {
  /** Entries that can be read without a hole at the end. Older ones are only looked at when they are read. */
  readonly size: number;
  /** Compact Merkle range of `size` entries, as computed from the entries at the end. */
  readonly range: readonly Uint8Array<ArrayBuffer>[];
  /** The signed checkpoint of exactly this size; undefined for an empty copy, or one that was being brought up. */
  readonly checkpoint: string | undefined;
  /** Sequence number of the first entry of the last record: more than that was never under way at once. */
  readonly lastFrom: number;
  /**
   * The largest size that anything kept here speaks of. More than `size` when what lies between was damaged; a record
   * that was merely torn off while it was written does not count.
   */
  readonly reached: number;
}
