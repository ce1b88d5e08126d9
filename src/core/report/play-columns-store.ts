import type { RowSubject } from './row-subject.ts';

/**
 * Where the columns of the log are kept between two openings. Derived data: whatever is damaged, foreign or of
 * another version is reported as absent, and built anew from the log.
 */
export interface PlayColumnsStore {
  /** What is kept for the log `origin`; size 0 when nothing is, or only columns of another log. */
  describe(origin: string): Promise<KeptColumns>;
  /**
   * Adds one full chunk and the subjects that it brought, as one.
   * @returns false, and nothing is written, when what is kept is no longer `after`: another tab was faster
   */
  append(
    origin: string,
    after: KeptColumns,
    chunk: ArrayBuffer,
    subjects: readonly RowSubject[],
  ): Promise<boolean>;
  /** Subjects from number `from` on. */
  readSubjects(from: number): Promise<RowSubject[]>;
  /**
   * Chunks that start at rows [fromSeq, toSeq), in order.
   * @throws PlayColumnsDamaged when one is missing or not as it was written
   */
  readChunks(fromSeq: number, toSeq: number): Promise<ArrayBuffer[]>;
  clear(): Promise<void>;
}

export interface KeptColumns {
  /** Rows kept, always whole chunks. */
  readonly size: number;
  readonly subjects: number;
}

export class PlayColumnsDamaged extends Error {
  override readonly name = 'PlayColumnsDamaged';
  constructor(detail: string) {
    super(`Cannot read the columns of the log: ${detail}`);
  }
}
