import type { AsRunEntry } from '../../core/as-run/entry.ts';
import { stampMs } from '../../core/as-run/stamp-ms.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** An entry as its bytes say, every field of which may be missing or of another kind; undefined where they are no object. */
export function readEntry(bytes: Uint8Array): AsRunEntry | undefined {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    return typeof value === 'object' && value !== null ? (value as AsRunEntry) : undefined;
  } catch {
    return undefined;
  }
}

/** When, as RFC 3339: of a leap of the clock what it says afterwards. Nothing where the entry does not say. */
export function stampOf(entry: AsRunEntry | undefined): string {
  return String(entry?.type === 'clock' ? entry.newWall : entry?.at);
}

/** What the wall clock said, milliseconds since 1970-01-01T00:00Z; NaN where the entry does not say. */
export function wallMsOf(entry: AsRunEntry | undefined): number {
  return stampMs(stampOf(entry));
}
