import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { createServer } from 'vite';
import { chromiumArguments, findChromium } from '../../scripts/find-chromium.mjs';
import type { SeenFrame } from './stage/page.ts';

export const title = 'Boundary between two films: what a person sees';

const boundaries = 40;
const filmFrames = 60;
const periodMs = 1000 / 30;
/** Mean luminance, 0 to 255, below which a picture is dark; the films here are bright throughout. */
const darkBelow = 60;

interface Boundary {
  /** From the appearance of the last frame seen to that of the first frame of the next film. */
  readonly gapMs: number;
  readonly lostAtEnd: number;
  readonly lostAtStart: number;
  /** From the first frame seen to the next one. */
  readonly firstHeldMs: number;
}

/** Plays the same films on the stage and by a plain change of `src`, and prints both. */
export async function run(print: (line: string) => void): Promise<void> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const server = await createServer({
    root,
    configFile: false,
    publicDir: 'tests/browser/media',
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
    const address = `${server.resolvedUrls?.local[0] ?? ''}tests/bench/stage/page.html`;
    print(`${boundaries} boundaries of 1280×720 films at 30 fps; one frame lasts ${periodMs.toFixed(1)} ms`);
    print(await measure(browser, address, 'stage', 'playOnStage', 0));
    print(await measure(browser, address, 'stage, with live code', 'playOnStageWithCode', 0));
    print(await measure(browser, address, 'stage, with sound', 'playOnStage', 1));
    print(await measure(browser, address, 'plain src', 'playBySource', 0));
  } finally {
    await browser.close();
    await server.close();
  }
}

async function measure(
  browser: Browser,
  address: string,
  name: string,
  player: 'playOnStage' | 'playOnStageWithCode' | 'playBySource',
  volume: number,
): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(address);
  await page.waitForFunction((player) => player in window, player);
  const pictures = await recordScreen(page);
  const films = Array.from(
    { length: boundaries + 1 },
    (_, index) => `/large-${index % 2 ? 'two' : 'one'}.mp4`,
  );
  const seen = await page.evaluate(
    ([player, films, volume]) =>
      (window as unknown as Record<string, (films: string[], volume: number) => Promise<SeenFrame[]>>)[
        player
      ]?.(films, volume),
    [player, films, volume] as const,
  );
  const dark = await countDark(page, await pictures.stop());
  await page.close();
  return row(name, boundariesOf(seen ?? []), dark);
}

function boundariesOf(seen: readonly SeenFrame[]): Boundary[] {
  return seen.flatMap((frame, at) => {
    const before = seen[at - 1];
    if (!before || before.film === frame.film) return [];
    const next = seen[at + 1];
    return {
      gapMs: frame.atMs - before.atMs,
      lostAtEnd: Math.max(0, filmFrames - 1 - before.index),
      lostAtStart: frame.index,
      firstHeldMs: next ? next.atMs - frame.atMs : Number.NaN,
    };
  });
}

function row(name: string, measured: readonly Boundary[], dark: { dark: number; all: number }): string {
  const gaps = measured.map(({ gapMs }) => gapMs);
  const held = measured.map(({ firstHeldMs }) => firstHeldMs);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return [
    `${name}: ${measured.length} boundaries, gap median ${quantile(gaps, 0.5)} ms, p99 ${quantile(gaps, 0.99)} ms`,
    `frames lost at the end ${sum(measured.map(({ lostAtEnd }) => lostAtEnd))}`,
    `at the start ${sum(measured.map(({ lostAtStart }) => lostAtStart))}`,
    `first frame held median ${quantile(held, 0.5)} ms, p99 ${quantile(held, 0.99)} ms`,
    `dark pictures ${dark.dark} of ${dark.all}`,
  ].join(' · ');
}

function quantile(values: readonly number[], q: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN).toFixed(0);
}

/** Chromium's own recording of what it composited: independent of everything the page says. */
async function recordScreen(page: Page): Promise<{ stop(): Promise<string[]> }> {
  const pictures: string[] = [];
  const session = await page.context().newCDPSession(page);
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    pictures.push(data);
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  });
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 30, maxWidth: 160, maxHeight: 90 });
  return {
    async stop() {
      await session.send('Page.stopScreencast');
      return pictures;
    },
  };
}

/** Pictures before the first bright one are the start; after it, a dark one is a hole. */
async function countDark(page: Page, pictures: readonly string[]): Promise<{ dark: number; all: number }> {
  const luminances = await page.evaluate(async (pictures) => {
    const canvas = new OffscreenCanvas(32, 18);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const result: number[] = [];
    for (const data of pictures) {
      const image = new Image();
      image.src = `data:image/jpeg;base64,${data}`;
      await image.decode();
      context?.drawImage(image, 0, 0, 32, 18);
      const { data: rgba = [] } = context?.getImageData(0, 0, 32, 18) ?? {};
      let sum = 0;
      for (let at = 0; at < rgba.length; at += 4)
        sum += 0.2126 * (rgba[at] ?? 0) + 0.7152 * (rgba[at + 1] ?? 0) + 0.0722 * (rgba[at + 2] ?? 0);
      result.push(sum / (rgba.length / 4));
    }
    return result;
  }, pictures);
  const fromFirst = luminances.slice(luminances.findIndex((luminance) => luminance >= darkBelow));
  return { dark: fromFirst.filter((luminance) => luminance < darkBelow).length, all: fromFirst.length };
}
