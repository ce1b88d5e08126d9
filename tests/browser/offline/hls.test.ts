import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { keptCacheName } from '../../../src/core/media/kept-address.ts';
import type { Creative, MediaStore } from '../../../src/core/ports/media-store.ts';
import { ScriptedServer, someBytes } from '../../contracts/scripted-server.ts';
import { damage, emptyStore, keptBytes, keptResponse, partBytes } from './store-under-test.ts';

const folder = 'https://publisher.example/vod/';
const masterText = `#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=800000
360p/main.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2000000
https://publisher.example/vod/720p/main.m3u8
`;
const mediaText = (name: string) => `#EXTM3U
#EXT-X-TARGETDURATION:4
#EXT-X-MAP:URI="init.mp4"
#EXTINF:4.0,
${name}-1.m4s
#EXTINF:4.0,
../shared/${name}-2.m4s
#EXT-X-ENDLIST
`;
const segments = [
  '360p/init.mp4',
  '360p/low-1.m4s',
  'shared/low-2.m4s',
  '720p/init.mp4',
  '720p/high-1.m4s',
  'shared/high-2.m4s',
];

let server: ScriptedServer;
let store: MediaStore;
const stream: Creative = {
  url: `${folder}main.m3u8`,
  sha256: bytesToHex(sha256(utf8ToBytes(masterText))),
  kind: 'hls',
};
const files = segments.map((path, index) => ({
  url: folder + path,
  sha256: bytesToHex(sha256(someBytes(5000 + index, index))),
}));

const fetchOnce = (creative: Creative = stream) =>
  store.fetchAll([creative], { signal: new AbortController().signal });

const serveText = (path: string, text: string) =>
  server.serve(folder + path, utf8ToBytes(text).slice(), { contentType: 'application/x-mpegURL' });

beforeEach(async () => {
  server = new ScriptedServer();
  serveText('main.m3u8', masterText);
  serveText('360p/main.m3u8', mediaText('low'));
  serveText('720p/main.m3u8', mediaText('high'));
  segments.forEach((path, index) => {
    server.serve(folder + path, someBytes(5000 + index, index));
  });
  store = await emptyStore(server);
});

/** Follows a kept stream as a player would: every address a playlist names, resolved against the playlist's own. */
async function walk(address: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const response = await keptResponse(address);
  if (response === undefined) throw new Error(`nothing is kept at ${address}`);
  const text = await response.text();
  found.set(address, text.length);
  const uris = [...text.matchAll(/URI="([^"]*)"|^(?!#)(\S+)$/gm)].map((match) => match[1] ?? match[2] ?? '');
  for (const uri of uris) {
    const target = new URL(uri, address).href;
    if (uri.endsWith('.m3u8')) for (const [key, size] of await walk(target)) found.set(key, size);
    else found.set(target, (await keptBytes(target))?.length ?? -1);
  }
  return found;
}

describe('a stream on demand', () => {
  it('is kept with all its variants, and every address in it leads to a kept file', async () => {
    await fetchOnce();
    expect(await store.missing([stream])).toEqual([]);
    const address = await store.addressOf(stream);
    expect(address).toMatch(/\/creatives\/hls\/[0-9a-f]{64}\/index\.m3u8$/);
    const sizes = [...(await walk(address))]
      .filter(([url]) => !url.endsWith('.m3u8'))
      .map(([, size]) => size);
    expect(sizes.sort()).toEqual([5000, 5001, 5002, 5003, 5004, 5005]);
  });

  it('is served as what it is', async () => {
    await fetchOnce();
    const index = await keptResponse(await store.addressOf(stream));
    expect(index?.headers.get('Content-Type')).toBe('application/vnd.apple.mpegurl');
  });

  it('is not kept until its last segment is', async () => {
    server.fail(`${folder}shared/high-2.m4s`, { status: 404 });
    await expect(fetchOnce()).rejects.toMatchObject({ code: 'not-found' });
    expect(await store.missing([stream])).toEqual([stream]);
    expect(await store.addressOf(stream)).toBe(stream.url);
  });

  it('fetches after an interruption only what it has not', async () => {
    server.fail(`${folder}720p/high-1.m4s`, { cutAfterBytes: partBytes + 100 });
    await expect(fetchOnce()).rejects.toMatchObject({ code: 'network' });
    const before = server.gets().length;
    await fetchOnce();
    const again = server
      .gets()
      .slice(before)
      .filter(({ url }) => !url.endsWith('.m3u8'));
    expect(again.map(({ url, range }) => [url, range])).toEqual([
      [`${folder}720p/high-1.m4s`, `bytes=${partBytes}-`],
    ]);
    expect(await store.missing([stream])).toEqual([]);
  });

  it('is refused when its playlist is not the approved one', async () => {
    serveText('main.m3u8', `${masterText}#changed\n`);
    await expect(fetchOnce()).rejects.toMatchObject({ code: 'hash-mismatch', url: stream.url });
    expect(server.gets().length).toBe(1);
  });

  it('is refused when a segment is not the approved one', async () => {
    const approved: Creative = { ...stream, files };
    server.fail(`${folder}360p/low-1.m4s`, { corruptAt: 99 });
    await expect(fetchOnce(approved)).rejects.toMatchObject({
      code: 'hash-mismatch',
      url: `${folder}360p/low-1.m4s`,
    });
    await fetchOnce(approved);
    expect(await store.missing([approved])).toEqual([]);
  });

  it('is missing again when one of its segments is gone or damaged', async () => {
    await fetchOnce();
    const address = await store.addressOf(stream);
    const [segment] = [...(await walk(address)).keys()].filter((url) => url.endsWith('.m4s'));
    if (segment === undefined) throw new Error('no segment is kept');
    await damage(segment);
    expect(await store.missing([stream])).toEqual([]);
    expect(await store.verify([stream], new AbortController().signal)).toEqual([stream]);
    expect(await store.missing([stream])).toEqual([stream]);
    await fetchOnce();
    expect(await store.verify([stream], new AbortController().signal)).toEqual([]);
  });

  it('goes and stays as one', async () => {
    await fetchOnce();
    await store.prune([stream]);
    expect(await store.missing([stream])).toEqual([]);
    await store.prune([]);
    expect(await (await caches.open(keptCacheName)).keys()).toEqual([]);
  });
});

describe('what cannot be kept as a stream', () => {
  it('is a live one: it plays from the network', async () => {
    serveText('360p/main.m3u8', mediaText('low').replace('#EXT-X-ENDLIST\n', ''));
    await expect(fetchOnce()).rejects.toMatchObject({ code: 'unsupported' });
    expect(await store.addressOf(stream)).toBe(stream.url);
  });

  it('is a page that calls itself a stream', async () => {
    const page: Creative = { url: `${folder}page.m3u8`, kind: 'hls' };
    serveText('page.m3u8', '<!doctype html><title>404</title>');
    await expect(fetchOnce(page)).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('is a playlist that leads back to itself', async () => {
    const loop: Creative = { url: `${folder}loop.m3u8`, kind: 'hls' };
    serveText('loop.m3u8', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nloop.m3u8\n');
    await expect(fetchOnce(loop)).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('is a playlist that never ends', async () => {
    const flood: Creative = { url: `${folder}flood.m3u8`, kind: 'hls' };
    serveText('flood.m3u8', `#EXTM3U\n${'# more\n'.repeat(700_000)}`);
    await expect(fetchOnce(flood)).rejects.toMatchObject({ code: 'unsupported' });
  });
});
