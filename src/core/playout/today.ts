import type { AsRunEntry, PlayEntry } from '../as-run/entry.ts';
import type { ShareRule } from '../playlist/definition.ts';
import { commercialCategory, countsFor } from '../playlist/share-rule.ts';
import { localTime } from '../wall-time.ts';

/** The present day as the log has it so far, for the operator's first line. Reports proper are made from the whole log. */
export class Today {
  readonly #timeZone: string;
  #date = '';
  #startOnAirMs = 0;
  #plays: PlayEntry[] = [];

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** Adds entries in their order; a new local date begins a new day. */
  add(entries: readonly AsRunEntry[]): void {
    for (const entry of entries) {
      const { date } = localTime(Date.parse(entry.at), this.#timeZone);
      if (date !== this.#date) this.#begin(date, entry.onAirMs);
      if (entry.type === 'play') this.#plays.push(entry);
    }
  }

  get playCount(): number {
    return this.#plays.length;
  }

  /** A rule's share since midnight, 0 to 1; undefined before anything was on air. */
  share(rule: ShareRule, onAirMs: number): number | undefined {
    const counting = this.#airtimeMs((play) => countsFor(rule, play));
    const ofMs =
      rule.of === 'commercial'
        ? this.#airtimeMs((play) => play.category === commercialCategory)
        : onAirMs - this.#startOnAirMs;
    return ofMs > 0 ? counting / ofMs : undefined;
  }

  #airtimeMs(of: (play: PlayEntry) => boolean): number {
    return this.#plays.reduce((sum, play) => sum + (of(play) ? play.airtimeMs : 0), 0);
  }

  #begin(date: string, onAirMs: number): void {
    this.#date = date;
    this.#startOnAirMs = onAirMs;
    this.#plays = [];
  }
}
