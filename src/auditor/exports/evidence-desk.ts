import type { SequenceRange } from '../../core/evidence/carried-entries.ts';

export type EvidenceFormat = 'zip' | 'ndjson';

export interface EvidenceRequest {
  readonly format: EvidenceFormat;
  readonly epoch: number;
  /** What is claimed; the whole log when left out. */
  readonly range?: SequenceRange;
  /** Who takes the copy: it is written into the log. */
  readonly by: string;
  readonly fileName: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** Copies of this screen's log that can be taken away. Rejects with the signal's reason when cancelled. */
export interface EvidenceDesk {
  /** Resolves when the file is saved, or handed to the browser's downloads. */
  save(request: EvidenceRequest): Promise<SavedEvidence>;
}

export interface SavedEvidence {
  /** Whether the log says who took it, so that the copy has that entry too. */
  readonly noted: boolean;
}
