import { expect, test } from '@playwright/test';
import {
  expectShareKept,
  expectSoundLog,
  expectWholeOrExplained,
  logWithPlays,
  playsOf,
  readInFlight,
  readLog,
} from './as-run.ts';
import { startPlaying } from './set-up.ts';
import { serveShortened, shortPromise } from './short-programme.ts';
import { testRig } from './test-rig.ts';

const rig = testRig();

test('a screen plays offline, survives SIGKILL in the middle of a spot, and loses, doubles and shorts nothing', async () => {
  test.setTimeout(420_000);
  serveShortened(rig.server);
  let page = await rig.browser.open(rig.server.url);
  await startPlaying(page);
  await logWithPlays(page, 2, shortPromise.counts);
  await expect.poll(() => activeProgramme(page), { timeout: 120_000 }).toBe('kept');

  await rig.server.cut();
  await logWithPlays(page, playsOf(await readLog(page)).length + 3);
  const before = await killMidSpot();

  page = await rig.browser.open(rig.server.url);
  const after = await logWithPlays(page, playsOf(before).length + 12);
  expectSoundLog(after);
  expect(after.slice(0, before.length), 'what was written before the kill is still there').toEqual(before);

  const cut = playsOf(after).filter((play) => play.ended === 'crash');
  expect(cut).toHaveLength(1);
  expect(cut[0]).toMatchObject({ outcome: 'cut' });
  expect(cut[0]?.airtimeMs).toBeGreaterThan(1_000);
  expect(after.some((entry) => entry.type === 'off-air' && entry.because === 'crash')).toBe(true);
  expectWholeOrExplained(after, 1);
  expectShareKept(after, shortPromise);

  /** Kills the browser at least a second into a film, and says what the log had then. */
  async function killMidSpot() {
    const known = async () => {
      const { play } = (await readInFlight(page)) ?? {};
      return play?.kind === 'video' ? play.airtimeMs : 0;
    };
    await expect.poll(known, { timeout: 120_000, intervals: [100] }).toBeGreaterThan(1_000);
    const entries = await readLog(page);
    await rig.browser.kill();
    return entries;
  }
});

test('a second window says that the screen already plays, and takes over when the first is closed', async () => {
  serveShortened(rig.server);
  const first = await rig.browser.open(rig.server.url);
  await startPlaying(first);
  await logWithPlays(first, 1);
  const second = await first.context().newPage();
  await second.goto(rig.server.url);
  await expect(second.getByRole('status')).toContainText('已在另一个窗口播放');
  await first.close();
  const entries = await logWithPlays(second, 3);
  expectSoundLog(entries);
});

/** Whether this device has made the programme its own: from then on it needs no network. */
async function activeProgramme(page: import('@playwright/test').Page): Promise<string> {
  return page.evaluate(async () => {
    const cache = await caches.open('changming-programmes');
    const keys = await cache.keys();
    return keys.some(({ url }) => url.includes('/programmes/active/')) ? 'kept' : 'under way';
  });
}
