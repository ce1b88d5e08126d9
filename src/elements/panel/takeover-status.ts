import type { CommandOutcome, TakeoverCommand } from '../../core/ports/takeovers.ts';
import type { StandingTakeover, Stop } from '../../core/takeover/state.ts';

/** What is ordered from outside the programme, as it stands. */
export interface TakeoverStatus {
  /** The one that goes first at the front. */
  readonly standing: readonly StandingTakeover[];
  /** Id of the one on view. */
  readonly onView?: string;
  readonly stop?: Stop;
}

/** Carries out what is ordered in the panel. */
export type GiveOrder = (command: TakeoverCommand, source: 'panel' | 'file') => Promise<CommandOutcome>;
