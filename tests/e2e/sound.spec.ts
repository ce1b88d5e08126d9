import { expect, type Page, test } from '@playwright/test';
import { expectSoundLog, expectWholeOrExplained, logWithPlays, playsOf, readLog } from './as-run.ts';
import { longestBlackMs, watchForBlack } from './picture.ts';
import { startPlaying } from './set-up.ts';
import { serveShortened } from './short-programme.ts';
import { testRig } from './test-rig.ts';

const isFilm = ({ kind }: { kind: string }) => kind === 'video' || kind === 'hls';

// As browsers are where nobody has set them up for a screen: no sound before a touch or a key.
const rig = testRig('--autoplay-policy=document-user-activation-required');

test('a venue that wants sound gets it, and where the browser refuses it films play muted until a touch', async () => {
  serveShortened(rig.server, 'bank-lobby', (programme) => {
    programme.volume = 0.6;
  });
  let page = await rig.browser.open(rig.server.url);
  await startPlaying(page);
  // The touch that ended set-up allows sound.
  await expectFilmOnView(page, { muted: false, volume: 0.6 });
  await logWithPlays(page, 1, isFilm);
  await rig.browser.kill();

  page = await rig.browser.open(rig.server.url);
  await watchForBlack(page);
  const look = await withoutGesture(page);
  const ofFilms = `[...document.querySelector('changming-stage').shadowRoot.querySelectorAll('.on-view video')]
    .map(({ paused, ended, muted, volume }) => ({ paused, ended, muted, volume }))`;
  const muted = { paused: false, ended: false, muted: true, volume: 0.6 };
  await expect.poll(() => look(ofFilms), { timeout: 120_000, intervals: [200] }).toContainEqual(muted);
  await look(`dispatchEvent(new KeyboardEvent('keydown', { ctrlKey: true, altKey: true, code: 'KeyC' }))`);
  const panelText = `document.querySelector('changming-panel')?.shadowRoot.textContent`;
  await expect.poll(() => look(panelText)).toContain('浏览器不允许自动出声，现在静音播放。');

  await page.getByRole('button', { name: '打开声音' }).click();
  await expectFilmOnView(page, { muted: false, volume: 0.6 });
  await expect(page.getByText('音量 60')).toBeVisible();
  const plays = playsOf(await readLog(page)).length;
  const entries = await logWithPlays(page, plays + 1);
  expectSoundLog(entries);
  const refusals = entries.filter((entry) => entry.type === 'fault' && entry.what === 'sound-refused');
  expect(refusals.length).toBeGreaterThan(0);
  expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ recovery: 'mute' })));
  expectWholeOrExplained(entries, 1);
  expect(longestBlackMs(page)).toBeLessThan(2_000);
});

/** Playwright's own ways to look into a page count as a gesture there, which would allow sound; this one does not. */
async function withoutGesture(page: Page): Promise<(expression: string) => Promise<unknown>> {
  const session = await page.context().newCDPSession(page);
  return async (expression) => {
    const { result } = await session.send('Runtime.evaluate', { expression, returnByValue: true });
    return result.value;
  };
}

/** Waits for a film that goes on, heard as told. */
async function expectFilmOnView(page: Page, heard: { muted: boolean; volume: number }): Promise<void> {
  const films = page.locator('changming-stage .on-view video');
  const playing = () =>
    films.evaluateAll((videos: HTMLVideoElement[]) =>
      videos.filter(({ paused, ended }) => !paused && !ended).map(({ muted, volume }) => ({ muted, volume })),
    );
  await expect.poll(playing, { timeout: 120_000 }).toContainEqual(heard);
}
