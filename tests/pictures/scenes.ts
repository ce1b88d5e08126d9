import type { Page } from '@playwright/test';
import { logWithPlays } from '../e2e/as-run.ts';
import type { Scene } from './camera.ts';

const upright = { width: 540, height: 960 };
const board = { width: 192, height: 96 };
/** Entrances are over by then. */
const settledMs = 1_500;

const onView = 'changming-stage:not([data-zone]) .layer.on-view';

/** A film that rests at a moment at which its words are read. */
function filmAt(seconds: number): (page: Page) => Promise<void> {
  return async (page) => {
    const film = page.locator(`${onView} video`);
    await film.first().waitFor();
    for (;;) {
      const atSeconds = await film.evaluateAll(
        (films) => (films[0] as HTMLVideoElement | undefined)?.currentTime,
      );
      if (atSeconds !== undefined && atSeconds >= seconds && atSeconds < seconds + 1) return;
      await page.waitForTimeout(100);
    }
  };
}

/** A slogan or an image, when it has come to rest. */
async function still(page: Page): Promise<void> {
  await page.locator(`${onView} :is(canvas, .content, img)`).first().waitFor();
  await page.waitForTimeout(settledMs);
}

async function darkSays(page: Page, words: string): Promise<void> {
  await page.locator('changming-dark-screen', { hasText: words }).waitFor();
  await page.waitForTimeout(settledMs);
}

async function openPanel(page: Page): Promise<void> {
  const panel = page.locator('changming-panel .body');
  // The way in is opened a little after the first picture.
  while (!(await panel.isVisible())) {
    await page.keyboard.press('Control+Alt+KeyC');
    await page.waitForTimeout(settledMs);
  }
}

async function touched(page: Page): Promise<void> {
  await page.locator('.kiosk-invitation').waitFor();
  await page.mouse.click(640, 300);
  await page.locator('changming-kiosk').waitFor();
  await page.waitForTimeout(settledMs);
}

async function takenOver(page: Page): Promise<void> {
  await filmAt(2)(page);
  await openPanel(page);
  await page.getByText(/插播与紧急停播|Takeovers and emergency stop/).click();
  await page.getByText(/发布警示|Send a warning/).click();
  await page.locator('changming-takeover-form button[type=submit]').click();
  await page.locator('changming-takeover-form [role=status] p').waitFor();
  await page.locator('changming-panel header button').click();
  await page.waitForTimeout(2 * settledMs);
}

/** In the order of `docs/screens.md`. */
export const scenes: readonly Scene[] = [
  {
    name: 'set-up',
    programme: 'bank-lobby',
    beforeStart: true,
    ready: (page) => page.waitForTimeout(settledMs),
  },
  { name: 'bank-lobby', programme: 'bank-lobby', film: 'fake-rebate-film', ready: filmAt(3) },
  { name: 'carrier-lobby', programme: 'carrier-lobby', film: 'impersonation-film', ready: filmAt(3) },
  {
    name: 'community-screen',
    programme: 'community-screen',
    // On smaller ones its QR code would be too small for a phone, and is left out.
    size: { width: 1920, height: 1080 },
    film: 'waste-sorting',
    stills: ['answer-96110'],
    ready: still,
  },
  { name: 'community-led', programme: 'community-led', stills: ['rebate'], lamps: board, ready: still },
  {
    name: 'test-card',
    programme: 'community-led',
    lamps: board,
    ready: async (page) => {
      await openPanel(page);
      await page.locator('changming-panel details.board summary').click();
      await page.locator('changming-panel details.board button').click();
      await page.locator('changming-stage .test-card').waitFor();
    },
  },
  {
    name: 'community-led-ticker',
    programme: 'community-led-ticker',
    lamps: board,
    ready: async (page) => {
      await page.locator('changming-stage[data-zone=ticker] canvas.ticker').waitFor();
      await page.waitForTimeout(8 * settledMs);
    },
  },
  { name: 'hall-with-ticker', programme: 'hall-with-ticker', film: 'fake-shopping-film', ready: filmAt(7) },
  {
    name: 'service-hall-portrait',
    programme: 'service-hall-portrait',
    size: upright,
    film: 'fake-service-agent-film',
    stills: ['no-screen-sharing', 'answer-96110', 'no-safe-account'],
    ready: filmAt(11),
  },
  {
    name: 'lift-portrait',
    programme: 'lift-portrait',
    size: upright,
    film: 'fake-investment-portrait-film',
    ready: filmAt(4.5),
  },
  { name: 'bus-panel', programme: 'bus-panel', film: 'fake-loan-short-film', ready: filmAt(4) },
  { name: 'kiosk', programme: 'kiosk', ready: touched },
  { name: 'switch-on', programme: 'switch-on', film: 'fake-investment-film', stills: [], ready: filmAt(4.5) },
  { name: 'atm-voice', programme: 'atm-voice', film: 'fake-service-agent-film', ready: filmAt(11) },
  { name: 'school-broadcast', programme: 'school-broadcast', ready: (page) => darkSays(page, '诈') },
  { name: 'gate-audio', programme: 'gate-audio', ready: (page) => darkSays(page, '21:30') },
  {
    name: 'village-loudspeaker',
    programme: 'village-loudspeaker',
    at: '2026-11-23T13:05:00+08:00',
    ready: (page) => darkSays(page, '14:30'),
  },
  { name: 'takeover', programme: 'bank-lobby', film: 'fake-loan-film', ready: takenOver },
  {
    name: 'panel',
    programme: 'bank-lobby',
    ready: async (page) => {
      await logWithPlays(page, 2);
      await openPanel(page);
      await page.waitForTimeout(settledMs);
    },
  },
];
