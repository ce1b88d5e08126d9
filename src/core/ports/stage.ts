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
  /** Ends what is on view and shows the calm slate: closing hours, or nothing to play yet. The slate is no airtime. */
  rest(): void;
  /** Sound of the programme, 0 silent to 1 full; holds from now on. */
  volume: number;
  /** True while the browser refuses sound without a gesture: spots then play muted. Tried again with every spot. */
  readonly soundRefused: boolean;
  /** Called for each step of the watchdog and when sound is refused, so that it can be written down. */
  onFault: ((fault: StageFault) => void) | undefined;
}

/** Something went wrong on the stage, and what the stage did about it. The fields are those of a `fault` entry. */
export interface StageFault {
  readonly what: 'frozen' | 'stalled' | 'sound-refused';
  /** Key of the spot. */
  readonly spot: string;
  readonly detail: string;
  readonly recovery: 'seek' | 'reload' | 'give-up' | 'mute';
}

export interface PreparedSpot {
  readonly spot: ProgrammeSpot;
  /**
   * How long before the boundary `show()` must be called for its first frame to fall on the boundary.
   * It includes slack for a busy page: called a little early, `show()` itself waits for the right instant as long as
   * the spot on view ends by itself within `startUpMs` and half a second; a spot with more left is cut at once.
   */
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
   * beyond the watchdog's cure. A spot without an end resolves only by failing. Rejects with the signal's reason
   * when aborted; may be called again then. Once the spot was replaced it resolves with 'near-end'.
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
