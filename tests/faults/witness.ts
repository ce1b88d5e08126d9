import type { AsRunEntry } from '../../src/core/as-run/entry.ts';
import type { SeenPicture, Witnessed } from './checker.ts';
import type { PageReport } from './page-watch.ts';

type Dark = 'no picture on view' | 'nothing to see';

/** Keeps, outside the browser, what its page said and showed, for as long as the profile lives. */
export class Witness implements Witnessed {
  readonly acknowledged: AsRunEntry[];
  readonly seen: SeenPicture[];
  /** Called with every report, after it was kept. */
  onReport: ((report: PageReport) => void) | undefined;
  #onView: { wallMs: number; monotonicMs: number } | undefined;
  #dark = new Map<Dark, number>();
  #longestDarkMs = 0;
  #news: (() => void)[] = [];

  /** @param before What was witnessed of the profile that this one is a copy of. */
  constructor(before?: Witnessed) {
    this.acknowledged = [...(before?.acknowledged ?? [])];
    this.seen = [...(before?.seen ?? [])];
  }

  get plays(): number {
    return this.acknowledged.filter(({ type }) => type === 'play').length;
  }

  hear(report: PageReport): void {
    if (report.what === 'written') this.acknowledged.push(...report.entries);
    if (report.what === 'document') this.pageGone();
    if (report.what === 'document') this.#darken('no picture on view', true);
    if (report.what === 'on-view') this.#see(report);
    this.onReport?.(report);
    for (const wake of this.#news.splice(0)) wake();
  }

  /** What is on the glass, whatever the page believes. */
  look(hasPicture: boolean): void {
    this.#darken('nothing to see', !hasPicture);
  }

  /** Nobody can see a picture now: the browser or its page is gone, and time does not count until it is back. */
  pageGone(): void {
    this.#onView = undefined;
    for (const reason of this.#dark.keys()) this.#darken(reason, false);
  }

  /** The longest time without a picture since the last call. One that has not ended counts up to now. */
  takeLongestDarkMs(): number {
    const open = [...this.#dark.values()].map((sinceMs) => performance.now() - sinceMs);
    const longest = Math.max(this.#longestDarkMs, ...open);
    this.#longestDarkMs = 0;
    return longest;
  }

  /** Resolves when something was heard, or after `withinMs`. */
  news(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.#news.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #see({ count, wallMs, monotonicMs }: Extract<PageReport, { what: 'on-view' }>): void {
    // One that gave way to nothing went with its window: no crash would leave more of it than a beginning.
    const replaced = count > 0 ? this.#onView : undefined;
    if (replaced) this.seen.push({ ...replaced, lastedMs: monotonicMs - replaced.monotonicMs });
    this.#onView = count > 0 ? { wallMs, monotonicMs } : undefined;
    this.#darken('no picture on view', count === 0);
  }

  #darken(reason: Dark, dark: boolean): void {
    const sinceMs = this.#dark.get(reason);
    if (dark && sinceMs === undefined) this.#dark.set(reason, performance.now());
    if (dark || sinceMs === undefined) return;
    this.#dark.delete(reason);
    this.#longestDarkMs = Math.max(this.#longestDarkMs, performance.now() - sinceMs);
  }
}
