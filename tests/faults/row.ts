import type { Chance } from './chance.ts';
import type { FaultServer } from './fault-server.ts';
import type { World } from './world.ts';

/** One kind of fault, met again and again at other instants. */
export interface FaultRow {
  readonly name: string;
  /** What is done to the screen, in one line, for the table's legend. */
  readonly fault: string;
  /** Rounds of this row for one round of the others: how much depends on the instant. */
  readonly weight?: number;
  /** Both copies of the log are hit, so plays may be gone; what must not happen is that nobody is told. */
  readonly mayLose?: true;
  /** What could not be written may be forgotten: pictures that were never acknowledged need no entry. */
  readonly mayForget?: true;
  /** Why this machine cannot show it. */
  readonly skipped?: () => string | undefined;
  /** Does the harm, and heals it where the screen cannot. */
  readonly round: (round: Round) => Promise<void>;
}

/** What a round works with. */
export interface Round {
  readonly chance: Chance;
  readonly server: FaultServer;
  /** The playing screen of this row, which lives over its rounds. */
  world(): Promise<World>;
  /** A screen of its own in place of the one before: a copy of a profile that was killed while it played. Not started. */
  killed(options?: KilledOptions): Promise<World>;
  /** Says what exactly was done, or what came of it: for whoever reads how a run goes. */
  note(remark: string): void;
  /** Is called when the screen that there is now has gone. */
  afterwards(action: () => Promise<void>): void;
}

interface KilledOptions {
  /** Where the profile lies. */
  readonly folder?: string;
  /** What the browser runs under. */
  readonly under?: readonly string[];
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
