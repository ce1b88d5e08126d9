import { expect, type Page } from '@playwright/test';

/** Presses the one big button of the set-up page. */
export async function startPlaying(page: Page): Promise<void> {
  await page.getByRole('button', { name: '开始播放' }).click();
  await expect(page.locator('changming-setup')).toHaveCount(0);
}
