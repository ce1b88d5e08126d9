/** What one measure came to in an hour, a day or longer: only time during which it was promised counts. */
export interface ShareTotals {
  airtimeMs: number;
  /** What the share is of: on-air time, or airtime of the venue's own. */
  ofMs: number;
  /** The airtime that the promise asked for. */
  promisedMs: number;
  /**
   * The rolling window, ending in this time, that was furthest behind (or least ahead of) its promise.
   * While a promise had only just begun, windows are not yet full, and only those that were short are noted.
   */
  worst?: WorstWindow;
  /** The longest on-air stretch without the category that was under way in this time. */
  longestWithoutMs: number;
  /** The longest that was allowed, where the rule says so. */
  maxGapMs?: number;
}

export interface WorstWindow {
  /** Below zero: ahead of the promise. */
  readonly shortfallMs: number;
  /** 0 to 1. */
  readonly share: number;
  readonly endsAtMs: number;
  /** On-air time that the window covers; shorter than the rule's while the promise had only begun. */
  readonly windowMs: number;
}

/**
 * - `met`: the share is at least what was promised, and no rolling window was short.
 * - `within`: less than promised in this time, but too little on-air time to break the promise: every rolling window kept it.
 * - `short`: a rolling window that ended in this time, or a stretch without the category, broke the promise.
 * - `none`: nothing was promised, or nothing was on air.
 */
export type Verdict = 'met' | 'within' | 'short' | 'none';

/** Far below a millisecond: only to absorb that 0.15 is no binary fraction. */
export const roundingMs = 1e-3;

export function emptyShare(): ShareTotals {
  return { airtimeMs: 0, ofMs: 0, promisedMs: 0, longestWithoutMs: 0 };
}

/** 0 to 1, or undefined where there is nothing to be a share of. */
export function shareOf(totals: ShareTotals): number | undefined {
  return totals.ofMs > 0 ? totals.airtimeMs / totals.ofMs : undefined;
}

/** 0 to 1: the promise in force, by time where it changed. */
export function promiseOf(totals: ShareTotals): number | undefined {
  return totals.ofMs > 0 ? totals.promisedMs / totals.ofMs : undefined;
}

export function verdictOf(totals: ShareTotals): Verdict {
  if (totals.ofMs <= 0) return 'none';
  const gapTooLong = totals.maxGapMs !== undefined && totals.longestWithoutMs > totals.maxGapMs;
  if (gapTooLong || (totals.worst && totals.worst.shortfallMs > roundingMs)) return 'short';
  return totals.airtimeMs + roundingMs >= totals.promisedMs ? 'met' : 'within';
}

/** Adds `more` to `totals`. */
export function addShare(totals: ShareTotals, more: ShareTotals): void {
  totals.airtimeMs += more.airtimeMs;
  totals.ofMs += more.ofMs;
  totals.promisedMs += more.promisedMs;
  totals.longestWithoutMs = Math.max(totals.longestWithoutMs, more.longestWithoutMs);
  if (more.worst) noteWindow(totals, more.worst);
  if (more.maxGapMs !== undefined) noteMaxGap(totals, more.maxGapMs);
}

export function noteWindow(totals: ShareTotals, window: WorstWindow): void {
  if (!totals.worst || window.shortfallMs > totals.worst.shortfallMs) totals.worst = window;
}

/** The strictest of several. */
export function noteMaxGap(totals: ShareTotals, maxGapMs: number): void {
  totals.maxGapMs = Math.min(totals.maxGapMs ?? maxGapMs, maxGapMs);
}
