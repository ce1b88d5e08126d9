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
  constructor(code: AsRunLogErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
