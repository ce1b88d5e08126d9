/** How long to wait after failures. */
export interface RetryRule {
  /** The longest wait after the first failure; doubles with each further one. */
  readonly firstMs: number;
  readonly longestMs: number;
}

export const retryRule: RetryRule = { firstMs: 1000, longestMs: 600_000 };

/** No collector silences a screen for longer than this. */
const longestRetryAfterMs = 86_400_000;

/**
 * Full jitter: anything from nothing to the bound, so that screens that lost the collector together do not come back
 * together (Brooker, "Exponential Backoff And Jitter", 2015).
 * @param failures in a row, from 1
 * @param random from 0 up to 1
 */
export function retryDelayMs(failures: number, random: number, rule: RetryRule = retryRule): number {
  return random * Math.min(rule.longestMs, rule.firstMs * 2 ** (failures - 1));
}

/**
 * `Retry-After` of RFC 9110, section 10.2.3, in seconds or as a date; undefined when it is neither.
 * @param nowMs wall time that dates are compared with
 */
export function parseRetryAfter(header: string | null | undefined, nowMs: number): number | undefined {
  if (header === null || header === undefined || header.trim() === '') return undefined;
  const waitMs = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(0, waitMs), longestRetryAfterMs);
}
