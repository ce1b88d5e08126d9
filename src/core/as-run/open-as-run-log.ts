import { type AsRunStore, AsRunStoreError } from '../ports/as-run-store.ts';
import { AsRunLog } from './as-run-log.ts';
import { AsRunLogError } from './as-run-log-error.ts';
import type { Stamp } from './entry.ts';
import { originOf, type ScreenIdentity } from './screen-identity.ts';

/** Where a screen keeps its identity and the log of each of its epochs. */
export interface AsRunHome {
  identity(): Promise<ScreenIdentity>;
  store(screen: ScreenIdentity): AsRunStore;
  /** The identity of the epoch after that of `screen`, once it is durable. */
  beginEpoch(screen: ScreenIdentity): Promise<ScreenIdentity>;
}

export interface OpenedAsRunLog {
  readonly log: AsRunLog;
  readonly screen: ScreenIdentity;
}

/**
 * Opens the log of the present epoch. If what is stored must not be continued it stays as it is, for an auditor,
 * and a new epoch begins, whose first entry is a `gap` that says so, stamped `now`.
 * Rejects with the store's error when the device cannot be read or written.
 */
export async function openAsRunLog(home: AsRunHome, now: Stamp): Promise<OpenedAsRunLog> {
  const screen = await home.identity();
  try {
    return await openEpoch(home, screen, now, 'the log before is not known');
  } catch (error) {
    if (!isDamage(error)) throw error;
    return openEpoch(home, await home.beginEpoch(screen), now, error.message);
  }
}

async function openEpoch(
  home: AsRunHome,
  screen: ScreenIdentity,
  now: Stamp,
  detail: string,
): Promise<OpenedAsRunLog> {
  const log = await AsRunLog.open({ store: home.store(screen), screen });
  // Also when the epoch had begun before, but the program ended before it could say so.
  if (log.size === 0 && screen.epoch > 1) {
    await log.append({
      type: 'gap',
      previous: originOf({ ...screen, epoch: screen.epoch - 1 }),
      detail,
      ...now,
    });
  }
  return { log, screen };
}

function isDamage(error: unknown): error is AsRunLogError | AsRunStoreError {
  if (error instanceof AsRunLogError) return error.code === 'inconsistent';
  return error instanceof AsRunStoreError && error.code === 'corrupt';
}
