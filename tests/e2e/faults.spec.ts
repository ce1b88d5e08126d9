import { expect, type Page, test } from '@playwright/test';
import type { AsRunEntry } from '../../src/core/as-run/entry.ts';
import { expectSoundLog, logWithPlays, playsOf, readLog } from './as-run.ts';
import { longestBlackMs, watchForBlack } from './picture.ts';
import { startPlaying } from './set-up.ts';
import { serveShortened } from './short-programme.ts';
import { testRig } from './test-rig.ts';

const rig = testRig();

/** As they are served. */
function films(): { readonly kind: string; readonly src: string }[] {
  const served = String(rig.server.overrides.get('/playlists/anti-fraud/playlist.json'));
  const { spots } = JSON.parse(served) as { spots: { kind: string; src: string }[] };
  return spots.filter((spot) => spot.kind === 'video');
}
const pathOf = (src: string | undefined) => `/playlists/anti-fraud/${src}`;

test('a corrupted creative and a missing one are never shown: the others play, nothing is black', async () => {
  serveShortened(rig.server);
  const [corrupt, missing] = films();
  rig.server.troubles.set(pathOf(corrupt?.src), 'corrupt');
  rig.server.troubles.set(pathOf(missing?.src), 'missing');
  const page = await open();
  const entries = await logWithPlays(page, 12);
  expectSoundLog(entries);
  expect(playsOf(entries).filter((play) => play.kind === 'video').length).toBeGreaterThan(0);
  await expectRefusal(page, /hash|SHA-256|404|not found/i);
  expect(longestBlackMs(page)).toBeLessThan(2_000);
});

test('a stream that stalls is given up by the watchdog and written down; the next spot plays', async () => {
  const live = { id: 'live', kind: 'hls', category: 'host', src: 'https://stream.invalid/live.m3u8' };
  serveShortened(rig.server, 'bank-lobby', ({ shares }) => {
    // A live stream is planned for a minute, for which a window of one minute has no room.
    for (const share of shares) share.windowMinutes = 3;
  });
  const host = JSON.parse(rig.server.overrides.get('/playlists/bank-sample/playlist.json') as string);
  host.spots.push({ ...live, src: `${rig.server.url}live/live.m3u8`, weight: 10 });
  rig.server.overrides.set('/playlists/bank-sample/playlist.json', JSON.stringify(host));
  rig.server.overrides.set('/live/live.m3u8', liveManifest);
  rig.server.overrides.set('/live/segment.ts', new Uint8Array(200_000));
  rig.server.troubles.set('/live/segment.ts', 'stalled');
  const page = await open();
  await expect
    .poll(async () => faultsOf(await readLog(page)).some(({ spot }) => spot?.endsWith('/live')), {
      timeout: 150_000,
    })
    .toBe(true);
  const entries = await logWithPlays(page, playsOf(await readLog(page)).length + 4);
  expectSoundLog(entries);
  expect(longestBlackMs(page)).toBeLessThan(2_000);
});

test('an invalid programme is refused with every fault listed, and what plays goes on', async () => {
  serveShortened(rig.server);
  const page = await open();
  await logWithPlays(page, 3);
  rig.server.overrides.set(
    '/playlists/programmes/bank-lobby.json',
    JSON.stringify({ id: 'Bad Name', revision: 0, timeZone: 'Mars/Olympus', playlists: [], color: 'red' }),
  );
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expectRefusal(page, /color/);
  const refusal = (await readLog(page)).find(
    (entry) => entry.type === 'programme' && entry.action === 'refused',
  );
  expect(refusal && 'faults' in refusal && refusal.faults?.length).toBeGreaterThanOrEqual(4);
  const entries = await logWithPlays(page, playsOf(await readLog(page)).length + 3);
  expect(playsOf(entries).every((play) => play.programme.id === 'bank-lobby')).toBe(true);
});

test('with no programme at all the built-in slogans play', async () => {
  rig.server.troubles.set('/playlists/programmes/bank-lobby.json', 'missing');
  const page = await open();
  const entries = await logWithPlays(page, 2);
  expect(playsOf(entries).every((play) => play.kind === 'slogan' && play.playlist === undefined)).toBe(true);
  expect(longestBlackMs(page)).toBeLessThan(2_000);
});

async function open(): Promise<Page> {
  const page = await rig.browser.open(rig.server.url);
  await startPlaying(page);
  await watchForBlack(page);
  return page;
}

function faultsOf(entries: readonly AsRunEntry[]) {
  return entries.filter((entry) => entry.type === 'fault');
}

async function expectRefusal(page: Page, fault: RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        const entries = await readLog(page);
        const refused = entries.filter((entry) => entry.type === 'programme' && entry.action === 'refused');
        return refused.map((entry) => ('faults' in entry ? entry.faults?.join('\n') : '')).join('\n');
      },
      { timeout: 150_000 },
    )
    .toMatch(fault);
}

const liveManifest = `#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:1
#EXTINF:4,
segment.ts
#EXTINF:4,
segment.ts?2
#EXTINF:4,
segment.ts?3
`;
