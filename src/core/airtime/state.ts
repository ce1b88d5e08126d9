import type { ShareRule, SpotKind } from '../playlist/definition.ts';

/** What was truly on view of one play. All times on the screen's on-air clock, whole milliseconds. */
export interface AiredSpot {
  /** `<playlist id>/<spot id>` */
  readonly key: string;
  readonly category: string;
  readonly topic?: string;
  readonly kind: SpotKind;
  /** The spot's weight in the rotation; 1 when left out. */
  readonly weight?: number;
  readonly startOnAirMs: number;
  /** Measured, rounded down; 0 for a play that failed. */
  readonly airtimeMs: number;
}

export interface AirtimeOptions {
  /**
   * How long an interruption (gap, failed start, stall) may last, in ms, without breaking a promise that was kept
   * until then. Default 2,500: the stage is without a picture for 2 s at most. Never more than a hundredth of a rule's window.
   */
  readonly reserveMs?: number;
}

/** Everything the choice of the next spot depends on. Immutable; take it as opaque. */
export interface AirtimeState {
  readonly rules: readonly ShareRule[];
  /** End of the last airing. */
  readonly onAirMs: number;
}

/** One promise as it stands. */
export interface ShareNow {
  readonly rule: ShareRule;
  readonly windowMs: number;
  /** Airtime that counts, inside the window. */
  readonly airtimeMs: number;
  /** What it is measured against: on-air time inside the window, or the airtime of the venue's own plays (`of: 'commercial'`). */
  readonly onAirMs: number;
  /** airtimeMs / onAirMs; 1 while there is nothing to measure against. */
  readonly share: number;
  /** Airtime that is missing to the promise; 0 when it is kept. */
  readonly shortfallMs: number;
  /** On-air time without the category up to now. */
  readonly gapMs: number;
}
