import type { AsRunEntry, PlayEntry } from '../as-run/entry.ts';
import type { ShareRule } from '../playlist/definition.ts';
import { commercialCategory, countsFor } from '../playlist/share-rule.ts';
import { localTime } from '../wall-time.ts';
import { zoneOf } from '../zones/zone-rules.ts';

/** Airtime of a play, or of all plays that no rule can tell apart. */
type Aired = Readonly<Pick<PlayEntry, 'zone' | 'category' | 'kind' | 'airtimeMs'>>;

/** The present day as the log has it so far, for the operator's first line. Reports proper are made from the whole log. */
export class Today {
  readonly #timeZone: string;
  #date = '';
  #startOnAirMs = 0;
  #playCount = 0;
  /** Sums, not plays: a board of short slogans has many thousands of them in a day. */
  #totals = new Map<string, Aired>();

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** Adds entries in their order; a new local date begins a new day. */
  add(entries: readonly AsRunEntry[]): void {
    for (const entry of entries) {
      const { date } = localTime(Date.parse(entry.at), this.#timeZone);
      if (date !== this.#date) this.#begin(date, entry.onAirMs);
      if (entry.type === 'play') this.#count(entry);
    }
  }

  get playCount(): number {
    return this.#playCount;
  }

  /**
   * A rule's share since midnight, 0 to 1; undefined before anything was on air.
   * @param onView what its play has been so far that is still to be written
   */
  share(rule: ShareRule, onAirMs: number, onView: readonly Aired[] = []): number | undefined {
    const zone = zoneOf(rule);
    const aired = [...this.#totals.values(), ...onView].filter((each) => each.zone === zone);
    const counting = airtimeMs(aired.filter((each) => countsFor(rule, each)));
    const ofMs =
      rule.of === 'commercial'
        ? airtimeMs(aired.filter(({ category }) => category === commercialCategory))
        : onAirMs - this.#startOnAirMs;
    return ofMs > 0 ? counting / ofMs : undefined;
  }

  #count({ zone, category, kind, airtimeMs }: PlayEntry): void {
    this.#playCount += 1;
    const key = `${zone} ${kind} ${category}`;
    const before = this.#totals.get(key)?.airtimeMs ?? 0;
    this.#totals.set(key, { zone, category, kind, airtimeMs: before + airtimeMs });
  }

  #begin(date: string, onAirMs: number): void {
    this.#date = date;
    this.#startOnAirMs = onAirMs;
    this.#playCount = 0;
    this.#totals = new Map();
  }
}

function airtimeMs(aired: readonly Aired[]): number {
  return aired.reduce((sum, each) => sum + each.airtimeMs, 0);
}
