import type { AsRunHome } from '../core/as-run/open-as-run-log.ts';
import { AsRunDatabase } from './as-run-database.ts';
import { IndexedDbAsRunStore } from './as-run-store.ts';
import { beginEpoch, loadScreenIdentity } from './screen-identity.ts';

/** This browser's IndexedDB as the home of the screen's identity and logs. */
export function indexedDbAsRunHome(database = new AsRunDatabase()): AsRunHome {
  return {
    identity: () => loadScreenIdentity(database),
    store: (screen) => new IndexedDbAsRunStore(database, screen.epoch),
    beginEpoch: (screen) => beginEpoch(database, screen),
  };
}
