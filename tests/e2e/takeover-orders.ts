import { expect, type Page } from '@playwright/test';
import type { AsRunEntry, PlayEntry, StopEntry, TakeoverEntry } from '../../src/core/as-run/entry.ts';
import { playsOf } from './as-run.ts';

/** A takeover as its file has it. */
interface TakeoverInFile {
  readonly id: string;
  readonly when?: 'now' | 'boundary';
  readonly plays?: number;
  readonly minutes?: number;
  readonly priority?: number;
  readonly expiresAt?: string;
}

interface Typed {
  readonly text: string;
  readonly by: string;
  readonly why: string;
  /** As it is offered in the panel. */
  readonly length: string;
}

export async function openPanel(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+KeyC');
  await expect(page.getByText('接下来')).toBeVisible();
}

async function closePanel(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.locator('changming-panel')).toHaveCount(0);
}

/** Opens the panel where takeovers are ordered. */
export async function openOrders(page: Page): Promise<void> {
  await openPanel(page);
  await page.getByText('插播与紧急停播').click();
  await page.getByText('发布警示').click();
}

/** Types a warning and sends it, to interrupt at once. */
export async function orderTyped(page: Page, { text, by, why, length }: Typed): Promise<void> {
  await openOrders(page);
  const field = (name: string) => page.locator(`changming-takeover-form #${name}`);
  await field('text').fill(text);
  await field('by').fill(by);
  await field('why').fill(why);
  await page.getByRole('radio', { name: length, exact: true }).check();
  await page.getByRole('button', { name: '插播', exact: true }).click();
  await expect(page.getByText('✓ 已下达')).toBeVisible();
  await closePanel(page);
}

/** Opens a file of warnings in the panel; resolves with what the panel says of it. */
export async function orderFile(page: Page, takeovers: readonly TakeoverInFile[]): Promise<string> {
  await openOrders(page);
  const inTwoHours = new Date(Date.now() + 7_200_000).toISOString();
  const whole = takeovers.map((takeover) => ({
    by: '区反诈中心',
    why: '本地出现新骗术',
    slogan: { text: { 'zh-CN': `警示${takeover.id}` } },
    expiresAt: inTwoHours,
    ...takeover,
  }));
  const buffer = Buffer.from(JSON.stringify({ takeovers: whole }));
  const file = { name: 'warnings.json', mimeType: 'application/json', buffer };
  await page.locator('changming-takeover-form #file').setInputFiles(file);
  const answer = page.locator('changming-takeover-form [role="status"]');
  await expect(answer).toContainText('已下达');
  const said = (await answer.textContent()) ?? '';
  await closePanel(page);
  return said;
}

export function takeoverPlays(entries: readonly AsRunEntry[]): (PlayEntry & { readonly takeover: string })[] {
  return playsOf(entries).flatMap((play) =>
    play.because.code === 'takeover' ? [{ ...play, takeover: play.because.takeover }] : [],
  );
}

export function takeoverEntries(entries: readonly AsRunEntry[]): TakeoverEntry[] {
  return entries.filter((entry) => entry.type === 'takeover');
}

export function stopEntries(entries: readonly AsRunEntry[]): StopEntry[] {
  return entries.filter((entry) => entry.type === 'stop');
}
