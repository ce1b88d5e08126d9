/** Why a spot was chosen: data, so that the log keeps it and every language can say it. */
export type Reason =
  /** Nothing was owed; the next of the rotation. */
  | { readonly code: 'rotation'; readonly category: string }
  /** Without it the promise would have broken within the spot that would have played instead. */
  | {
      readonly code: 'due';
      readonly category: string;
      /** Share promised, 0 to 1. */
      readonly atLeast: number;
      /** Share there would be at the end of the spot that was passed over. */
      readonly without: number;
      /** On-air time at which the promise would have been checked. */
      readonly atOnAirMs: number;
    }
  /** The longest allowed stretch without the category would have been passed. */
  | { readonly code: 'gap-due'; readonly category: string; readonly maxGapMs: number; readonly gapMs: number }
  /** An earlier failure left a shortfall. */
  | { readonly code: 'make-good'; readonly category: string; readonly shortfallMs: number }
  /** Nothing of the category could be shown, so a built-in slogan was; or nothing is to be: the screen of a loudspeaker. */
  | {
      readonly code: 'built-in';
      readonly category: string;
      readonly detail: 'no-spot' | 'media-missing' | 'closed' | 'dark-screen';
    }
  /** An urgent warning interrupts the programme: which, and who ordered it. */
  | {
      readonly code: 'takeover';
      readonly category: string;
      readonly takeover: string;
      readonly by: string;
    }
  /** A person uses the kiosk. It counts for no promise; `category` is `interaction`. */
  | { readonly code: 'interaction'; readonly category: string }
  /** An announcement at a set time, `2026-11-22T07:50:00.000+08:00`, and how much later than that it was due to begin. */
  | { readonly code: 'set-time'; readonly category: string; readonly at: string; readonly lateMs: number }
  /** An announcement because somebody came near: what told so. */
  | { readonly code: 'approach'; readonly category: string; readonly by: string }
  /** An announcement that somebody at the screen asked for. */
  | { readonly code: 'by-hand'; readonly category: string };
