/** What a collector has vouched for of one log, and since when. */
export interface Cosigned {
  readonly origin: string;
  readonly size: number;
  /** Compact Merkle range of `size` entries: where the next proof begins. */
  readonly range: readonly Uint8Array<ArrayBuffer>[];
  /** The screen's signed note with the collector's cosignature. */
  readonly checkpoint: string;
  /** Sizes that were vouched for earlier, oldest first; thinned out. The last one is `size`. */
  readonly marks: readonly CosignedMark[];
}

export interface CosignedMark {
  readonly size: number;
  /** Seconds since 1970-01-01T00:00Z by the collector's clock. */
  readonly atSeconds: number;
}

/**
 * Keeps cosignatures beside the screen's log, one for each log. When it is lost, the collector is asked and nothing is
 * pruned until it has vouched anew.
 */
export interface Cosignatures {
  read(origin: string): Promise<Cosigned | undefined>;
  /** Durable when it resolves. */
  keep(cosigned: Cosigned): Promise<void>;
}
