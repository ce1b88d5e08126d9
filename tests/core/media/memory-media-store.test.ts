import { mediaStoreContract } from '../../contracts/media-store.ts';
import { MemoryMediaStore } from '../../contracts/memory-media-store.ts';

mediaStoreContract('A store in memory', async (server) => {
  const store = new MemoryMediaStore(server.fetch);
  const keptAt = (address: string) => store.kept.get(address.replace('memory:', ''));
  return {
    store,
    read: async (address) => keptAt(address)?.bytes,
    damage: async (address) => {
      const bytes = keptAt(address)?.bytes;
      if (bytes !== undefined) bytes[500] = (bytes[500] ?? 0) ^ 1;
    },
  };
});
