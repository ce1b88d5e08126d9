import { expect, type Page, test } from '@playwright/test';
import type { AsRunEntry, PlayEntry } from '../../src/core/as-run/entry.ts';
import { expectSoundLog, logWithPlays, playsOf, readLog } from './as-run.ts';
import { ScreenServer } from './screen-server.ts';
import { startPlaying } from './set-up.ts';
import { readJson, serveShortened } from './short-programme.ts';
import { testRig } from './test-rig.ts';

const rig = testRig();
let portal: ScreenServer;

test.beforeEach(async () => {
  portal = new ScreenServer();
  portal.overrides.set('/portal.html', '<!doctype html><title>Portal</title><p>the portal</p>');
  await portal.connect();
});

test.afterEach(() => portal.cut());

/** The programme, and no other, is offered at the first start. */
function offer(name: string, changes: object): void {
  serveShortened(rig.server, name, (programme) => Object.assign(programme, changes));
  const options = readJson<{ url: string }[]>('index.json');
  const only = options.filter(({ url }) => url.endsWith(`/${name}.json`));
  rig.server.overrides.set('/playlists/index.json', JSON.stringify(only));
}

const isUse = ({ because }: PlayEntry) => because.code === 'interaction';
const usesIn = (entries: readonly AsRunEntry[]) => playsOf(entries).filter(isUse);

/** From the start of a visit to that of the play after it: its airtime is without what a slow machine did not draw. */
function visitSpanMs(entries: readonly AsRunEntry[]): number {
  const plays = playsOf(entries);
  const visit = plays.findIndex(isUse);
  return (plays[visit + 1]?.onAirMs ?? Number.NaN) - (plays[visit]?.onAirMs ?? Number.NaN);
}

const entriesOf = async <Type extends AsRunEntry['type']>(page: Page, type: Type) =>
  (await readLog(page)).filter((entry): entry is Extract<AsRunEntry, { type: Type }> => entry.type === type);

test('a touch opens the kiosk over the loop; left alone it counts down, the loop goes on, and the log has the visit', async () => {
  offer('kiosk', { kiosk: { idleSeconds: 20 } });
  const page = await rig.browser.open(rig.server.url);
  await startPlaying(page);
  await logWithPlays(page, 1);
  await expect(page.getByText('触摸屏幕，学防骗、测一测')).toBeVisible();

  const sinceMs = Date.now();
  await page.mouse.click(640, 360);
  await expect(page.locator('changming-kiosk')).toBeVisible();
  console.info(`kiosk ${Date.now() - sinceMs} ms after the touch`);
  await page.getByRole('button', { name: '冒充客服' }).click();
  await expect(page.getByRole('heading', { name: '您该怎么做' })).toBeVisible();

  await expect(page.getByText('还在看吗？')).toBeVisible();
  await expect(page.locator('changming-kiosk')).toHaveCount(0);
  const played = playsOf(await readLog(page)).length;
  const entries = await logWithPlays(page, played + 2);
  expect(usesIn(entries)).toMatchObject([
    { spot: 'kiosk', category: 'interaction', outcome: 'completed', ended: 'end' },
  ]);
  expect(visitSpanMs(entries)).toBeGreaterThan(19_000);
  expectSoundLog(entries);
});

test('a warning is aired and in the log, and then the screen is the portal’s; the next start warns again', async () => {
  offer('switch-on', { switchOn: { atLeastSeconds: 4, handOverTo: `${portal.url}portal.html` } });
  const page = await rig.browser.open(rig.server.url);
  await startPlaying(page);
  await expect(page.getByText('the portal')).toBeVisible();

  // So that the screen stays while its log is read.
  await portal.cut();
  await page.goto(rig.server.url);
  const entries = await logWithPlays(page, 2);
  const left = entries.findIndex((entry) => entry.type === 'off-air' && entry.because === 'handed-over');
  expect(left).toBeGreaterThan(0);
  const airedMs = playsOf(entries.slice(0, left)).reduce((sum, { airtimeMs }) => sum + airtimeMs, 0);
  expect(airedMs).toBeGreaterThanOrEqual(4_000);
  expectSoundLog(entries);
  await portal.connect();
  await expect(page.getByText('the portal')).toBeVisible();
});

test('a portal that does not answer is said and tried again, and the loop goes on until it does', async () => {
  offer('switch-on', { switchOn: { atLeastSeconds: 4, handOverTo: `${portal.url}portal.html` } });
  await portal.cut();
  const page = await rig.browser.open(rig.server.url);
  await startPlaying(page);
  await logWithPlays(page, 3);
  await expect(page.getByText('暂时无法访问')).toBeVisible();
  expect(await entriesOf(page, 'fault')).toContainEqual(expect.objectContaining({ what: 'hand-over' }));

  await portal.connect();
  await expect(page.getByText('the portal')).toBeVisible();
});

test('a portal that nobody uses gives the screen back, with a warning as at a start', async () => {
  const switchOn = {
    atLeastSeconds: 4,
    handOverTo: 'playlists/switch-on-sample/portal.html',
    returnAfterIdleMinutes: 0.1,
  };
  offer('switch-on', { switchOn });
  const page = await rig.browser.open(rig.server.url);
  await startPlaying(page);
  await expect(page.frameLocator('changming-hand-over iframe').getByText('这是示例页面')).toBeVisible();
  await expect(page.getByText('还在使用吗？')).toBeVisible();
  await expect(page.locator('changming-hand-over')).toHaveCount(0);
  await expect
    .poll(async () => (await entriesOf(page, 'on-air')).slice(0, 2).map(({ because }) => because))
    .toEqual(['start', 'returned']);
});
