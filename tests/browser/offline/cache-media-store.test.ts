import { mediaStoreContract } from '../../contracts/media-store.ts';
import { damage, emptyStore, keptBytes } from './store-under-test.ts';

mediaStoreContract('A store in Cache Storage', async (server) => ({
  store: await emptyStore(server),
  read: keptBytes,
  damage,
}));
