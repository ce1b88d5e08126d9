import { identityOf, type ScreenIdentity } from '../core/as-run/screen-identity.ts';
import type { AsRunDatabase } from './as-run-database.ts';

/** Who this screen is. The first call makes its key, which is durable before it is returned and never leaves the screen. */
export async function loadScreenIdentity(database: AsRunDatabase): Promise<ScreenIdentity> {
  const connection = await database.connect();
  const made = identityOf(crypto.getRandomValues(new Uint8Array(32)));
  const transaction = connection.transaction('identity', 'readwrite', { durability: 'strict' });
  // Read and made in one transaction: two tabs that start at once must not become two screens.
  const stored = await transaction.store.get('screen');
  if (stored === undefined) await transaction.store.add(made, 'screen');
  await transaction.done;
  return stored ?? made;
}

/**
 * Begins the epoch after that of `screen`, because its log cannot be continued. If another tab has begun it already,
 * that one is returned.
 */
export async function beginEpoch(database: AsRunDatabase, screen: ScreenIdentity): Promise<ScreenIdentity> {
  const connection = await database.connect();
  const transaction = connection.transaction('identity', 'readwrite', { durability: 'strict' });
  const stored = await transaction.store.get('screen');
  const next = stored && stored.epoch > screen.epoch ? stored : { ...screen, epoch: screen.epoch + 1 };
  await transaction.store.put(next, 'screen');
  await transaction.done;
  return next;
}
