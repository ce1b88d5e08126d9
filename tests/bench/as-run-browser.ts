import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from '@playwright/test';
import { build } from 'vite';
import { chromiumArguments, findChromium } from '../../scripts/find-chromium.mjs';
import type { AsRunTimings } from './_as-run-page.ts';
import { statistics } from './_as-run-statistics.ts';

export const title = 'As-run log: time to write a play (Chromium, profile on disk)';

const origin = 'https://changming.test/';

export async function run(print: (line: string) => void): Promise<void> {
  // A profile on disk: Chromium keeps the IndexedDB of a private window in memory, where durability costs nothing.
  const profile = await mkdtemp(join(tmpdir(), 'changming-bench-'));
  const executablePath = await findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath ? { executablePath } : {}),
    args: chromiumArguments,
  });
  try {
    const { strict, relaxed, row, readPerSecond } = await measureIn(context);
    print(`a play, strict             ${statistics(strict)}`);
    print(`the same, were it relaxed  ${statistics(relaxed)}`);
    print(`the in-flight row          ${statistics(row)}`);
    print(`reading back               ${Math.round(readPerSecond)} entries per second`);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

async function measureIn(context: BrowserContext): Promise<AsRunTimings> {
  const code = await bundle();
  await context.route(`${origin}**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: code })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Bench</title>' }),
  );
  const page = await context.newPage();
  await page.goto(origin);
  return page.evaluate(async (address) => {
    const { measureAsRunLog }: typeof import('./_as-run-page.ts') = await import(address);
    return measureAsRunLog(500);
  }, `${origin}bench.js`);
}

async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('_as-run-page.ts', import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'chrome87', lib: { entry, formats: ['es'] } },
  });
  const [chunk] = [result].flat().flatMap((made) => ('output' in made ? made.output : []));
  if (chunk?.type !== 'chunk') throw new Error('The bench was not bundled into one file');
  return chunk.code;
}
