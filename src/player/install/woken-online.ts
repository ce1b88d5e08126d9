/** Calls back when the network comes back; returns the function that stops it. */
export type OnOnline = (listener: () => void) => () => void;

/**
 * A signal for what waits that is aborted when the network comes back, or with `signal`. Made before an attempt and not
 * after it, so that a network is not missed that came back too late for the attempt.
 */
export function wokenOnline(
  onOnline: OnOnline,
  signal?: AbortSignal,
): { readonly signal: AbortSignal; stop(): void } {
  const wake = new AbortController();
  const abort = () => wake.abort();
  const stopListening = onOnline(abort);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  return {
    signal: wake.signal,
    stop() {
      stopListening();
      signal?.removeEventListener('abort', abort);
    },
  };
}
