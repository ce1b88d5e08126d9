/** Where a screen asks to be enrolled. Every method rejects with an {@link EnrolmentError}. */
export interface EnrolmentDesk {
  /**
   * Asks to be enrolled.
   * @param origin of the screen's log, `changming/<screen id>/<epoch>`
   * @param publicKey 32 bytes
   */
  ask(origin: string, publicKey: Uint8Array, signal?: AbortSignal): Promise<PairingBegun>;
  /** Shows that the screen holds the key of `origin`. @param signature 64 bytes, see `signProof` */
  prove(
    request: string,
    origin: string,
    signature: Uint8Array,
    signal?: AbortSignal,
  ): Promise<EnrolmentStanding>;
  /** How it stands by now. */
  look(request: string, signal?: AbortSignal): Promise<EnrolmentStanding>;
}

export interface PairingBegun {
  /** A secret between the screen and the collector: what the request is asked about by. */
  readonly request: string;
  /** 32 bytes to sign. */
  readonly challenge: Uint8Array;
}

export type EnrolmentStanding =
  /** An operator is to confirm the code. */
  | {
      readonly state: 'waiting';
      readonly code: string;
      readonly expiresInMs: number;
      readonly pollAfterMs: number;
    }
  | { readonly state: 'enrolled'; readonly as: EnrolledAs }
  /** An operator said no. */
  | { readonly state: 'refused' }
  /** The key was enrolled once and is not to be used any more: the screen needs a new one. */
  | { readonly state: 'revoked'; readonly because: string }
  /** Nobody confirmed the code in time. */
  | { readonly state: 'expired' };

/** What the screen is, by its collector. */
export interface EnrolledAs {
  readonly name: string;
  /** From the top down. */
  readonly organisations: readonly {
    readonly path: string;
    readonly title: { readonly 'zh-CN': string; readonly en: string };
  }[];
}

export type EnrolmentErrorCode =
  /** Nobody answered, in time or at all, or the collector cannot work at the moment. */
  | 'unreachable'
  /** The collector says that this is no request, or none that it takes. */
  | 'refused'
  /** The answer is none that a collector gives. */
  | 'malformed'
  /** The caller's signal said so. */
  | 'aborted';

export class EnrolmentError extends Error {
  override readonly name = 'EnrolmentError';
  readonly code: EnrolmentErrorCode;
  /** How long the collector wants to be left alone, if it said so. */
  readonly retryAfterMs: number | undefined;
  constructor(code: EnrolmentErrorCode, detail: string, retryAfterMs?: number) {
    super(`Cannot enrol the screen: ${detail}`);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
