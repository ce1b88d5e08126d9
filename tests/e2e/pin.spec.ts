import { expect, type Page, test } from '@playwright/test';
import { expectSoundLog, expectWholeOrExplained, logWithPlays, playsOf, readLog } from './as-run.ts';
import { startPlaying } from './set-up.ts';
import { serveShortened } from './short-programme.ts';
import { testRig } from './test-rig.ts';

const rig = testRig();

test('a forgotten PIN is taken away from the address bar, which the log says; the new one holds', async () => {
  serveShortened(rig.server);
  const page = await rig.browser.open(rig.server.url);
  await page.getByLabel('操作密码（可选）').fill('2468');
  await startPlaying(page);
  await logWithPlays(page, 1);
  await page.keyboard.press('Control+Alt+KeyC');
  await expect(page.getByText('忘记密码？')).toBeVisible();

  // As typing it into the address bar does.
  await page.goto(`${rig.server.url}#reset-pin`);
  const pin = page.getByLabel('操作密码（可选）');
  await pin.fill('13579');
  await page.getByRole('button', { name: '保存并播放' }).click();
  await expect(page.locator('changming-setup')).toHaveCount(0);
  expect(page.url()).toBe(rig.server.url);

  await enterPin(page, '2468');
  await expect(page.getByText('密码不对，请重新输入。')).toBeVisible();
  await enterPin(page, '13579', false);
  await expect(page.getByText('接下来')).toBeVisible();
  const entries = await logWithPlays(page, playsOf(await readLog(page)).length + 1);
  expectSoundLog(entries);
  expect(entries.filter((entry) => entry.type === 'fault' && entry.what === 'pin-reset')).toHaveLength(1);
  expectWholeOrExplained(entries);
});

test('asked for twice while it loads, the panel opens once', async () => {
  serveShortened(rig.server);
  const page = await rig.browser.open(rig.server.url);
  await startPlaying(page);
  await logWithPlays(page, 1);
  await page.evaluate(() => {
    const chord = { code: 'KeyC', ctrlKey: true, altKey: true };
    for (let press = 0; press < 2; press++) dispatchEvent(new KeyboardEvent('keydown', chord));
  });
  await expect(page.getByText('接下来')).toBeVisible();
  await expect(page.locator('changming-panel')).toHaveCount(1);
});

async function enterPin(page: Page, digits: string, opening = true): Promise<void> {
  if (opening) await page.keyboard.press('Control+Alt+KeyC');
  await expect(page.locator('changming-pin-pad [aria-busy="false"]')).toBeVisible();
  await page.keyboard.type(digits);
  await page.keyboard.press('Enter');
}
