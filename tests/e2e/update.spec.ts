import { expect, test } from '@playwright/test';
import {
  expectShareKept,
  expectSoundLog,
  expectWholeOrExplained,
  logWithPlays,
  playsOf,
  readLog,
} from './as-run.ts';
import { offerNewVersion } from './new-version.ts';
import { longestBlackMs, watchForBlack } from './picture.ts';
import { startPlaying } from './set-up.ts';
import { serveShortened, shortPromise } from './short-programme.ts';
import { testRig } from './test-rig.ts';

const rig = testRig();

test('a new version of the app starts between two spots: none is cut, lost or doubled, and the share is kept', async () => {
  serveShortened(rig.server);
  const page = await rig.browser.open(rig.server.url);
  await startPlaying(page);
  await watchForBlack(page);
  await logWithPlays(page, 1, shortPromise.counts);

  await offerNewVersion(rig.server, 'index.html');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.waitForFunction(() => document.documentElement.dataset.version === '2', null, {
    timeout: 60_000,
  });
  const plays = playsOf(await readLog(page)).length;
  const entries = await logWithPlays(page, plays + 6);

  expectSoundLog(entries);
  expectWholeOrExplained(entries);
  const at = entries.findIndex(({ type }) => type === 'off-air');
  expect(entries[at]).toMatchObject({ because: 'update' });
  expect(entries[at - 1]?.type).toBe('play');
  expect(entries[at + 1]).toMatchObject({ type: 'on-air', because: 'start' });
  expect(entries.filter(({ type }) => type === 'on-air' || type === 'off-air')).toHaveLength(3);
  // The last picture stands while the new page starts.
  expect(longestBlackMs(page)).toBeLessThan(2_000);
  expectShareKept(entries, shortPromise);
});
