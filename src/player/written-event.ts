import type { AsRunEntry } from '../core/as-run/entry.ts';

declare global {
  interface WindowEventMap {
    'changming-written': CustomEvent<readonly AsRunEntry[]>;
  }
}

/**
 * Tells whoever watches the page from outside (a kiosk shell, a supervisor, the fault bench) that these entries are
 * durable from here on: a sign of life that says what is at stake.
 */
export function announceWritten(entries: readonly AsRunEntry[]): void {
  dispatchEvent(new CustomEvent('changming-written', { detail: entries }));
}
