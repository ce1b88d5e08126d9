import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { partsCacheName } from '../../../src/core/media/kept-address.ts';
import type { Creative, MediaStore } from '../../../src/core/ports/media-store.ts';
import { type Mishap, ScriptedServer, someBytes } from '../../contracts/scripted-server.ts';
import { damage, emptyStore, keptBytes, partBytes, reopenedStore } from './store-under-test.ts';

const url = 'https://publisher.example/film.mp4';
const length = 10 * partBytes + 123;
const film = someBytes(length, 7);
const creative: Creative = { url, sha256: bytesToHex(sha256(film)), kind: 'file' };

let server: ScriptedServer;
let store: MediaStore;

beforeEach(async () => {
  server = new ScriptedServer();
  server.serve(url, film);
  store = await emptyStore(server);
});

const fetchOnce = (from: MediaStore = store, wanted = creative) =>
  from.fetchAll([wanted], { signal: new AbortController().signal });

/** As the installer does it, but without pauses. Every attempt is made by a store that knows only what is on disk. */
async function fetchUntilKept(attempts: number): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const failed = await fetchOnce(reopenedStore(server)).then(
      () => false,
      () => true,
    );
    if (!failed) return;
  }
  throw new Error(`the film is not kept after ${attempts} attempts`);
}

async function expectFilmKept(bytes: Uint8Array = film): Promise<void> {
  expect(await store.missing([creative])).toEqual([]);
  expect(await keptBytes(await store.addressOf(creative))).toEqual(bytes);
}

async function keptParts(): Promise<number> {
  return (await (await caches.open(partsCacheName)).keys()).length;
}

describe('an interrupted download', () => {
  it('goes on after the last complete part, wherever the connection was cut', async () => {
    server.fail(url, { cutAfterBytes: 5 * partBytes + 1000 });
    await expect(fetchOnce()).rejects.toMatchObject({ code: 'network' });
    await fetchOnce();
    expect(server.gets().map((request) => request.range)).toEqual([null, `bytes=${5 * partBytes}-`]);
    expect(server.gets()[1]?.sentBytes).toBe(length - 5 * partBytes);
    await expectFilmKept();
  });

  it('asks for the rest of the same version only', async () => {
    server.fail(url, { cutAfterBytes: 3 * partBytes });
    await fetchOnce().catch(() => {});
    await fetchOnce();
    expect(server.gets()[1]?.ifRange).toBe(server.files.get(url)?.etag);
  });

  it('goes on after the page was killed, with nothing but what is on disk', async () => {
    server.onPiece = ({ sentBytes }) => {
      if (sentBytes > 4 * partBytes + 2000) killed.abort();
    };
    const killed = new AbortController();
    await expect(store.fetchAll([creative], { signal: killed.signal })).rejects.toThrow();
    server.onPiece = undefined;
    await fetchOnce(reopenedStore(server));
    expect(server.gets()[1]?.range).toBe(`bytes=${4 * partBytes}-`);
    await expectFilmKept();
  });

  it('needs no request at all when every part is there already', async () => {
    const whole = { url: 'https://publisher.example/even.mp4', sha256: '' };
    const bytes = someBytes(4 * partBytes, 3);
    server.serve(whole.url, bytes);
    const even = { ...whole, sha256: bytesToHex(sha256(bytes)) };
    server.fail(whole.url, { cutAfterBytes: bytes.length });
    await expect(fetchOnce(store, even)).rejects.toMatchObject({ code: 'network' });
    await fetchOnce(store, even);
    expect(server.gets(whole.url).length).toBe(1);
    expect(await store.missing([even])).toEqual([]);
  });

  it('counts what an earlier attempt kept as progress', async () => {
    server.fail(url, { cutAfterBytes: 5 * partBytes });
    await fetchOnce().catch(() => {});
    const heard: number[] = [];
    await store.fetchAll([creative], {
      signal: new AbortController().signal,
      onProgress: ({ fetchedBytes }) => heard.push(fetchedBytes),
    });
    expect(heard[heard.length - 1]).toBe(length);
    expect(heard.find((bytes) => bytes > 0)).toBeGreaterThan(5 * partBytes);
  });

  it('leaves no parts behind once the creative is kept', async () => {
    server.fail(url, { cutAfterBytes: 5 * partBytes });
    await fetchOnce().catch(() => {});
    expect(await keptParts()).toBe(6);
    await fetchOnce();
    expect(await keptParts()).toBe(0);
  });

  it('leaves no parts behind when its creative is no longer wanted', async () => {
    server.fail(url, { cutAfterBytes: 5 * partBytes });
    await fetchOnce().catch(() => {});
    await store.prune([]);
    expect(await keptParts()).toBe(0);
  });

  it('keeps its parts while its creative is wanted', async () => {
    server.fail(url, { cutAfterBytes: 5 * partBytes });
    await fetchOnce().catch(() => {});
    await store.prune([creative]);
    expect(await keptParts()).toBe(6);
  });

  it('begins anew when the size of parts has changed with the app', async () => {
    server.fail(url, { cutAfterBytes: 5 * partBytes });
    await fetchOnce().catch(() => {});
    await fetchOnce(reopenedStore(server, { partBytes: 1000 }));
    expect(server.gets()[1]?.range).toBe(null);
    await expectFilmKept();
  });

  it('comes whole and right through any series of mishaps', async () => {
    const mishap: fc.Arbitrary<Mishap> = fc.oneof(
      fc.nat(length - 1).map((cutAfterBytes) => ({ cutAfterBytes })),
      fc.nat(length - 1).map((endAfterBytes) => ({ endAfterBytes })),
      fc.nat(length - 1).map((corruptAt) => ({ corruptAt })),
      fc.constantFrom(404, 500, 503, 416, 429).map((status) => ({ status })),
      fc.constant({ ignoreRange: true } as const),
      fc.constant({ refuseConnection: true } as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(mishap, { maxLength: 6 }), async (mishaps) => {
        store = await emptyStore(server);
        server.fail(url, ...mishaps);
        await fetchUntilKept(2 * mishaps.length + 2);
        await expectFilmKept();
        expect(await keptParts()).toBe(0);
      }),
      { numRuns: 25, seed: 20261122 },
    );
  }, 120_000);
});

describe('a server that is not what it should be', () => {
  it('may ignore ranges: the whole file is taken then', async () => {
    server.fail(url, { cutAfterBytes: 5 * partBytes }, { ignoreRange: true });
    await fetchOnce().catch(() => {});
    await fetchOnce();
    expect(server.gets()[1]?.status).toBe(200);
    await expectFilmKept();
  });

  it('may change the file in between: the new one is taken from its start', async () => {
    const wanted = { url };
    server.fail(url, { cutAfterBytes: 5 * partBytes });
    await fetchOnce(store, wanted).catch(() => {});
    const changed = someBytes(length, 99);
    server.serve(url, changed, { etag: '"changed"' });
    await fetchOnce(store, wanted);
    expect(await keptBytes(await store.addressOf(wanted))).toEqual(changed);
  });

  it('may continue another version without a word: its other length or hash gives it away', async () => {
    const changed = someBytes(length + 5000, 99);
    server.serve(url, film, { etag: undefined });
    server.fail(url, { cutAfterBytes: 5 * partBytes });
    await fetchOnce(store, { url }).catch(() => {});
    server.serve(url, changed, { etag: undefined });
    await fetchOnce(store, { url });
    expect(await keptBytes(await store.addressOf({ url }))).toEqual(changed);
  });

  it('may end a body early as if it were whole: that is no whole file, even without a hash', async () => {
    server.fail(url, { endAfterBytes: 5 * partBytes + 17 });
    await expect(fetchOnce(store, { url })).rejects.toMatchObject({ code: 'incomplete' });
    expect(await store.missing([{ url }])).toEqual([{ url }]);
    await fetchOnce(store, { url });
    expect(server.gets()[1]?.range).toBe(`bytes=${5 * partBytes}-`);
  });

  it('may have an error for a moment', async () => {
    server.fail(url, { status: 500 }, { status: 404 });
    await expect(fetchOnce()).rejects.toMatchObject({ code: 'network' });
    await expect(fetchOnce()).rejects.toMatchObject({ code: 'not-found' });
    await fetchOnce();
    await expectFilmKept();
  });

  it('may fall silent: it is left after the stall time', async () => {
    server.fail(url, { stall: true });
    const impatient = reopenedStore(server, { stallMs: 100 });
    await expect(fetchOnce(impatient)).rejects.toMatchObject({ code: 'network' });
    await fetchOnce(impatient);
    await expectFilmKept();
  });

  it('may be gone: after three files in a row the rest is not asked for', async () => {
    const creatives = Array.from({ length: 50 }, (_, index) => ({ url: `${url}?${index}` }));
    for (const { url: address } of creatives) server.fail(address, { status: 503 });
    const fetching = store.fetchAll(creatives, { signal: new AbortController().signal });
    await expect(fetching).rejects.toMatchObject({ code: 'network' });
    expect(server.gets().length).toBeLessThanOrEqual(4);
  });
});

describe('a device that is not what it should be', () => {
  it('a part damaged on disk is found by the hash, and the next attempt begins anew', async () => {
    server.fail(url, { cutAfterBytes: 5 * partBytes });
    await fetchOnce().catch(() => {});
    const parts = await caches.open(partsCacheName);
    const [part] = (await parts.keys()).filter((request) => request.url.endsWith('part=2'));
    if (part === undefined) throw new Error('part 2 is not kept');
    await parts.put(part, new Response(someBytes(partBytes, 1234)));
    await expect(fetchOnce()).rejects.toMatchObject({ code: 'hash-mismatch' });
    await fetchOnce();
    expect(server.gets()[2]?.range).toBe(null);
    await expectFilmKept();
  });

  it('a journal without its end is no journal', async () => {
    server.fail(url, { cutAfterBytes: 5 * partBytes });
    await fetchOnce().catch(() => {});
    const parts = await caches.open(partsCacheName);
    const [journal] = (await parts.keys()).filter((request) => request.url.endsWith('journal'));
    if (journal === undefined) throw new Error('no journal is kept');
    await parts.put(journal, new Response('{"partBy'));
    await fetchOnce();
    expect(server.gets()[1]?.range).toBe(null);
    await expectFilmKept();
  });

  it('too little room is said with figures before a byte is fetched', async () => {
    const small = reopenedStore(server, { freeBytes: async () => 1_000_000 });
    await expect(fetchOnce(small)).rejects.toMatchObject({
      code: 'quota',
      message: expect.stringMatching(/takes 67\.2 MB, 1\.0 MB are free/),
    });
    expect(server.gets()).toEqual([]);
  });

  it('plays from the network while no service worker serves the page', async () => {
    await fetchOnce();
    const unserved = reopenedStore(server, { isServed: () => false });
    expect(await unserved.addressOf(creative)).toBe(url);
    expect(await store.addressOf(creative)).not.toBe(url);
  });

  it('a kept copy of another size than it was kept with is missing', async () => {
    await fetchOnce();
    const address = await store.addressOf(creative);
    await damage(address);
    expect(await store.missing([creative])).toEqual([]);
    const cache = await caches.open('changming-creatives');
    const kept = await cache.match(address);
    await cache.put(address, new Response(film.subarray(0, 100), { headers: kept?.headers ?? {} }));
    expect(await store.missing([creative])).toEqual([creative]);
  });
});
