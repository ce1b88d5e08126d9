import type { Page } from '@playwright/test';
import { firstLoadBytes } from '../../scripts/first-load.mjs';
import type { AsRunEntry } from '../../src/core/as-run/entry.ts';
import { logWithPlays, readLog } from '../e2e/as-run.ts';
import { BrowserProcess } from '../e2e/browser-process.ts';
import { ScreenServer } from '../e2e/screen-server.ts';
import { startPlaying } from '../e2e/set-up.ts';

export const title = 'Cold offline start: browser process to first frame of a film; first-load JavaScript';

const starts = 7;

export async function run(print: (line: string) => void): Promise<void> {
  print(`first-load JavaScript without hls.js: ${(firstLoadBytes() / 1000).toFixed(1)} kB gzip (budget 60)`);
  const server = new ScreenServer();
  await server.connect();
  const browser = await BrowserProcess.create();
  try {
    await install(await browser.open(server.url));
    await server.cut();
    const samples = [];
    for (let start = 0; start < starts; start += 1) samples.push(await coldStart(browser, server.url));
    print(`page begins to load → first frame:   ${statistics(samples.map(({ pageMs }) => pageMs))}`);
    print(`browser process starts → first frame: ${statistics(samples.map(({ processMs }) => processMs))}`);
  } finally {
    await browser.dispose();
    await server.cut();
  }
}

/** Sets the screen up and waits until it needs no network any more. */
async function install(page: Page): Promise<void> {
  await startPlaying(page);
  await page.waitForFunction(
    async () => {
      const kept = await (await caches.open('changming-programmes')).keys();
      return kept.some(({ url }) => url.includes('/programmes/active/'));
    },
    undefined,
    { timeout: 120_000, polling: 500 },
  );
  await logWithPlays(page, 1);
}

async function coldStart(
  browser: BrowserProcess,
  url: string,
): Promise<{ pageMs: number; processMs: number }> {
  await browser.kill();
  const spawnedAtMs = Date.now();
  const page = await browser.open(url);
  for (;;) {
    const first = firstPicture(await readLog(page), spawnedAtMs);
    if (first) return { pageMs: first.monotonicMs, processMs: Date.parse(first.at) - spawnedAtMs };
    await page.waitForTimeout(100);
  }
}

function firstPicture(entries: readonly AsRunEntry[], sinceMs: number): AsRunEntry | undefined {
  return entries.find((entry) => entry.type === 'on-air' && Date.parse(entry.at) >= sinceMs);
}

function statistics(samples: readonly number[]): string {
  const sorted = [...samples].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? Number.NaN;
  return `median ${Math.round(median)} ms, slowest ${Math.round(sorted[sorted.length - 1] ?? Number.NaN)} ms of ${samples.length}`;
}
