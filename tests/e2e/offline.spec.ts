import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { BrowserProcess } from './browser-process.ts';
import { offerNewVersion } from './new-version.ts';
import { buildOfflinePage } from './offline/build-page.ts';
import { FilmServer, filmBytes } from './offline/film-server.ts';
import type {} from './offline/page.ts';

const outDir = fileURLToPath(new URL('../../.cache/offline-page/', import.meta.url));
const pagePath = 'tests/e2e/offline/page.html';
const mebibyte = 1024 * 1024;

let server: FilmServer;
let browser: BrowserProcess;

test.beforeAll(() => buildOfflinePage(outDir));

test.beforeEach(async () => {
  server = new FilmServer(outDir);
  await server.connect();
  browser = await BrowserProcess.create();
});

test.afterEach(async () => {
  await browser.dispose();
  await server.cut();
});

function film(size: number) {
  const sha256 = createHash('sha256').update(filmBytes(0, size)).digest('hex');
  return { url: `${server.url}films/${size}.mp4`, sha256 };
}

async function openServed(): Promise<Page> {
  const page = await browser.open(`${server.url}${pagePath}`);
  await page.waitForFunction(() => window.offline !== undefined);
  expect(await page.evaluate(() => window.offline.served)).toBe(true);
  return page;
}

const ask = (page: Page, address: string, headers: Record<string, string> = {}) =>
  page.evaluate(
    async ([url, asked]) => {
      const response = await fetch(url, { headers: asked });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return {
        status: response.status,
        length: bytes.length,
        sha256,
        range: response.headers.get('Content-Range'),
      };
    },
    [address, headers] as const,
  );

test('the very first visit is served without being loaded again, and a kept film plays with the network cut', async () => {
  const page = await openServed();
  const creative = film(3 * mebibyte + 17);
  const address = await page.evaluate((wanted) => window.offline.keep(wanted), creative);
  expect(address).toBe(`${server.url}creatives/${creative.sha256}.mp4`);
  await server.cut();
  const whole = await ask(page, address);
  expect(whole).toEqual({ status: 200, length: 3 * mebibyte + 17, sha256: creative.sha256, range: null });
  const part = await ask(page, address, { Range: 'bytes=1000-1999' });
  expect(part).toMatchObject({ status: 206, length: 1000, range: `bytes 1000-1999/${3 * mebibyte + 17}` });
  expect((await ask(page, `${server.url}creatives/none.mp4`)).status).toBe(404);
});

test('the films and the stream of the starter playlist play and seek from this device alone', async () => {
  const page = await openServed();
  const playlistUrl = `${server.url}playlists/anti-fraud/playlist.json`;
  const { spots } = parseSpots(await (await fetch(playlistUrl)).text());
  for (const kind of ['video', 'hls'] as const) {
    const spot = spots.find((each) => each.kind === kind && each.durationMs !== undefined);
    if (spot?.src === undefined) throw new Error(`the starter playlist has no ${kind}`);
    const absolute = (src: string) => new URL(src, playlistUrl).href;
    const address = await page.evaluate((wanted) => window.offline.keep(wanted), {
      url: absolute(spot.src),
      kind: kind === 'hls' ? ('hls' as const) : ('file' as const),
      ...(spot.sha256 === undefined ? {} : { sha256: spot.sha256 }),
      files: (spot.files ?? []).map(({ src, sha256 }) => ({ url: absolute(src), sha256 })),
    });
    expect(address).toContain('/creatives/');
    await server.cut();
    const seen = await page.evaluate((kept) => window.offline.play(kept), address);
    expect(Math.abs(seen.duration * 1000 - (spot.durationMs ?? 0))).toBeLessThan(500);
    expect(seen.playedTo).toBeGreaterThan(seen.duration - 0.5);
    expect(seen.frames).toBeGreaterThan(10);
    await server.connect();
  }
});

interface SpotInFile {
  readonly kind: string;
  readonly src?: string;
  readonly sha256?: string;
  readonly durationMs?: number;
  readonly files?: readonly { readonly src: string; readonly sha256: string }[];
}

function parseSpots(text: string): { readonly spots: readonly SpotInFile[] } {
  return JSON.parse(text);
}

test('the page opens without a network after the browser was killed', async () => {
  await openServed();
  await server.cut();
  await browser.kill();
  await openServed();
});

/** Holds the next whole request for a film back once `atBytes` are sent; returns what lets it go on. */
function holdFilm(atBytes: number): () => void {
  const release = new AbortController();
  server.onPiece = ({ sentBytes, range }) =>
    range === undefined && sentBytes >= atBytes
      ? new Promise((resolve) => release.signal.addEventListener('abort', () => resolve()))
      : undefined;
  return () => release.abort();
}

const partsAndJournals = (page: Page) =>
  page.evaluate(async () => (await (await caches.open('changming-creative-parts')).keys()).length);

test('a download goes on where it was when the browser was killed', async () => {
  const creative = film(8 * mebibyte);
  const page = await openServed();
  const release = holdFilm(5.5 * mebibyte);
  const keeping = page.evaluate((wanted) => window.offline.keep(wanted), creative).catch(() => 'killed');
  await expect.poll(() => partsAndJournals(page)).toBe(6);
  await browser.kill();
  expect(await keeping).toBe('killed');
  release();

  const again = await openServed();
  const address = await again.evaluate((wanted) => window.offline.keep(wanted), creative);
  expect(await ask(again, address)).toMatchObject({ status: 200, sha256: creative.sha256 });
  const gets = server.requests.filter(({ method }) => method === 'GET');
  const resumedAt = Number(/^bytes=(\d+)-$/.exec(gets[1]?.range ?? '')?.[1]);
  // A kill may cost what the disk was still to write, here never more than one part.
  expect(resumedAt % mebibyte).toBe(0);
  expect(resumedAt).toBeGreaterThanOrEqual(4 * mebibyte);
  expect(gets[1]?.sentBytes).toBe(8 * mebibyte - resumedAt);
});

test('a cut cable is an error that says so, and the rest comes when it is back', async () => {
  const creative = film(4 * mebibyte);
  const page = await openServed();
  const release = holdFilm(2.5 * mebibyte);
  const keeping = page.evaluate((wanted) => window.offline.keep(wanted), creative);
  await expect.poll(() => partsAndJournals(page)).toBe(3);
  await server.cut();
  expect(await keeping).toMatch(/^MediaError: Cannot keep http/);
  release();
  await server.connect();
  const address = await page.evaluate((wanted) => window.offline.keep(wanted), creative);
  expect(await ask(page, address)).toMatchObject({ status: 200, sha256: creative.sha256 });
  expect(server.requests[server.requests.length - 1]?.range).toBe(`bytes=${2 * mebibyte}-`);
});

test('a disk that fills up on the way is an error with figures, and the download gives way', async () => {
  const page = await openServed();
  const control = await page.context().newCDPSession(page);
  const origin = server.url.slice(0, -1);
  await control.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 10 * mebibyte });
  const message = await page.evaluate((wanted) => window.offline.keep(wanted), film(20 * mebibyte));
  expect(message).toMatch(/^MediaError: .*: it takes 21\.0 MB, the room ended at \d+\.\d MB$/);
  expect(await partsAndJournals(page)).toBe(0);
  const { usage } = await control.send('Storage.getUsageAndQuota', { origin });
  expect(usage).toBeLessThan(mebibyte);
});

test('a new version of the app waits until it is let in, and then serves the page at once', async () => {
  const page = await openServed();
  await offerNewVersion(server, pagePath);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.waitForFunction(() => window.offline.updatesReady === 1);

  await page.reload();
  await page.waitForFunction(() => window.offline !== undefined);
  expect(await page.evaluate(() => window.offline.version)).toBe('1');
  await page.waitForFunction(() => window.offline.updatesReady >= 1);
  await page.evaluate(() => window.offline.update());
  await page.reload();
  await page.waitForFunction(() => window.offline !== undefined);
  expect(await page.evaluate(() => window.offline.version)).toBe('2');
});

test('a page whose version another window replaced is told so', async () => {
  const page = await openServed();
  await offerNewVersion(server, pagePath);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.waitForFunction(() => window.offline.updatesReady === 1);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.waitForFunction(() => window.offline?.updatesReady === 1);
  await other.evaluate(() => window.offline.update());
  await page.waitForFunction(() => window.offline.updatesReady === 2);
});

/** Takes away what came after Chrome 87 and would be easy to use without noticing. */
function ageEngine(): void {
  const later: [object, string[]][] = [
    [AbortSignal.prototype, ['throwIfAborted', 'reason']],
    [AbortSignal, ['any', 'timeout', 'abort']],
    [Array.prototype, ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
    [Object.getPrototypeOf(Uint8Array.prototype), ['at', 'findLast', 'toSorted', 'toReversed', 'with']],
    [Uint8Array.prototype, ['toHex', 'toBase64']],
    [String.prototype, ['at', 'isWellFormed']],
    [Object, ['hasOwn', 'groupBy']],
    [Promise, ['withResolvers', 'try']],
    [Crypto.prototype, ['randomUUID']],
    [ReadableStream.prototype, ['values', Symbol.asyncIterator as unknown as string]],
    [Blob.prototype, ['bytes']],
    [Response.prototype, ['bytes']],
    [Response, ['json']],
    [window, ['structuredClone', 'scheduler']],
  ];
  for (const [owner, names] of later) {
    for (const name of names) Reflect.deleteProperty(owner, name);
  }
}

test('an engine of the age of Chrome 87 keeps films and goes on after a cut as well', async () => {
  const page = await openServed();
  await page.addInitScript(ageEngine);
  await page.reload();
  await page.waitForFunction(() => window.offline !== undefined);
  expect(await page.evaluate(() => 'throwIfAborted' in AbortSignal.prototype)).toBe(false);
  const creative = film(3 * mebibyte);
  const release = holdFilm(1.5 * mebibyte);
  const keeping = page.evaluate((wanted) => window.offline.keep(wanted), creative);
  await expect.poll(() => partsAndJournals(page)).toBe(2);
  await server.cut();
  expect(await keeping).toMatch(/^MediaError: Cannot keep http/);
  release();
  await server.connect();
  const address = await page.evaluate((wanted) => window.offline.keep(wanted), creative);
  expect(await ask(page, address)).toMatchObject({ status: 200, sha256: creative.sha256 });
});
