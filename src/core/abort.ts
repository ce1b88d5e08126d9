/** Throws the signal's reason when it is aborted. `throwIfAborted()` came with Chrome 100, reasons with 98; the oldest here is 87. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw signal.reason ?? Object.assign(new Error('Aborted'), { name: 'AbortError' });
}
