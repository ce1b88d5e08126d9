import { isIdentity } from '../core/as-run/choose-identity.ts';
import { identityOf, type ScreenIdentity } from '../core/as-run/screen-identity.ts';
import type { AsRunDatabase } from './as-run-database.ts';

/** Who this screen is by its database; undefined when that does not say, or says nothing that can be used. */
export async function readIdentity(database: AsRunDatabase): Promise<ScreenIdentity | undefined> {
  const stored: unknown = await (await database.connect()).get('identity', 'screen');
  return isIdentity(stored) ? stored : undefined;
}

/** The same, and a new screen when there is none: its key is durable before it is returned and never leaves the device. */
export async function loadScreenIdentity(database: AsRunDatabase): Promise<ScreenIdentity> {
  const made = identityOf(crypto.getRandomValues(new Uint8Array(32)));
  const transaction = (await database.connect()).transaction('identity', 'readwrite', {
    durability: 'strict',
  });
  // Read and made in one transaction: two tabs that start at once must not become two screens.
  const stored: unknown = await transaction.store.get('screen');
  const screen = isIdentity(stored) ? stored : made;
  await Promise.all([screen === made ? transaction.store.put(made, 'screen') : undefined, transaction.done]);
  return screen;
}

/** Durable when it resolves. Only for the page that has the writer lock. */
export async function keepIdentity(database: AsRunDatabase, screen: ScreenIdentity): Promise<void> {
  const connection = await database.connect();
  // A key that is lost with the power would leave a log that nobody can continue.
  const transaction = connection.transaction('identity', 'readwrite', { durability: 'strict' });
  await Promise.all([transaction.store.put(screen, 'screen'), transaction.done]);
}

/** Whether this screen has ever written to its database. */
export async function hasLog(database: AsRunDatabase, { epoch }: ScreenIdentity): Promise<boolean> {
  return (await (await database.connect()).getKey('heads', epoch)) !== undefined;
}
