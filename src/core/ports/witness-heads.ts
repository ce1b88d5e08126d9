/** What the collector has acknowledged of one log. */
export interface WitnessHead {
  /** `changming/<screen id>/<epoch>` */
  readonly origin: string;
  /** Entries in the tree. */
  readonly size: number;
  /** Compact Merkle range of `size` entries, 32 bytes each. */
  readonly range: readonly Uint8Array<ArrayBuffer>[];
  /** The screen's signed note plus the collector's cosignature line(s). */
  readonly checkpoint: string;
}

/** Two signed checkpoints that no one tree can have. */
export interface Fork {
  readonly origin: string;
  readonly held: string;
  readonly offered: string;
  readonly seenAtMs: number;
}

/** How far each log has been acknowledged: the one thing that two receivers must not disagree about. */
export interface WitnessHeads {
  read(origin: string): Promise<WitnessHead | undefined>;
  /**
   * Compare and swap in one statement: true when the stored size was `fromSize` (0: none stored) and `head` now
   * stands, durably.
   */
  advance(fromSize: number, head: WitnessHead): Promise<boolean>;
  /** Keeps both checkpoints as evidence, durably; the same pair once only. */
  recordFork(fork: Fork): Promise<void>;
  forks(origin?: string): Promise<Fork[]>;
  close(): Promise<void>;
}
