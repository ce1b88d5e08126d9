import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';
import { chromiumArguments, findChromium } from '../../scripts/find-chromium.mjs';
import { longestTask, openAuditPage, scrollFrames, timeFilter, timePeriod } from './_audit-page.ts';

export const title = 'Auditor’s page: a million plays (Chromium, profile on disk, browser started anew)';

const root = fileURLToPath(new URL('../../', import.meta.url));
const plays = Number(process.env.AUDIT_PLAYS ?? 1_000_000);
const lastDate = '2026-11-22';
const periodRounds = 7;

export async function run(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'changming-audit-'));
  const server = await serve(join(folder, 'dist'));
  try {
    const address = server.resolvedUrls?.local[0] ?? '';
    const profile = join(folder, 'profile');
    await withBrowser(profile, (context) => seed(context, address, print));
    await withBrowser(profile, (context) => measure(context, `${address}audit.html`, print));
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function seed(context: BrowserContext, address: string, print: (line: string) => void): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${address}seed.html`);
  const script = `${address}seed.js`;
  const size = await page.evaluate(
    async ([url = '', count, date = '']) => {
      const { seedLog }: typeof import('./_audit-seed.ts') = await import(String(url));
      return seedLog(Number(count), String(date));
    },
    [script, plays, lastDate],
  );
  const builtMs = await page.evaluate(async (url) => {
    const { buildColumns }: typeof import('./_audit-seed.ts') = await import(url);
    return buildColumns();
  }, script);
  print(`log                               ${size} entries, ${plays} plays`);
  print(`columns, built once in idle time  ${(builtMs / 1000).toFixed(1)} s`);
}

async function measure(
  context: BrowserContext,
  address: string,
  print: (line: string) => void,
): Promise<void> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  const times = await openAuditPage(page, address);
  print(`first answer shown                ${seconds(times.firstAnswerMs)} (${times.answer})`);
  print(`calendar of the month painted     ${seconds(times.heatMapMs)}`);
  print(`its plays listed and filterable   ${seconds(times.allPlaysMs)} (${times.plays})`);
  print(`longest task while opening        ${Math.round(await longestTask(page))} ms`);
  const [day, month, all] = [0, 2, 3];
  const switches: number[][] = [[], [], []];
  for (let round = 0; round < periodRounds; round++) {
    for (const [place, period] of [all, day, month].entries()) {
      switches[place]?.push(await timePeriod(page, period));
    }
  }
  const [toAll = [], toDay = [], toMonth = []] = switches.map((times) => times.sort((a, b) => a - b));
  print(`to all ${plays} plays, median     ${at(toAll, 0.5)} ms (calendar, spots, list)`);
  print(`to one day, to a month, median    ${at(toDay, 0.5)} ms, ${at(toMonth, 0.5)} ms`);
  await timePeriod(page, all);
  print(`a filter over all plays           ${Math.round(await timeFilter(page, 'fake-loan'))} ms`);
  const gaps = (await scrollFrames(page, 120)).sort((a, b) => a - b);
  print(`frames while scrolling            median ${at(gaps, 0.5)} ms, 99 % within ${at(gaps, 0.99)} ms`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}

async function withBrowser(profile: string, use: (context: BrowserContext) => Promise<void>): Promise<void> {
  const executablePath = await findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath ? { executablePath } : {}),
    args: chromiumArguments,
  });
  try {
    await use(context);
  } finally {
    await context.close();
  }
}

/** The page as it is shipped, and beside it a script that fills the store. */
async function serve(outDir: string): Promise<PreviewServer> {
  const define = { __CHANGMING_VERSION__: JSON.stringify('bench') };
  const shared = { configFile: false, root, base: './', logLevel: 'error', define } as const;
  const target = 'chrome87';
  await build({ ...shared, build: { outDir, target, rolldownOptions: { input: join(root, 'audit.html') } } });
  await build({
    ...shared,
    publicDir: false,
    build: {
      outDir,
      target,
      emptyOutDir: false,
      lib: { entry: join(root, 'tests/bench/_audit-seed.ts'), formats: ['es'], fileName: () => 'seed.js' },
    },
  });
  await writeFile(join(outDir, 'seed.html'), '<!doctype html><title>Seed</title>');
  return preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
}
