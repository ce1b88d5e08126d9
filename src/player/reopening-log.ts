import type { AsRunLog } from '../core/as-run/as-run-log.ts';
import type { AsRunEntry, EntryDraft, PlayDraft, Stamp } from '../core/as-run/entry.ts';
import type { PlayLog } from '../core/playout/journal.ts';

/**
 * A log that could not be opened yet: each entry tries again. The playout holds what is refused, so that a disk that
 * recovers after an hour still gets the plays of that hour.
 */
export class ReopeningLog implements PlayLog {
  readonly #open: () => Promise<AsRunLog>;
  #log: AsRunLog | undefined;

  constructor(open: () => Promise<AsRunLog>) {
    this.#open = open;
  }

  /** The signed note of what is committed; undefined until the log could be opened. */
  get checkpoint(): string | undefined {
    return this.#log?.checkpoint;
  }

  async append(...drafts: EntryDraft[]): Promise<AsRunEntry[]> {
    this.#log ??= await this.#open();
    return this.#log.append(...drafts);
  }

  async inFlight(play: PlayDraft, until?: Stamp): Promise<void> {
    await this.#log?.inFlight(play, until);
  }
}
