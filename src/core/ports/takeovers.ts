import type { Takeover } from '../takeover/definition.ts';
import type { TakeoverState } from '../takeover/state.ts';

/** What somebody orders from outside the programme. Every order says who and why: it stands in the as-run log. */
export type TakeoverCommand =
  | { readonly do: 'begin'; readonly takeover: Takeover }
  | { readonly do: 'cancel'; readonly id: string; readonly by: string; readonly why: string }
  /** The emergency stop: a neutral slate at once, until it is lifted. */
  | { readonly do: 'stop'; readonly by: string; readonly why: string }
  | { readonly do: 'lift'; readonly by: string; readonly why: string };

/**
 * What became of a command. `known`, `not-standing`: nothing changed, and a command that is repeated because its
 * answer was lost does no harm. `expired`, `too-many`: refused.
 */
export type CommandOutcome = 'done' | 'known' | 'expired' | 'too-many' | 'not-standing';

/**
 * Where commands come from: the operator's panel, a key chord, a file, the collector.
 * A source delivers each command at least once and in order.
 */
export interface TakeoverSource {
  /** Stands in the log beside what it begins, such as `panel`. */
  readonly name: string;
  /**
   * Commands go to `carryOut` from now on; its promise resolves when the outcome would survive a restart.
   * Returns the function that ends it.
   */
  subscribe(carryOut: (command: TakeoverCommand) => Promise<CommandOutcome>): () => void;
}

/** Keeps what has been ordered over restarts. */
export interface TakeoverStore {
  /** As it was kept, to be judged; undefined when nothing was. */
  readTakeovers(): Promise<unknown>;
  /** Resolves when a power cut would not undo it. */
  writeTakeovers(state: TakeoverState): Promise<void>;
}
