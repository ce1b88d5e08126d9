import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { logWithPlays } from './as-run.ts';
import { BrowserProcess } from './browser-process.ts';
import { canvasOf, halfLitPixels, type Rectangle, surfaceOf, wrongPixels } from './device-pixels.ts';
import { isBlack } from './picture.ts';
import { ScreenServer } from './screen-server.ts';
import { chooseProgramme, startPlaying } from './set-up.ts';
import { serveShortened } from './short-programme.ts';

interface Board extends Rectangle {
  readonly rotationDegrees: number;
}

const flat: Rectangle = { x: 37, y: 53, width: 192, height: 96 };
const upright: Rectangle = { x: 37, y: 53, width: 96, height: 192 };

/** Displays whose CSS pixels are none of their own. */
const displays = [
  { scale: 1, zoom: 1.25, board: { ...flat, rotationDegrees: 0 } },
  { scale: 1.5, zoom: 1, board: { ...upright, rotationDegrees: 90 } },
  { scale: 1.5, zoom: 0.67, board: { ...flat, rotationDegrees: 180 } },
  { scale: 2, zoom: 1, board: { ...upright, rotationDegrees: 270 } },
];

let server: ScreenServer;
let browser: BrowserProcess;

test.beforeEach(async () => {
  server = new ScreenServer();
  await server.connect();
});

test.afterEach(async () => {
  await browser.dispose();
  await server.cut();
});

for (const { scale, zoom, board } of displays) {
  const name = `scale ${scale}, zoom ${zoom}, turned by ${board.rotationDegrees}`;

  test(`a board stands on its own device pixels, its text and its test card unsmeared (${name})`, async () => {
    const page = await boardPlaying('community-led', board, scale, zoom);
    await expectExact(page, '.layer.on-view canvas', board);
    await showTestCard(page);
    await expectExact(page, '.test-card', board);
    await page.keyboard.press('KeyA');
    await expectExact(page, '.layer.on-view canvas', board);
  });
}

test('the zones of a turned board stand on its device pixels too, while its text runs', async () => {
  const board = { ...upright, rotationDegrees: 90 };
  const page = await boardPlaying('community-led-ticker', board, 1.5, 1);
  await logWithPlays(page, 1, ({ zone }) => zone === 'ticker');
  // Clockwise: what is below in the picture is to the left on the display.
  const [ticker, main] = [
    { ...upright, width: 20 },
    { ...upright, x: upright.x + 20, width: 76 },
  ];
  await expect
    .poll(() => wrongOf(page, '.layer.on-view canvas', { ...main, rotationDegrees: 90 }, undefined))
    .toBe(0);
  const surface = await surfaceOf(page);
  await writeFile(test.info().outputPath('screen.png'), await page.screenshot());
  expect(halfLitPixels(surface, ticker)).toBe(0);
});

for (const degrees of [90, 270]) {
  test(`an upright film fills a display that was hung turned by ${degrees}`, async () => {
    browser = await BrowserProcess.create();
    const page = await browser.open(server.url);
    await page.setViewportSize({ width: 1280, height: 720 });
    await chooseProgramme(page, 'lift-portrait');
    const turn = page.locator(`changming-setup input[name=rotation][value="${degrees}"]`);
    await turn.check({ force: true });
    await startPlaying(page);
    const film = page.locator('changming-stage .layer.on-view video');
    const shape = () =>
      film.evaluateAll((found: HTMLVideoElement[]) => found.map((one) => one.videoHeight > one.videoWidth));
    await expect.poll(shape).toEqual([true]);
    const box = await film.boundingBox();
    const whole = await page.evaluate(() => ({ x: 0, y: 0, width: innerWidth, height: innerHeight }));
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs((box?.[side] ?? 0) - whole[side]), side).toBeLessThanOrEqual(1);
    await expect.poll(async () => isBlack(await page.screenshot())).toBe(false);
    await page.screenshot({ path: test.info().outputPath('screen.png') });
  });
}

/** In a browser whose system has a scale, and whose pages are zoomed as from its menu. */
async function boardPlaying(id: string, board: Board, scale: number, zoom: number): Promise<Page> {
  serveShortened(server, id, (programme) => {
    Object.assign((programme as unknown as { canvas: object }).canvas, board);
  });
  browser = await BrowserProcess.create('--window-size=800,600', `--force-device-scale-factor=${scale}`);
  // Chromium's zoom levels are powers of 1.2; `x` stands for the profile's own pages.
  const preferences = { partition: { default_zoom_level: { x: Math.log(zoom) / Math.log(1.2) } } };
  await mkdir(join(browser.profile, 'Default'), { recursive: true });
  await writeFile(join(browser.profile, 'Default/Preferences'), JSON.stringify(preferences));
  const page = await browser.open(server.url);
  await startPlaying(page, id);
  const ratio = await page.evaluate(() => devicePixelRatio);
  expect(ratio, 'the display is what the test wants').toBeCloseTo(scale * zoom, 2);
  return page;
}

async function showTestCard(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Control+Alt+KeyC');
    await expect(page.locator('changming-panel')).toBeAttached({ timeout: 2_000 });
  }).toPass();
  await page.getByText('LED 屏体').click();
  await page.getByRole('button', { name: '显示测试图' }).click();
}

/** A canvas of the stage, and nothing else, is on the display, pixel by pixel. */
async function expectExact(page: Page, canvas: string, board: Board): Promise<void> {
  await expect.poll(() => wrongOf(page, canvas, board, 'black')).toBe(0);
}

/** Undefined when there is no such picture, or it changed while it was looked at. */
async function wrongOf(
  page: Page,
  canvas: string,
  board: Board,
  outside: 'black' | undefined,
): Promise<number | undefined> {
  const before = await canvasOf(page, canvas);
  const surface = await surfaceOf(page);
  const after = await canvasOf(page, canvas);
  if (!before || !after?.data.equals(before.data)) return undefined;
  return wrongPixels(surface, before, board, board.rotationDegrees, outside);
}
