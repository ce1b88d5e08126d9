export type AsRunLogErrorCode =
  /** What is stored contradicts itself or its signature; nothing may be signed on top of it. */
  | 'inconsistent'
  /** An entry would exceed {@link maximumEntryBytes}. */
  | 'too-large'
  /** An entry says something that JSON cannot, such as NaN. */
  | 'unwritable'
  | 'closed';

export class AsRunLogError extends Error {
  override readonly name = 'AsRunLogError';
  readonly code: AsRunLogErrorCode;
  /** With `inconsistent`: sequence numbers that are in no copy any more, [from, to), where that is known. */
  readonly lost: { readonly from: number; readonly to: number } | undefined;
  constructor(code: AsRunLogErrorCode, message: string, lost?: { from: number; to: number }) {
    super(message);
    this.code = code;
    this.lost = lost;
  }
}
