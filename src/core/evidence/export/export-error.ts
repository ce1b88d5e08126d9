export type ExportErrorCode =
  /** The store does not give all entries that its head counts. */
  | 'entries-missing'
  /** The stored entries are not those that were signed. */
  | 'root-differs'
  /** A range of entries that this log does not have, or none at all. */
  | 'range-empty'
  /** The next file was asked for before the one before had been read to its end. */
  | 'file-unread';

/** What was written so far is no export. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
  readonly code: ExportErrorCode;
  constructor(code: ExportErrorCode, detail: string) {
    super(`Cannot export the as-run log: ${detail}`);
    this.code = code;
  }
}
