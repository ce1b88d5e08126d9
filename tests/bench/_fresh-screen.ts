import type { Page } from '@playwright/test';
import { BrowserProcess } from '../e2e/browser-process.ts';
import { ScreenServer } from '../e2e/screen-server.ts';

/**
 * Opens the built player in a browser with an empty profile, for as long as `measure` takes.
 * @param serve puts files in place of those that are served
 * @param instruments JavaScript that runs in the page before anything else
 */
export async function withFreshScreen<T>(
  serve: (server: ScreenServer) => void,
  instruments: string,
  measure: (page: Page) => Promise<T>,
): Promise<T> {
  const server = new ScreenServer();
  serve(server);
  await server.connect();
  const browser = await BrowserProcess.create();
  try {
    const page = await browser.open(server.url);
    await page.addInitScript(instruments);
    await page.reload();
    return await measure(page);
  } finally {
    await browser.dispose();
    await server.cut();
  }
}
