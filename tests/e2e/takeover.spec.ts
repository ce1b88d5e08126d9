import { expect, type Page, test } from '@playwright/test';
import type { AsRunEntry, PlayEntry } from '../../src/core/as-run/entry.ts';
import {
  expectShareKept,
  expectSoundLog,
  expectWholeOrExplained,
  logWithPlays,
  playsOf,
  readInFlight,
  readLog,
} from './as-run.ts';
import type { Promised } from './rolling-share.ts';
import { startPlaying } from './set-up.ts';
import { serveShortened, shortPromise } from './short-programme.ts';
import {
  openPanel,
  orderFile,
  orderTyped,
  stopEntries,
  takeoverEntries,
  takeoverPlays,
} from './takeover-orders.ts';
import { testRig } from './test-rig.ts';

const rig = testRig();

/** As the bank's lobby, but that every kind counts: then a warning in words counts too. */
const promise: Promised = { ...shortPromise, counts: ({ category }) => category === 'anti-fraud' };

async function playing(): Promise<Page> {
  serveShortened(rig.server, 'bank-lobby', ({ shares }) => {
    for (const share of shares) Object.assign(share, { kinds: undefined });
  });
  const page = await rig.browser.open(rig.server.url);
  await startPlaying(page);
  await logWithPlays(page, 1);
  return page;
}

/** The log once it says that this many takeovers are over, and two plays of the programme after that. */
async function logAfter(page: Page, over: number): Promise<AsRunEntry[]> {
  const ended = async () => takeoverEntries(await readLog(page)).filter(({ action }) => action === 'ended');
  await expect.poll(async () => (await ended()).length, { timeout: 150_000 }).toBe(over);
  const count = playsOf(await readLog(page)).length;
  return logWithPlays(page, count + 3);
}

const isOfProgramme = ({ because }: PlayEntry) => because.code !== 'takeover';

test('a warning typed in the panel takes over at once, is logged with who and why, counts, and ends after its plays', async () => {
  const page = await playing();
  const warning = { text: '假快递卡片别扫码', by: '城东派出所', why: '辖区一天三起' };
  await orderTyped(page, { ...warning, length: '3 次' });
  // Its next play is made ready under the picture.
  await expect(page.getByText(warning.text).filter({ visible: true })).toBeVisible();

  const entries = await logAfter(page, 1);
  expect(takeoverEntries(entries)).toMatchObject([
    { action: 'begun', by: warning.by, why: warning.why, source: 'panel', when: 'now' },
    { action: 'ended', by: warning.by, why: warning.why, ended: 'done' },
  ]);
  const [first, ...more] = takeoverPlays(entries);
  expect([first, ...more]).toMatchObject(
    Array(3).fill({ category: 'anti-fraud', kind: 'slogan', outcome: 'completed' }),
  );
  const main = playsOf(entries).filter(({ zone }) => zone === 'main');
  const interrupted = main[main.findIndex(({ seq }) => seq === first?.seq) - 1];
  expect(interrupted).toMatchObject({ outcome: 'cut', ended: 'takeover' });
  expect(main.slice(-2).every(isOfProgramme)).toBe(true);
  expectWholeOrExplained(entries.filter((entry) => entry !== interrupted));
  expectSoundLog(entries);
  expectShareKept(entries, promise);
});

test('those that wait for the boundary cut nothing, go by precedence, and are over when their time has come', async () => {
  const page = await playing();
  const soon = new Date(Date.now() + 45_000).toISOString();
  const answer = await orderFile(page, [
    { id: 'high', when: 'boundary', plays: 1, priority: 8 },
    { id: 'middle', when: 'boundary', plays: 1, priority: 4 },
    // The newest: without their priorities it would go first.
    { id: 'expires', when: 'boundary', minutes: 30, priority: 1, expiresAt: soon },
    { id: 'over', plays: 1, expiresAt: '2026-01-01T00:00:00+08:00' },
  ]);
  expect(answer).toContain('4 条中已下达 3 条');
  expect(answer).toContain('over: 已过有效期');

  const entries = await logAfter(page, 3);
  expectWholeOrExplained(entries);
  const shown = takeoverPlays(entries);
  expect(shown.slice(0, 2).map(({ takeover }) => takeover)).toEqual(['high', 'middle']);
  expect(shown.slice(2).every(({ takeover }) => takeover === 'expires')).toBe(true);
  for (const { at } of shown.slice(2)) expect(Date.parse(at)).toBeLessThan(Date.parse(soon));
  const ends = takeoverEntries(entries).filter(({ action }) => action === 'ended');
  expect(Object.fromEntries(ends.map(({ takeover, ended }) => [takeover, ended]))).toEqual({
    high: 'done',
    middle: 'done',
    expires: 'expired',
  });
  expectSoundLog(entries);
});

test('an order survives SIGKILL: what is left of it goes on at the next start, and it is begun once', async () => {
  let page = await playing();
  await orderFile(page, [{ id: 'urgent', plays: 3 }]);
  await logWithPlays(page, 1, (play) => !isOfProgramme(play));
  const known = async () => {
    const { play } = (await readInFlight(page)) ?? {};
    return play?.because.code === 'takeover' ? play.airtimeMs : 0;
  };
  await expect.poll(known, { intervals: [100] }).toBeGreaterThan(1_000);
  const before = await readLog(page);
  await rig.browser.kill();

  page = await rig.browser.open(rig.server.url);
  const entries = await logAfter(page, 1);
  expect(entries.slice(0, before.length)).toEqual(before);
  expect(takeoverEntries(entries).map(({ action }) => action)).toEqual(['begun', 'ended']);
  const outcomes = takeoverPlays(entries).map(({ outcome, ended }) => `${outcome} ${ended}`);
  expect(outcomes.filter((each) => each === 'completed end')).toHaveLength(3);
  expect(outcomes.filter((each) => each === 'cut crash')).toHaveLength(1);
  expectSoundLog(entries);
  expectShareKept(entries, promise);
});

test('the emergency stop blanks the screen, also over SIGKILL, until it is lifted; no play is lost', async () => {
  let page = await playing();
  await orderFile(page, [{ id: 'waits', when: 'boundary', plays: 1 }]);
  await page.keyboard.press('Control+Alt+KeyB');
  await expect(page.getByText('本屏暂停播放')).toBeVisible();
  await expect.poll(async () => (await readLog(page)).slice(-1)).toMatchObject([{ because: 'stop' }]);
  const stopped = await readLog(page);
  await rig.browser.kill();

  page = await rig.browser.open(rig.server.url);
  await expect(page.getByText('本屏暂停播放')).toBeVisible();
  await openPanel(page);
  await expect(page.getByText('现场键盘 keyboard · Ctrl+Alt+B')).toBeVisible();
  expect(await readLog(page), 'nothing was played meanwhile').toEqual(stopped);
  await expect(page.locator('changming-stage .layer.on-view')).toHaveCount(0);

  await page.getByLabel('谁解除（记入播出日志）').fill('站长李');
  await page.getByLabel('为什么解除（记入播出日志）').fill('已核实，画面正常');
  await page.getByRole('button', { name: '解除停播' }).click();
  await expect(page.getByText('本屏暂停播放')).toHaveCount(0);
  const entries = await logWithPlays(page, playsOf(stopped).length + 3);
  expect(entries.slice(0, stopped.length)).toEqual(stopped);
  expectLifted(entries);
  expectSoundLog(entries);
});

/** Stopped and lifted by somebody, for a reason, and nothing played in between. */
function expectLifted(entries: readonly AsRunEntry[]): void {
  expect(stopEntries(entries)).toMatchObject([
    { action: 'stopped', by: '现场键盘 keyboard', why: 'Ctrl+Alt+B' },
    { action: 'lifted', by: '站长李', why: '已核实，画面正常' },
  ]);
  const [stop, lift] = stopEntries(entries);
  // What was just coming on view when it was pressed is cut by it before it was seen.
  const begun = playsOf(entries).filter(({ ended, airtimeMs }) => ended !== 'stop' || airtimeMs > 0);
  const between = begun.filter(
    ({ at }) => Date.parse(at) >= Date.parse(stop?.at ?? '') && Date.parse(at) < Date.parse(lift?.at ?? ''),
  );
  expect(between).toEqual([]);
  const back = entries.find(({ seq, type }) => type === 'on-air' && seq > (lift?.seq ?? 0));
  expect(back, 'the first picture since the browser was killed').toMatchObject({ because: 'start' });
  expect(playsOf(entries).filter(({ ended }) => ended === 'stop').length).toBeGreaterThan(0);
}
