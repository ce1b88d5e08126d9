import { type Checkpoint, parseCheckpointText } from '../tlog/checkpoint.ts';

/**
 * What the as-run log can say for itself at this instant: its committed checkpoint; that nothing is committed yet; or
 * that it does not take what is played, so that no code may stand as if it did.
 */
export type LogStanding = Checkpoint | 'nothing-written' | 'not-written';

/** A commit takes milliseconds. A device that has not answered for this long is not writing. */
const longestCommitMs = 5_000;

export interface LogState {
  /** The signed note of what is committed; undefined while the log could not be opened. */
  readonly checkpoint: string | undefined;
  /** Whether the last attempt to write was refused. */
  readonly refused: boolean;
  /** How long the oldest entry has been waiting to be written; 0 when none is. */
  readonly behindMs: number;
}

/** Throws `NoteError` when the checkpoint is none. */
export function logStanding({ checkpoint, refused, behindMs }: LogState): LogStanding {
  if (refused || behindMs > longestCommitMs) return 'not-written';
  if (checkpoint === undefined) return 'nothing-written';
  const stated = parseCheckpointText(checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 1));
  // Every empty log has the same root: its code would stand for nothing.
  return stated.size === 0 ? 'nothing-written' : stated;
}
