import type { Verdict, VerifyStep } from '../../core/evidence/verify/verdict.ts';
import type { Reading } from '../desk/log-desk.ts';

/** A file that was handed over, on its way and after. */
export type OpenedFile = {
  /** Unique on this page. */
  readonly id: string;
  readonly name: string;
} & (
  | {
      readonly state: 'checking';
      readonly step: VerifyStep | undefined;
      /** 0 to 1 of the step; undefined before it has begun. */
      readonly done: number | undefined;
    }
  | {
      readonly state: 'checked';
      readonly verdict: Verdict;
      readonly reading: Reading | undefined;
      readonly file: File;
    }
  /** The file could not even be read from its medium. */
  | { readonly state: 'failed'; readonly why: string }
);

/** Verifies a file and reads its plays; aborting stops at once. */
export type OpenFile = (
  file: File,
  options: {
    readonly signal: AbortSignal;
    readonly code?: string;
    readonly onProgress: (step: VerifyStep, done: number, total: number) => void;
  },
) => Promise<{ readonly verdict: Verdict; readonly reading: Reading | undefined }>;
