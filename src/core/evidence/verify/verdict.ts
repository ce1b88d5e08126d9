/** The steps of verification, in their order. Each builds on those before it. */
export const verifySteps = [
  'format',
  'tree',
  'signature',
  'cosignature',
  'continuity',
  'arithmetic',
] as const;
export type VerifyStep = (typeof verifySteps)[number];

/** What verification says of an export. Plain data: it crosses from a worker to the page as it is. */
export interface Verdict {
  /** True when no step failed. A simulated log can verify too; look at {@link VerifiedLog.simulated}. */
  readonly holds: boolean;
  readonly steps: readonly StepResult[];
  /** What the log is, as far as it could be read. */
  readonly log: VerifiedLog | undefined;
}

export interface StepResult {
  readonly step: VerifyStep;
  /** `skipped`: there was nothing to check, or an earlier step left nothing to check it on; a finding says which. */
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** What was checked, in numbers: `{ entries: 2412, tiles: 22 }`. */
  readonly checked: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly code: FindingCode;
  /** A `failure` makes its step fail; a `note` is what a reader must know to judge. */
  readonly severity: 'failure' | 'note';
  /** The evidence at hand: which file, which entry, which hash, what was found and what was expected. */
  readonly evidence: Readonly<Record<string, string | number>>;
}

export interface VerifiedLog {
  readonly origin: string;
  readonly screen: string;
  readonly epoch: number;
  /** Entries of the tree that the checkpoint signs. */
  readonly size: number;
  /** Entries that this export carries, [from, to). The whole log when from is 0 and to is size. */
  readonly from: number;
  readonly to: number;
  /** Root hash, Base64. */
  readonly root: string;
  readonly simulated: boolean;
  /** Names of the witnesses whose cosignatures hold. */
  readonly cosignedBy: readonly string[];
}

export type FindingCode =
  // format
  | 'container-damaged'
  | 'file-missing'
  | 'file-unexpected'
  | 'file-changed'
  | 'manifest-malformed'
  | 'checkpoint-malformed'
  | 'key-malformed'
  | 'bundle-malformed'
  | 'entry-malformed'
  | 'tile-malformed'
  | 'simulated'
  // tree
  | 'entry-hash-differs'
  | 'tile-hash-differs'
  | 'tile-missing'
  | 'bundle-missing'
  | 'root-differs'
  | 'proof-differs'
  // signature
  | 'signature-missing'
  | 'signature-wrong'
  | 'origin-not-of-key'
  | 'key-not-pinned'
  // cosignature
  | 'cosignature-none'
  | 'cosignature-wrong'
  | 'cosignature-unknown-witness'
  // continuity
  | 'sequence-broken'
  | 'screen-differs'
  | 'on-air-clock-back'
  | 'plays-overlap'
  | 'airtime-exceeds-clock'
  | 'clock-jump-unsaid'
  | 'silence'
  | 'epoch-begun-after-loss'
  // arithmetic
  | 'figures-differ'
  | 'plays-differ'
  | 'report-differs'
  | 'report-by-other-version';
