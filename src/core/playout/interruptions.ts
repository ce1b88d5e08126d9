import type { AirtimeState, Choice } from '../airtime/airtime.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../playlist/programme-spot.ts';
import type { AiringPlay, PlayEnd } from './airing-play.ts';

/** A boundary as those see it who may break into the programme. */
export interface InterruptedPlan {
  readonly programme: ResolvedProgramme;
  /** With everything aired up to `onAirMs`, the play on view included. */
  readonly airtime: AirtimeState;
  readonly onAirMs: number;
  /** What the programme could play instead. */
  readonly eligible: readonly ProgrammeSpot[];
  /** Whether a spot can be shown: its media are here and it has not failed of late. */
  readonly usable: (spot: ProgrammeSpot) => boolean;
  /** What is on view before the boundary, and whether it comes to its end there. */
  readonly playing?: AiringPlay;
  readonly completes: boolean;
}

/** What may break into the programme: takeovers, and the stop of everything. The playout asks it at every turn. */
export interface Interruptions {
  /** Monotonic time since which nothing may be shown; undefined while the programme plays. */
  readonly stoppedAtMs: number | undefined;
  /** Whether anything waits to break in: while nothing does, the playout need not ask. */
  readonly pending: boolean;
  /** Another number whenever what follows must be planned anew. */
  readonly revision: number;
  /** What plays next instead of a spot of the programme; undefined where the promises leave no room for it. */
  choose(plan: InterruptedPlan): Choice | undefined;
  /** What is to replace the play on view now, without waiting for its end. */
  breakIn(plan: InterruptedPlan): Choice | undefined;
  /** The screen has been handed over to something else, until somebody wakes the wishes: nothing plays. */
  readonly away?: boolean;
  /** Whether the screen is handed over when this play has ended. */
  leavesAfter?(play: AiringPlay, ended: PlayEnd): boolean;
  /** Whether a play is of a takeover that is over before its time: cancelled. */
  isCancelled(play: AiringPlay): boolean;
  cameOnView(play: AiringPlay): void;
  ended(play: AiringPlay, airtimeMs: number, ended: PlayEnd): void;
}
