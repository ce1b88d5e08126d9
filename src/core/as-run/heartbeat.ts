/**
 * A log that is silent for longer than this has lost something. Ten minutes: short enough that an auditor sees a
 * missing hour, long enough that a night of closing hours adds fewer than a hundred entries.
 */
export const longestSilenceMs = 600_000;

/** Monotonic time at which a heartbeat is due, if no other entry is written before: any entry proves the same. */
export function heartbeatDueAtMs(lastEntryMonotonicMs: number): number {
  return lastEntryMonotonicMs + longestSilenceMs;
}
