import { expect, type Page } from '@playwright/test';

/**
 * Presses the one big button of the set-up page.
 * @param programme id of the starter programme to choose; left out, the one that is chosen
 */
export async function startPlaying(page: Page, programme?: string): Promise<void> {
  if (programme) await chooseProgramme(page, programme);
  await page.getByRole('button', { name: '开始播放' }).click();
  await expect(page.locator('changming-setup')).toHaveCount(0);
}

/** Takes a starter programme other than the one that the set-up page offers first. */
export async function chooseProgramme(page: Page, id: string): Promise<void> {
  const choice = `changming-setup input[type=radio][value$="programmes/${id}.json"]`;
  await page.locator(choice).check({ force: true });
}
