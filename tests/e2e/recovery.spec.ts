import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { AsRunEntry } from '../../src/core/as-run/entry.ts';
import { expectSoundLog, logWithPlays, playsOf, readLog } from './as-run.ts';
import { startPlaying } from './set-up.ts';
import { serveShortened } from './short-programme.ts';
import { testRig } from './test-rig.ts';

const rig = testRig();

test('64 flipped bytes in the database cost no play and not the screen’s name: the second copy has both', async () => {
  const before = await playAndKill();
  const flipped = await flipBytes(join(rig.browser.profile, 'Default/IndexedDB'), 64);
  expect(flipped).toBeGreaterThan(0);
  await expectAllThere(before, await playOn(before));
});

test('a database that is deleted costs no play and not the screen’s name', async () => {
  const before = await playAndKill();
  await rm(join(rig.browser.profile, 'Default/IndexedDB'), { recursive: true });
  const after = await playOn(before);
  await expectAllThere(before, after);
  expect(after).toContainEqual(expect.objectContaining({ what: 'as-run-copy', recovery: 'restored' }));
});

test('a second copy that is deleted is brought up again from the database', async () => {
  const before = await playAndKill();
  await rm(join(rig.browser.profile, 'Default/File System'), { recursive: true });
  await expectAllThere(before, await playOn(before));
  await expect.poll(async () => secondCopy(await page())).toBe('in-step');
  await rig.browser.kill();
  // What was brought up is as good as what it was brought up from.
  await rm(join(rig.browser.profile, 'Default/IndexedDB'), { recursive: true });
  await expectAllThere(before, await playOn(before));
});

test('when both copies are gone plays go on in a new log, whose first entry says what is missing', async () => {
  const before = await playAndKill(() => marksAreOnDisk());
  await rm(join(rig.browser.profile, 'Default/IndexedDB'), { recursive: true });
  await rm(join(rig.browser.profile, 'Default/File System'), { recursive: true });
  const after = await playOn([]);
  expectSoundLog(after);
  expect(after[0]).toMatchObject({ type: 'gap', previous: `changming/${before[0]?.screen}/1` });
  const lost = after[0]?.type === 'gap' ? after[0].lost : undefined;
  expect(lost?.from).toBe(0);
  // The mark is written behind the log, by seconds: it may be short of the last entries, never beyond them.
  expect(lost?.to).toBeGreaterThan(0);
  expect(lost?.to).toBeLessThanOrEqual(before.length);
});

test('a full disk stops no picture: plays are held, the screen says so, and all are written when there is room again', async () => {
  serveShortened(rig.server);
  const screen = await rig.browser.open(rig.server.url);
  await startPlaying(screen);
  await logWithPlays(screen, 2);
  const control = await screen.context().newCDPSession(screen);
  const origin = rig.server.url.slice(0, -1);
  await control.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  const note = screen.getByText('播出日志写不进本机存储');
  const heldNow = async () => Number(/(\d+) 条/.exec((await note.textContent()) ?? '')?.[1]);
  await expect.poll(heldNow, { timeout: 120_000 }).toBeGreaterThan(0);
  const full = await readLog(screen);
  const held = await heldNow();
  const roomAgainMs = Date.now();
  await control.send('Storage.overrideQuotaForOrigin', { origin });
  const after = await logWithPlays(screen, playsOf(full).length + 6);
  expectSoundLog(after);
  expect(after.slice(0, full.length)).toEqual(full);
  const madeUp = after.slice(full.length).filter(({ at }) => Date.parse(at) < roomAgainMs);
  expect(madeUp.length, 'no entry of the time without room is missing').toBeGreaterThanOrEqual(held);
  await expect(note).toBeHidden();
});

let current: Page;
const page = async () => current;

/** A screen that has played a few spots and is killed in the middle of one. */
async function playAndKill(beforeKill: () => Promise<void> = async () => {}): Promise<AsRunEntry[]> {
  serveShortened(rig.server);
  current = await rig.browser.open(rig.server.url);
  await startPlaying(current);
  await logWithPlays(current, 4);
  await expect.poll(() => secondCopy(current)).toBe('in-step');
  await beforeKill();
  const entries = await logWithPlays(current, 5);
  await rig.browser.kill();
  return entries;
}

/** Starts the browser again and waits for two more plays. */
async function playOn(before: readonly AsRunEntry[]): Promise<AsRunEntry[]> {
  current = await rig.browser.open(rig.server.url);
  return logWithPlays(current, playsOf(before).length + 2);
}

async function expectAllThere(before: readonly AsRunEntry[], after: readonly AsRunEntry[]): Promise<void> {
  expectSoundLog(after);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(new Set(after.map(({ screen }) => screen))).toEqual(new Set([before[0]?.screen]));
}

/** Whether the files of the second copy hold what the database holds, as far as another page can see. */
function secondCopy(of: Page): Promise<'in-step' | 'behind'> {
  return of.evaluate(async () => {
    const names = await indexedDB.databases();
    if (!names.some(({ name }) => name === 'changming-as-run')) return 'behind';
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('changming-as-run');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const bytesIn = async (directory: FileSystemDirectoryHandle): Promise<number> => {
      let sum = 0;
      const entries = (directory as unknown as { values(): AsyncIterable<FileSystemHandle> }).values();
      for await (const entry of entries) {
        if (entry.kind === 'directory') sum += await bytesIn(entry as FileSystemDirectoryHandle);
        else sum += (await (entry as FileSystemFileHandle).getFile()).size;
      }
      return sum;
    };
    try {
      const rows = await new Promise<Uint8Array[]>((resolve, reject) => {
        const request = database.transaction('entries').objectStore('entries').getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const kept = rows.reduce((sum, bytes) => sum + bytes.length, 0);
      // Every entry of the first copy is in the second, behind a header, checkpoints and checksums.
      return (await bytesIn(await navigator.storage.getDirectory())) > kept ? 'in-step' : 'behind';
    } finally {
      database.close();
    }
  });
}

/** Local storage goes to disk some seconds behind; a few plays later it is there. */
async function marksAreOnDisk(): Promise<void> {
  const folder = join(rig.browser.profile, 'Default/Local Storage/leveldb');
  await expect
    .poll(async () => {
      const files = await readdir(folder).catch(() => []);
      const texts = await Promise.all(
        files.map((file) => readFile(join(folder, file), 'latin1').catch(() => '')),
      );
      return texts.some((text) => text.includes('changming-as-run'));
    })
    .toBe(true);
}

/** Flips one bit in each of `count` bytes all over the largest files of a folder; returns how many were flipped. */
async function flipBytes(folder: string, count: number): Promise<number> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile() && /\.(log|ldb)$/.test(entry.name));
  let flipped = 0;
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    const bytes = await readFile(path);
    for (let index = 0; index < count && bytes.length > 0; index++) {
      const at = Math.floor((index + 0.5) * (bytes.length / count));
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      flipped += 1;
    }
    await writeFile(path, bytes);
  }
  return flipped;
}
