import type { AsRunEntry, PlayEntry } from './entry.ts';
import { playKey } from './in-flight.ts';

/** As many as could still be refreshed or appended once more by a caller that did not hear of their commit. */
export const mostPlays = 256;

/** The plays that this session wrote last, by their key. */
export class RecentPlays {
  readonly #plays: Map<string, PlayEntry>;

  constructor(plays: Iterable<[string, PlayEntry]> = []) {
    this.#plays = new Map(plays);
  }

  copy(): RecentPlays {
    return new RecentPlays(this.#plays);
  }

  clear(): void {
    this.#plays.clear();
  }

  has(key: string): boolean {
    return this.#plays.has(key);
  }

  get(key: string): PlayEntry | undefined {
    return this.#plays.get(key);
  }

  /** Remembers the entry if it is a play. */
  note(entry: AsRunEntry): void {
    if (entry.type !== 'play') return;
    this.#plays.set(playKey(entry), entry);
    const [oldest] = this.#plays.keys();
    if (this.#plays.size > mostPlays && oldest !== undefined) this.#plays.delete(oldest);
  }
}
