/** The way to a collector. Knows requests and answers, nothing of logs. */
export interface Uplink {
  /**
   * Puts the bytes of a bundle of the log `origin` at a path, as in C2SP tlog-tiles; repeating it does no harm.
   * Rejects with {@link UplinkError} when no whole answer came: what was asked may have been done all the same.
   */
  put(
    origin: string,
    path: string,
    bytes: Uint8Array<ArrayBuffer>,
    signal?: AbortSignal,
  ): Promise<UplinkAnswer>;
  /** `add-checkpoint` of C2SP tlog-witness. Rejects as {@link put}. */
  addCheckpoint(request: string, signal?: AbortSignal): Promise<UplinkAnswer>;
}

export interface UplinkAnswer {
  /** HTTP status. */
  readonly status: number;
  /** Without parameters; empty when there is none. */
  readonly contentType: string;
  readonly body: string;
  /** How long the collector wants to be left alone, if it said so. */
  readonly retryAfterMs?: number | undefined;
}

export type UplinkErrorCode =
  /** Nobody answered, or the connection broke. */
  | 'network'
  /** The answer did not come in time. */
  | 'timeout'
  /** The caller's signal said so. */
  | 'aborted';

export class UplinkError extends Error {
  override readonly name = 'UplinkError';
  readonly code: UplinkErrorCode;
  constructor(code: UplinkErrorCode, detail: string) {
    super(`Cannot reach the collector: ${detail}`);
    this.code = code;
  }
}
