/** Time as the player sees it. Durations come from `monotonicMs`; `wallMs` is what the calendar says and may jump. */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back, not touched by clock changes. */
  monotonicMs(): number;
  /** Milliseconds since 1970-01-01T00:00Z, as the system believes. */
  wallMs(): number;
  /** Resolves when `monotonicMs()` has reached `atMonotonicMs`; rejects with the signal's reason when aborted. */
  sleepUntil(atMonotonicMs: number, signal?: AbortSignal): Promise<void>;
}
