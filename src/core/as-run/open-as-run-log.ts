import type { AsRunHome } from './as-run-home.ts';
import { isDamage } from './copies.ts';
import type { Stamp } from './entry.ts';
import { type OpenedAsRunLog, type OpenOptions, openEpoch } from './open-epoch.ts';

/**
 * Opens the log of the present epoch from both of its copies. If what is stored must not be continued, or has once been
 * more, it stays as it is, for an auditor, and a new epoch begins, whose first entry is a `gap` that says so, stamped `now`.
 * Rejects with the store's error when the device cannot be read or written.
 */
export async function openAsRunLog(
  home: AsRunHome,
  now: Stamp,
  options: OpenOptions = {},
): Promise<OpenedAsRunLog> {
  const { screen, isNew } = await home.identity();
  try {
    return await openEpoch(home, { screen, isNew }, now, options);
  } catch (error) {
    if (!isDamage(error)) throw error;
    const { renewAsRunLog } = await import('./renew-as-run-log.ts');
    return renewAsRunLog(home, screen, error, now, options);
  }
}
