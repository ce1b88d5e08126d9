import { expect, type Page, test } from '@playwright/test';
import type { PlayEntry } from '../../src/core/as-run/entry.ts';
import { expectWholeOrExplained, logWithPlays, playsOf } from './as-run.ts';
import { BrowserProcess } from './browser-process.ts';
import { ScreenServer } from './screen-server.ts';
import { startPlaying } from './set-up.ts';
import { readJson, serveShortened } from './short-programme.ts';

interface SpeakingProgramme {
  voice: { quietHours?: unknown; rotation?: { everyMinutes: number }; onApproach?: { pauseSeconds: number } };
}

const isSpoken = ({ zone }: PlayEntry) => zone === 'voice';

let server: ScreenServer;
let browser: BrowserProcess;

test.beforeEach(async () => {
  server = new ScreenServer();
  await server.connect();
  browser = await BrowserProcess.create();
});

test.afterEach(async () => {
  await browser.dispose();
  await server.cut();
});

test('atm-voice speaks beside its films: they go on under it, more quietly, and both stand in the log', async () => {
  // Films are on view for a part of the time only, with and without words over them.
  test.setTimeout(420_000);
  serveShortened(server, 'atm-voice', (programme) => {
    const { voice } = programme as unknown as SpeakingProgramme;
    delete voice.quietHours;
    voice.rotation = { everyMinutes: 1 };
  });
  const page = await browser.open(server.url);
  await startPlaying(page, 'atm-voice');
  await expect.poll(() => filmVolumes(page), { timeout: 120_000, intervals: [50] }).toContainEqual(0.06);
  await expect.poll(() => filmVolumes(page), { timeout: 120_000, intervals: [50] }).toContainEqual(0.3);
  const entries = await logWithPlays(page, 2, isSpoken);
  const [first] = playsOf(entries).filter(isSpoken);
  expect(first).toMatchObject({
    kind: 'announcement',
    category: 'anti-fraud',
    outcome: 'completed',
    because: { code: 'rotation' },
  });
  expect(first?.creative).toMatch(/^[0-9a-f]{64}$/);
  expectWholeOrExplained(entries);
  const pictures = playsOf(entries).filter((play) => !isSpoken(play));
  expect(pictures.some(({ onAirMs, airtimeMs }) => overlaps(first, onAirMs, airtimeMs))).toBe(true);
});

test('gate-audio stays dark, says what it does, and speaks when somebody comes near', async () => {
  const programme = readJson<SpeakingProgramme>('programmes/gate-audio.json');
  delete programme.voice.quietHours;
  server.overrides.set('/playlists/programmes/gate-audio.json', JSON.stringify(programme));
  const page = await browser.open(server.url);
  await startPlaying(page, 'gate-audio');
  const dark = page.locator('changming-dark-screen');
  await expect(dark).toContainText('有人走近时播报');
  await page.keyboard.press('KeyG');
  await expect(dark).toContainText('正在播报');
  const entries = await logWithPlays(page, 1, isSpoken);
  expect(playsOf(entries).filter(isSpoken)).toMatchObject([
    { outcome: 'completed', because: { code: 'approach', by: 'key KeyG' } },
  ]);
  await logWithPlays(page, 1, ({ spot, zone }) => zone === 'main' && spot === 'dark-screen');
});

function overlaps(play: PlayEntry | undefined, onAirMs: number, airtimeMs: number): boolean {
  return play !== undefined && onAirMs < play.onAirMs + play.airtimeMs && play.onAirMs < onAirMs + airtimeMs;
}

function filmVolumes(page: Page): Promise<number[]> {
  return page
    .locator('changming-stage .on-view video')
    .evaluateAll((films: HTMLVideoElement[]) =>
      films.filter(({ paused }) => !paused).map(({ volume }) => Math.round(volume * 100) / 100),
    );
}
