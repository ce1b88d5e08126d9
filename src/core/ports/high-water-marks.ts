/**
 * The furthest that a screen's log is known to have come, kept in places that do not die together with the log. A log
 * that is found to be shorter has lost entries, even when it is consistent in itself or not there at all.
 */
export interface HighWaterMarks {
  /** The furthest of those that can be read; undefined when there is none. */
  read(): HighWaterMark | undefined;
  /** Keeps the mark wherever it can; a place that refuses is left out. Never throws. */
  raise(mark: HighWaterMark): void;
}

export interface HighWaterMark {
  readonly screenId: string;
  readonly epoch: number;
  /** Entries that were committed. */
  readonly size: number;
  /** Their root hash, Base64. */
  readonly root: string;
  /** The first copy may have gone on alone from this size on; absent while the second has all. */
  readonly aloneFrom?: number | undefined;
}
