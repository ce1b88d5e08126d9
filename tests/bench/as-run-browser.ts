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
    const { both, strict, relaxed, row, start, readPerSecond } = await measureIn(context);
    print(`a play, both copies        ${statistics(both)}`);
    print(`the first copy alone       ${statistics(strict)}`);
    print(`the same, were it relaxed  ${statistics(relaxed)}`);
    print(`the in-flight row          ${statistics(row)}`);
    print(`a start with 20,000 plays  ${statistics(start)}`);
    print(`reading back               ${Math.round(readPerSecond)} entries per second`);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

async function measureIn(context: BrowserContext): Promise<AsRunTimings> {
  const scripts = await bundle();
  await context.route(`${origin}**`, (route) => {
    const body = scripts.get(new URL(route.request().url()).pathname.slice(1));
    return body === undefined
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Bench</title>' })
      : route.fulfill({ contentType: 'text/javascript', body });
  });
  const page = await context.newPage();
  await page.goto(origin);
  return page.evaluate(async (address) => {
    const { measureAsRunLog }: typeof import('./_as-run-page.ts') = await import(address);
    return measureAsRunLog(500);
  }, `${origin}bench.js`);
}

/** The scripts of the page by file name: the bench itself is `bench.js`, its worker stands beside it. */
async function bundle(): Promise<Map<string, string | Buffer>> {
  const entry = fileURLToPath(new URL('_as-run-page.ts', import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    base: './',
    build: {
      write: false,
      target: 'chrome107',
      modulePreload: false,
      rolldownOptions: {
        input: { bench: entry },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const files = [result].flat().flatMap((made) => ('output' in made ? made.output : []));
  return new Map(
    files.map((file) => [file.fileName, file.type === 'chunk' ? file.code : Buffer.from(file.source)]),
  );
}
