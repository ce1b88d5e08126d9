import type { AsRunEntry, PlayEntry } from '../as-run/entry.ts';
import type { ShareRule, SpotKind } from '../playlist/definition.ts';
import { commercialCategory, countsFor } from '../playlist/share-rule.ts';
import { localTime } from '../wall-time.ts';
import { zoneOf } from '../zones/zone-rules.ts';

/** Airtime of all plays that no rule can tell apart. */
interface Total {
  readonly zone: string;
  readonly category: string;
  readonly kind: SpotKind;
  airtimeMs: number;
}

/** The present day as the log has it so far, for the operator's first line. Reports proper are made from the whole log. */
export class Today {
  readonly #timeZone: string;
  #date = '';
  #startOnAirMs = 0;
  #playCount = 0;
  /** Sums, not plays: a board of short slogans has many thousands of them in a day. */
  #totals = new Map<string, Total>();

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

  /** A rule's share since midnight, 0 to 1; undefined before anything was on air. */
  share(rule: ShareRule, onAirMs: number): number | undefined {
    const zone = zoneOf(rule);
    const counting = this.#airtimeMs((total) => total.zone === zone && countsFor(rule, total));
    const ofMs =
      rule.of === 'commercial'
        ? this.#airtimeMs((total) => total.zone === zone && total.category === commercialCategory)
        : onAirMs - this.#startOnAirMs;
    return ofMs > 0 ? counting / ofMs : undefined;
  }

  #count({ zone, category, kind, airtimeMs }: PlayEntry): void {
    this.#playCount += 1;
    const key = `${zone} ${kind} ${category}`;
    const total = this.#totals.get(key) ?? { zone, category, kind, airtimeMs: 0 };
    total.airtimeMs += airtimeMs;
    this.#totals.set(key, total);
  }

  #airtimeMs(of: (total: Total) => boolean): number {
    return [...this.#totals.values()].reduce((sum, total) => sum + (of(total) ? total.airtimeMs : 0), 0);
  }

  #begin(date: string, onAirMs: number): void {
    this.#date = date;
    this.#startOnAirMs = onAirMs;
    this.#playCount = 0;
    this.#totals = new Map();
  }
}
