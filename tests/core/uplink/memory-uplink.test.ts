import { MemoryUplink } from '../../contracts/memory-uplink.ts';
import { uplinkContract } from '../../contracts/uplink.ts';

uplinkContract('Memory', async (collector) => ({
  uplink: new MemoryUplink(collector),
  close: async () => {},
}));
