import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { chromiumArguments, findChromium } from '../../scripts/find-chromium.mjs';
import type { Found } from './ticker/page.ts';

export const title = 'Running text: what each frame moves it by, over a minute';

const measuredMs = 60_000;

/** Runs a ticker for a minute, reads from its pixels how far each frame moved the text, and prints what was found. */
export async function run(print: (line: string) => void): Promise<void> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  });
  await server.listen();
  const executablePath = await findChromium();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: chromiumArguments,
  });
  try {
    for (const [direction, stepPx, width, height] of [
      ['left', 4, 1920, 216],
      ['left', 1, 192, 20],
      ['up', 1, 540, 566],
    ] as const) {
      const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
      await page.goto(`${server.resolvedUrls?.local[0] ?? ''}tests/bench/ticker/page.html`);
      await page.waitForFunction('"measureTicker" in window');
      const found = (await page.evaluate(
        `measureTicker(${JSON.stringify({ direction, stepPx, width, height, measuredMs })})`,
      )) as Found;
      print(
        `${direction}, ${stepPx} px a frame, ${width} × ${height}: ${found.frames} frames, ` +
          `${found.otherwise} of them moved by another amount; ${found.dropped} left out by the display ` +
          `(one each ${found.periodMs.toFixed(2)} ms), during which the text stood`,
      );
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
