import { type FaultRow, pause } from '../row.ts';
import { SmallDisk, whyNoSmallDisk } from '../small-disk.ts';
import type { World } from '../world.ts';

/** Beside the profile, which takes a tenth of it. */
const diskMebibytes = 400;

export const full: readonly FaultRow[] = [
  {
    name: 'disk-full',
    fault: 'a file system without a byte left for three pictures, then room again; the browser lives on',
    skipped: whyNoSmallDisk,
    async round({ killed, chance, afterwards }) {
      const disk = new SmallDisk(diskMebibytes);
      afterwards(async () => disk.unmount());
      const screen = await killed(disk.folder);
      await playFor(screen, chance.between(0, 2_000));
      disk.fill();
      await screen.pictures(3);
      disk.free();
      await screen.plays(2);
      return undefined;
    },
  },
  {
    name: 'disk-full-and-killed',
    fault: 'the same, and the browser is killed while there is no room; started again with room',
    mayForget: true,
    skipped: whyNoSmallDisk,
    async round({ killed, chance, afterwards }) {
      const disk = new SmallDisk(diskMebibytes);
      afterwards(async () => disk.unmount());
      const screen = await killed(disk.folder);
      await playFor(screen, chance.between(0, 2_000));
      disk.fill();
      await screen.pictures(2);
      await screen.kill();
      disk.free();
      await screen.start();
      return undefined;
    },
  },
  {
    name: 'quota-used-up',
    fault: 'the browser grants the origin no more than it uses (CDP) for three pictures, then as before',
    async round({ world, chance }) {
      const screen = await world();
      await pause(chance.between(0, 2_000));
      const origin = new URL(screen.server.url).origin;
      const control = await screen.page.context().newCDPSession(screen.page);
      await control.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
      await screen.pictures(3);
      await control.send('Storage.overrideQuotaForOrigin', { origin });
      await control.detach();
      await screen.plays(2);
      return undefined;
    },
  },
];

async function playFor(screen: World, ms: number): Promise<void> {
  await screen.start();
  await screen.plays(1);
  await pause(ms);
}
