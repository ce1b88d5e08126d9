import type { ProgrammeSpot } from '../playlist/programme-spot.ts';

/**
 * The picture. It prepares spots ahead, swaps them on a presented frame and measures what was truly on view.
 * It decides nothing: which spot plays, and until when, is the playout's business.
 */
export interface Stage {
  /**
   * Loads, decodes and pauses a spot so that it can start at once.
   * Rejects with a {@link SpotError} when it cannot be shown. At most one spot is prepared ahead;
   * preparing another, or aborting, releases the one before.
   */
  prepare(spot: ProgrammeSpot, signal: AbortSignal): Promise<PreparedSpot>;
  /**
   * Starts a prepared spot and resolves when its first frame has replaced the picture before it,
   * which stays on view until then. Rejects with a {@link SpotError} when no frame came in time;
   * the picture before is then still on view.
   */
  show(prepared: PreparedSpot): Promise<SpotOnView>;
}

export interface PreparedSpot {
  readonly spot: ProgrammeSpot;
  /** How long before the boundary `show()` must be called for its first frame to fall on the boundary. */
  readonly startUpMs: number;
}

export interface SpotOnView {
  readonly spot: ProgrammeSpot;
  /** Monotonic time at which the first frame was presented. */
  readonly shownAtMs: number;
  /** Time the previous picture's last frame had already overstayed, or nothing was seen, at the boundary. */
  readonly gapMs: number;
  /**
   * Resolves when the spot is within `leadMs` of its natural end (or has reached it), or when it failed or froze
   * beyond the watchdog's cure. A spot without an end resolves only by failing or by the signal.
   */
  nearEnd(leadMs: number, signal: AbortSignal): Promise<'near-end' | { readonly failed: SpotError }>;
  /** What has been on view up to now. May be read at any time, also after another spot has replaced this one. */
  measure(): Airing;
}

/** What was measured of one play so far. */
export interface Airing {
  /** Time truly on view: frozen, hidden and undecoded time is not counted. Rounded down. */
  readonly airtimeMs: number;
  readonly framesShown?: number;
  readonly framesDropped?: number;
  /** True once the natural end was reached. */
  readonly complete: boolean;
}

export type SpotErrorCode =
  | 'not-found'
  | 'network'
  | 'corrupt'
  | 'unsupported'
  | 'timeout'
  | 'frozen'
  | 'refused';

/** Why a spot could not be shown or stopped early. */
export class SpotError extends Error {
  override readonly name = 'SpotError';
  readonly code: SpotErrorCode;
  readonly spotKey: string;
  constructor(code: SpotErrorCode, spotKey: string, detail: string) {
    super(`Cannot show ${spotKey}: ${detail}`);
    this.code = code;
    this.spotKey = spotKey;
  }
}
