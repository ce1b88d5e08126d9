import { expect, type Page, test } from '@playwright/test';
import type { AsRunEntry, PlayEntry } from '../../src/core/as-run/entry.ts';
import { expectSoundLog, playsOf, readAllInFlight, readLog } from './as-run.ts';
import { BrowserProcess } from './browser-process.ts';
import { isBlack } from './picture.ts';
import { ScreenServer } from './screen-server.ts';
import { startPlaying } from './set-up.ts';
import {
  displayOf,
  goodTime,
  playingZones,
  playlistsOf,
  type StarterCanvas,
  type StarterProgramme,
  type StarterSpot,
  starterProgrammes,
} from './starter-programmes.ts';
import { setWallClock } from './wall-clock.ts';

/** Long enough to be seen; what is on view after that is cut short, so that nobody waits for films to end. */
const seenMs = 1_000;

let server: ScreenServer;
let browser: BrowserProcess | undefined;

test.beforeEach(async () => {
  server = new ScreenServer();
  await server.connect();
});

test.afterEach(async () => {
  await browser?.dispose();
  browser = undefined;
  await server.cut();
});

for (const programme of starterProgrammes()) {
  test(`${programme.id} plays out of the box what it is for, and its log says so`, async () => {
    const page = await playing(programme);
    await expectAllSeen(page, programme);
    await expectPicture(page, programme);
    await page.screenshot({ path: test.info().outputPath('screen.png') });
    await expectWays(page, programme);
    const entries = await entriesAfterTheEnd(page, programme);
    expectSoundLog(entries);
    const own = withoutStandIns(entries);
    for (const zone of playingZones(programme)) expectOwnPlays(own, programme, zone);
    expectFirstAsPromised(own, programme);
  });
}

/** A new screen of the right size, set up on the programme by hand as its operator would. */
async function playing(programme: StarterProgramme): Promise<Page> {
  browser = await BrowserProcess.create();
  const page = await browser.open('about:blank');
  await page.setViewportSize(displayOf(programme));
  await setWallClock(page, goodTime(programme));
  await page.goto(server.url);
  await startPlaying(page, programme.id);
  if (programme.voice?.onApproach) await comeNear(page, programme.voice.onApproach.keys);
  return page;
}

/** A sensor that types a key, once somebody listens to it. */
async function comeNear(page: Page, [key = '']: readonly string[]): Promise<void> {
  await expect(page.locator('changming-dark-screen')).toContainText('有人走近时播报');
  await page.keyboard.press(key);
}

/** In every zone that plays something, a play of its own has been on view, or was heard, for a while. */
async function expectAllSeen(page: Page, programme: StarterProgramme): Promise<void> {
  const seen = async () => {
    const inFlight = (await readAllInFlight(page)).map(({ play }) => play);
    const plays = [...inFlight, ...playsOf(await readLog(page))];
    return playingZones(programme).filter((wanted) =>
      plays.some((play) => play.zone === wanted && play.airtimeMs >= seenMs && !isBuiltIn(play)),
    );
  };
  await expect.poll(seen, { intervals: [200] }).toEqual(playingZones(programme));
}

/** What stands there is a picture of the shape and at the place that the programme names, and no empty page. */
async function expectPicture(page: Page, programme: StarterProgramme): Promise<void> {
  if (programme.voice?.only) {
    await expect(page.locator('changming-dark-screen')).toContainText('本机只播报语音，屏幕保持暗色');
    return;
  }
  const frame = page.locator('changming-stage:not([data-zone]) .frame');
  await expect(frame.locator('.layer.on-view')).not.toHaveCount(0);
  const { canvas, zones } = programme;
  const whole = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  expect(whole).toEqual(displayOf(programme));
  if (!zones) {
    const { x = 0, y = 0, width, height }: StarterCanvas = canvas ?? whole;
    expect(await frame.boundingBox()).toEqual({ x, y, width, height });
  }
  await expect.poll(async () => isBlack(await shotOf(page, programme))).toBe(false);
  const code = page.locator('changming-live-code');
  if (programme.liveCode) await expect(code).toContainText(/[0-9A-Z]{4}/);
}

/** Of the board alone, where the display shows one on a black desktop. */
function shotOf(page: Page, { canvas }: StarterProgramme): Promise<Buffer> {
  if (canvas?.x === undefined) return page.screenshot();
  const { x, y = 0, width, height } = canvas;
  return page.screenshot({ clip: { x, y, width, height } });
}

/** What is more to it than plays: the kiosk says that it may be touched, a box hands over. */
async function expectWays(page: Page, { kiosk, switchOn }: StarterProgramme): Promise<void> {
  if (kiosk) await expect(page.getByText('触摸屏幕，学防骗、测一测')).toBeVisible();
  if (switchOn)
    await expect(page.frameLocator('changming-hand-over iframe').getByText('这是示例页面')).toBeVisible();
}

/** Stops what has not ended by itself, and reads what the log has of it. */
async function entriesAfterTheEnd(page: Page, { switchOn }: StarterProgramme): Promise<AsRunEntry[]> {
  if (!switchOn) await page.keyboard.press('Control+Alt+KeyB');
  let entries: AsRunEntry[] = [];
  const offAir = async () => {
    entries = await readLog(page);
    return entries.flatMap((entry) => (entry.type === 'off-air' ? [entry.because] : []));
  };
  await expect.poll(offAir).toEqual([switchOn ? 'handed-over' : 'stop']);
  return entries;
}

const isBuiltIn = ({ spot, playlist }: Pick<PlayEntry, 'spot' | 'playlist'>) =>
  playlist === undefined && spot !== 'dark-screen';

/** Without the built-in slogans for which a fault says why they stood in: a machine may be too slow for a film. */
function withoutStandIns(entries: readonly AsRunEntry[]): readonly AsRunEntry[] {
  const firstFault = entries.findIndex(
    (entry) => entry.type === 'fault' && entry.recovery.startsWith('set aside'),
  );
  if (firstFault < 0) return entries;
  return entries.filter((entry, index) => index < firstFault || entry.type !== 'play' || !isBuiltIn(entry));
}

/** A built-in slogan, a spot of another programme or another zone's are none of its own. */
function expectOwnPlays(entries: readonly AsRunEntry[], programme: StarterProgramme, zone: string): void {
  const { id, revision } = programme;
  const plays = playsOf(entries).filter((play) => play.zone === zone);
  const longestMs = Math.max(...plays.map(({ airtimeMs }) => airtimeMs));
  expect(longestMs, `the longest play in the zone ${zone}`).toBeGreaterThanOrEqual(seenMs);
  for (const play of plays) {
    expect(play.programme).toEqual({ id, revision });
    if (programme.voice?.only && zone === 'main') expect(play.spot).toBe('dark-screen');
    else expectAsListed(play, programme);
  }
}

function expectAsListed(play: PlayEntry, programme: StarterProgramme): void {
  const { canvas } = programme;
  const playlist = playlistsOf(programme, play.zone).find(({ id }) => id === play.playlist?.id);
  expect(playlist, `the playlist of ${play.spot} in the zone ${play.zone}`).toBeDefined();
  const spot: StarterSpot | undefined = playlist?.spots.find(({ id }) => id === play.spot);
  expect(spot, `${play.spot} in its playlist`).toBeDefined();
  expect(play).toMatchObject({
    playlist: { id: playlist?.id, revision: playlist?.revision },
    kind: spot?.kind,
    category: spot?.category,
    ...(spot?.topic ? { topic: spot.topic } : {}),
    ...(spot?.sha256 ? { creative: spot.sha256 } : {}),
  });
  if (programme.zones) return;
  const shape = canvas && canvas.height > canvas.width ? 'portrait' : 'landscape';
  expect(spot?.shape ?? shape).toBe(shape);
}

/** Promised from the first second on: what comes first in a zone is what its rule counts. */
function expectFirstAsPromised(entries: readonly AsRunEntry[], { shares = [] }: StarterProgramme): void {
  for (const { category, kinds, zone = 'main' } of shares) {
    const first = playsOf(entries).find((play) => play.zone === zone);
    expect(first?.category).toBe(category);
    expect(kinds ?? [first?.kind]).toContain(first?.kind);
  }
}
