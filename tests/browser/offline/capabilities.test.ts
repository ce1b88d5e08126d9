import { afterEach, describe, expect, it } from 'vitest';
import { capabilities } from '../../../src/browser/capabilities.ts';
import type { EntryDraft } from '../../../src/core/as-run/entry.ts';

const putBack: (() => void)[] = [];

afterEach(() => {
  for (const undo of putBack.splice(0)) undo();
});

/** An engine without it. */
function takeAway(from: object, name: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(from, name);
  if (descriptor === undefined) throw new Error(`this browser has no ${name} to take away`);
  replace(from, name, undefined);
}

/** An engine that does not even know its name. */
function removeFrom(prototype: object, name: string): void {
  takeAway(prototype, name);
  Reflect.deleteProperty(prototype, name);
}

function replace(on: object, name: string, value: unknown): void {
  const descriptor = Object.getOwnPropertyDescriptor(on, name);
  Object.defineProperty(on, name, { value, configurable: true, writable: true });
  putBack.push(() => {
    if (descriptor) Object.defineProperty(on, name, descriptor);
    else Reflect.deleteProperty(on, name);
  });
}

const missing = async () =>
  (await capabilities()).filter(({ present }) => !present).map(({ name }) => name as string);

describe('capabilities()', () => {
  it('says in both languages what each is and what follows when it is missing', async () => {
    for (const { title, consequence } of await capabilities()) {
      expect(title['zh-CN']).not.toBe('');
      expect(title.en).not.toBe('');
      expect(consequence['zh-CN']).toMatch(/^[^a-z].*。$/);
      expect(consequence.en).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('finds in this browser what an offline screen needs', async () => {
    const found = await missing();
    for (const name of [
      'secure-origin',
      'service-worker',
      'cache-storage',
      'indexed-db',
      'web-locks',
      'h264',
      'aac',
      'hls',
      'private-files',
      'plausible-clock',
    ]) {
      expect(found).not.toContain(name);
    }
  });

  it.each([
    ['secure-origin', () => replace(globalThis, 'isSecureContext', false)],
    ['service-worker', () => removeFrom(Navigator.prototype, 'serviceWorker')],
    ['cache-storage', () => takeAway(globalThis, 'caches')],
    ['indexed-db', () => takeAway(globalThis, 'indexedDB')],
    ['web-locks', () => removeFrom(Navigator.prototype, 'locks')],
    ['web-crypto', () => takeAway(Crypto.prototype, 'getRandomValues')],
    ['wake-lock', () => removeFrom(Navigator.prototype, 'wakeLock')],
    ['storage-estimate', () => takeAway(StorageManager.prototype, 'estimate')],
    ['private-files', () => takeAway(StorageManager.prototype, 'getDirectory')],
    ['persistent-storage', () => takeAway(StorageManager.prototype, 'persisted')],
    ['video-frame-callback', () => removeFrom(HTMLVideoElement.prototype, 'requestVideoFrameCallback')],
    ['h264', () => replace(HTMLMediaElement.prototype, 'canPlayType', () => '')],
    ['aac', () => replace(HTMLMediaElement.prototype, 'canPlayType', () => '')],
    ['chinese-voice', () => replace(speechSynthesis, 'getVoices', () => [{ lang: 'en-US' }])],
    ['plausible-clock', () => replace(Date.prototype, 'getFullYear', () => 1970)],
  ])('finds out that %s is missing, and fails at nothing', async (name, remove) => {
    remove();
    expect(await missing()).toContain(name);
  });

  it('finds that streams are missing where neither the browser nor a library can play them', async () => {
    replace(HTMLMediaElement.prototype, 'canPlayType', () => '');
    takeAway(globalThis, 'MediaSource');
    expect(await missing()).toContain('hls');
  });

  it('finds a Chinese voice that is listed late', async () => {
    let voices: { lang: string }[] = [];
    replace(speechSynthesis, 'getVoices', () => voices);
    const found = missing();
    await new Promise((resolve) => setTimeout(resolve));
    voices = [{ lang: 'zh-CN' }];
    speechSynthesis.dispatchEvent(new Event('voiceschanged'));
    expect(await found).not.toContain('chinese-voice');
  });
});

it('the log says at a start what weighs, with what is done instead, and nothing of the rest', async () => {
  takeAway(StorageManager.prototype, 'getDirectory');
  takeAway(StorageManager.prototype, 'estimate');
  const { declareMissing } = await import('../../../src/player/missing.ts');
  const written: EntryDraft[] = [];
  const journal = {
    stamp: () => ({ at: '2026-11-22T10:00:00.000+08:00', monotonicMs: 1, onAirMs: 1 }),
    write: async (...drafts: EntryDraft[]) => written.push(...drafts) > 0,
  };
  await declareMissing({ journal });
  expect(written).toMatchObject([{ type: 'fault', what: 'engine' }]);
  const [entry] = written;
  const detail = entry?.type === 'fault' ? entry.detail : '';
  expect(detail).toContain('private-files: The as-run log is kept in the database only');
  expect(detail).not.toContain('storage-estimate');
});
