import { expect, type Page, test } from '@playwright/test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { liveCodeOf, readQrText } from '../../src/core/evidence/live-code.ts';
import { appendLeaf, type CompactRange, type Hash, leafHash, rootOf } from '../../src/core/tlog/merkle.ts';
import { logWithPlays } from './as-run.ts';
import { startPlaying } from './set-up.ts';
import { serveShortened } from './short-programme.ts';
import { testRig } from './test-rig.ts';

const rig = testRig('--window-size=1920,1080');

test('the code in the picture is the root of the log as it lies on disk, at every commit, and a photo shows it', async () => {
  serveShortened(rig.server, 'bank-lobby', (programme) =>
    Object.assign(programme, { liveCode: 'code-and-qr' }),
  );
  const page = await rig.browser.open(rig.server.url);
  await startPlaying(page);
  await logWithPlays(page, 1);
  const shown = await watchCodes(page);
  await logWithPlays(page, 5);

  await expect.poll(async () => sameInstant(page), { intervals: [100] }).toMatchObject({ agrees: true });
  const codes = rootsOf(await entryBytes(page)).map(liveCodeOf);
  const sizes = (await shown()).map((code) => codes.indexOf(code));
  expect(sizes.length).toBeGreaterThan(2);
  expect(
    sizes.every((size) => size > 0),
    'every code that stood there is one of the log',
  ).toBe(true);
  expect(
    [...sizes].sort((a, b) => a - b),
    'and they came in its order',
  ).toEqual(sizes);

  const photo = PNG.sync.read(await page.screenshot());
  const read = jsQR(new Uint8ClampedArray(photo.data), photo.width, photo.height);
  const stated = readQrText(read?.data ?? '');
  const root = rootsOf(await entryBytes(page))[stated?.size ?? 0];
  expect(stated?.root).toEqual(root);
});

const codeIn = (page: Page) =>
  page
    .locator('changming-live-code')
    .evaluate((code) => code.shadowRoot?.querySelector('.code')?.textContent ?? '');

/** Notes every code from now on, in the order in which they stood in the picture. */
async function watchCodes(page: Page): Promise<() => Promise<string[]>> {
  const handle = await page.locator('changming-live-code').evaluateHandle((element) => {
    const plate = element.shadowRoot?.querySelector('.code');
    const seen = [plate?.textContent ?? ''];
    if (plate) {
      new MutationObserver(() => {
        const code = plate.textContent ?? '';
        if (code !== seen[seen.length - 1]) seen.push(code);
      }).observe(plate, { childList: true, characterData: true, subtree: true });
    }
    return seen;
  });
  return () => handle.jsonValue();
}

/** Compares the code with the log, if neither changed while they were read. */
async function sameInstant(page: Page): Promise<{ agrees: boolean }> {
  const before = await codeIn(page);
  const roots = rootsOf(await entryBytes(page));
  const after = await codeIn(page);
  const root = roots[roots.length - 1];
  return { agrees: before === after && root !== undefined && before === liveCodeOf(root) };
}

/** The leaves as they lie in IndexedDB, read past the program. */
async function entryBytes(page: Page): Promise<Uint8Array[]> {
  const entries = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('changming-as-run');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    try {
      return await new Promise<number[][]>((resolve, reject) => {
        const request = database.transaction('entries').objectStore('entries').getAll();
        request.onsuccess = () => resolve(request.result.map((bytes: Uint8Array) => Array.from(bytes)));
        request.onerror = () => reject(request.error);
      });
    } finally {
      database.close();
    }
  });
  return entries.map((bytes) => Uint8Array.from(bytes));
}

/** Root of the first 0, 1, 2, … entries. */
function rootsOf(entries: readonly Uint8Array[]): Hash[] {
  let range: CompactRange = [];
  const roots = [rootOf(range)];
  for (const [size, entry] of entries.entries()) {
    range = appendLeaf(range, size, leafHash(entry));
    roots.push(rootOf(range));
  }
  return roots;
}
