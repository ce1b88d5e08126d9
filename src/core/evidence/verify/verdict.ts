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
  /** True when no step failed and the live code, if one was asked for, was found. A simulated log can verify too; look at {@link VerifiedLog.simulated}. */
  readonly holds: boolean;
  readonly steps: readonly StepResult[];
  /** What the log is, as far as it could be read. */
  readonly log: VerifiedLog | undefined;
  /** Only when a live code was asked for. */
  readonly code?: CodeAnswer;
}

/** Which checkpoint of the log a photo of the screen shows. Times are those of the screen's own wall clock. */
export type CodeAnswer =
  | {
      readonly found: true;
      /** Entries that the checkpoint covers. */
      readonly size: number;
      /** Base64. */
      readonly root: string;
      readonly liveCode: string;
      /** From when the code stood on the screen: what the last entry of the checkpoint tells of had ended. */
      readonly fromTime?: string;
      /** Until when; absent where the log ends with this checkpoint. */
      readonly untilTime?: string;
      /** What was on view meanwhile, as far as the log tells. */
      readonly onView?: {
        readonly spot: string;
        readonly playlist?: string;
        readonly category: string;
        readonly topic?: string;
        /** Wall time of its first frame. */
        readonly at: string;
      };
    }
  | {
      readonly found: false;
      /**
       * - `unknown`: no checkpoint has this code. The log was rewritten, or the photo is of another screen or epoch, or
       *   newer than the export.
       * - `other-log`: the QR code names another screen or epoch.
       * - `beyond-log`: the QR code is of more entries than the export has: it is older than the photo, or entries are gone.
       * - `rewritten`: the log has another root at the size that the QR code names.
       */
      readonly why: 'unknown' | 'other-log' | 'beyond-log' | 'rewritten';
      /** Sizes whose checkpoints were compared. */
      readonly searched: { readonly from: number; readonly to: number };
      /** A checkpoint whose code differs in one or two characters: a hint to read the photo again, and no match. */
      readonly nearest?: { readonly size: number; readonly digits: number };
    };

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
  | 'entry-type-unknown'
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
  | 'key-differs'
  | 'key-not-pinned'
  // cosignature
  | 'cosigned'
  | 'cosignature-none'
  | 'cosignature-wrong'
  | 'cosignature-unknown-witness'
  // continuity
  | 'sequence-broken'
  | 'screen-differs'
  | 'on-air-clock-back'
  | 'monotonic-clock-back'
  | 'on-air-clock-drifts'
  | 'plays-overlap'
  | 'shown-while-stopped'
  | 'airtime-exceeds-clock'
  | 'clock-jump-unsaid'
  | 'silence'
  | 'epoch-begun-after-loss'
  | 'loss-declared'
  // arithmetic
  | 'figures-differ'
  | 'plays-differ'
  | 'report-differs'
  | 'report-by-other-version';
