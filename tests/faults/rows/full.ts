import { type FaultRow, pause } from '../row.ts';
import { SmallDisk, whyNoSmallDisk } from '../small-disk.ts';
import type { World } from '../world.ts';

/** Beside the profile, which takes a tenth of it. */
const diskMebibytes = 400;
/** About a minute. */
const mostPictures = 35;

export const full: readonly FaultRow[] = [
  {
    name: 'disk-full',
    fault:
      'a file system without a byte left until three plays were refused, then room again; the browser lives on',
    skipped: whyNoSmallDisk,
    async round({ killed, chance, afterwards, note }) {
      const disk = new SmallDisk(diskMebibytes);
      const screen = await killed({ folder: disk.folder });
      afterwards(async () => disk.unmount());
      await playFor(screen, chance.between(0, 2_000));
      note(await picturesUnwritten(screen, 3, () => disk.fill()));
      disk.free();
      await screen.plays(2);
    },
  },
  {
    name: 'disk-full-and-killed',
    fault: 'the same, and the browser is killed while there is no room; started again with room',
    mayForget: true,
    skipped: whyNoSmallDisk,
    async round({ killed, chance, afterwards, note }) {
      const disk = new SmallDisk(diskMebibytes);
      const screen = await killed({ folder: disk.folder });
      afterwards(async () => disk.unmount());
      await playFor(screen, chance.between(0, 2_000));
      note(await picturesUnwritten(screen, 2, () => disk.fill()));
      await screen.kill();
      disk.free();
      await screen.start();
    },
  },
  {
    name: 'quota-used-up',
    fault: 'the browser grants the origin no room (CDP) until two plays were refused, then as before',
    async round({ world, chance, note }) {
      const screen = await world();
      await pause(chance.between(0, 2_000));
      const origin = new URL(screen.server.url).origin;
      const control = await screen.page.context().newCDPSession(screen.page);
      await control.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
      note(await picturesUnwritten(screen, 2));
      await control.send('Storage.overrideQuotaForOrigin', { origin });
      await control.detach();
      await screen.plays(2);
    },
  },
];

async function playFor(screen: World, ms: number): Promise<void> {
  await screen.start();
  await screen.plays(1);
  await pause(ms);
}

/**
 * Lets pictures pass until `count` of them could not be written: the last pages and a quota that was looked up a moment
 * ago still take some. Throws when the harm is never felt.
 *
 * @param fill Called before each picture: a browser that meets a full disk throws away what it can spare.
 */
async function picturesUnwritten(screen: World, count: number, fill = () => {}): Promise<string> {
  const { witness } = screen;
  const before = { pictures: witness.seen.length, plays: witness.plays };
  for (;;) {
    fill();
    await screen.pictures(1);
    const pictures = witness.seen.length - before.pictures;
    const plays = witness.plays - before.plays;
    if (pictures - plays >= count) return `refused after ${plays} plays`;
    if (pictures === mostPictures) throw new Error(`${plays} of ${pictures} plays were written without room`);
  }
}
