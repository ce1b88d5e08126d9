import { cosignaturesContract } from '../../contracts/cosignatures.ts';
import { MemoryCosignatures } from '../../contracts/memory-cosignatures.ts';
import { MemoryUplink } from '../../contracts/memory-uplink.ts';
import { uplinkContract } from '../../contracts/uplink.ts';

uplinkContract('Memory', async (collector) => ({
  uplink: new MemoryUplink(collector),
  close: async () => {},
}));

cosignaturesContract('Memory', () => {
  const store = new MemoryCosignatures();
  return () => store;
});
