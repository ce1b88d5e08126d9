import type { NoteVerifier } from '../tlog/signed-note.ts';

/** Who may sign which log. */
export interface ScreenKeys {
  /**
   * The keys that the log `origin` may be signed with; each has the origin as its name. None when all were revoked;
   * undefined when no such log is known.
   */
  verifiersOf(origin: string): Promise<readonly NoteVerifier[] | undefined>;
}
