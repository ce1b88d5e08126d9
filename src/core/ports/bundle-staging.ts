import type { BundlePiece } from '../uplink/piece.ts';

/** A piece of a log as somebody sent it: nothing vouches for it. */
export interface StagedPiece extends BundlePiece {
  /** An entry bundle of `width - from` entries. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Where pieces wait until a checkpoint vouches for them. One for each bundle of a log: the newest takes the place of
 * the one before, so that a bad one does no lasting harm. Need not survive a restart, because the sender is told what
 * is missing.
 */
export interface BundleStaging {
  /** False, and nothing kept, when there is no room. */
  put(origin: string, piece: StagedPiece): Promise<boolean>;
  get(origin: string, index: number): Promise<StagedPiece | undefined>;
  /** Forgets the pieces that have no entry from `size` on. */
  release(origin: string, size: number): Promise<void>;
}
