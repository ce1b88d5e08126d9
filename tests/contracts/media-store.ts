import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Creative,
  type FetchProgress,
  MediaError,
  type MediaStore,
} from '../../src/core/ports/media-store.ts';
import { ScriptedServer, someBytes } from './scripted-server.ts';

export interface MediaStoreUnderTest {
  readonly store: MediaStore;
  /** The bytes that the page gets at an address which `addressOf` named; undefined when there are none. */
  readonly read: (address: string) => Promise<Uint8Array | undefined>;
  /** Changes a byte of the kept copy behind the store's back. */
  readonly damage: (address: string) => Promise<void>;
}

const origin = 'https://publisher.example';

/** What every media store promises, whatever it keeps creatives in. */
export function mediaStoreContract(
  name: string,
  create: (server: ScriptedServer) => Promise<MediaStoreUnderTest>,
): void {
  describe(`${name} as a media store`, () => {
    let server: ScriptedServer;
    let store: MediaStore;
    let subject: MediaStoreUnderTest;
    const live = () => new AbortController().signal;
    const fetchAll = (creatives: readonly Creative[]) => store.fetchAll(creatives, { signal: live() });

    const offer = (path: string, length: number, seed = length): Creative => {
      const bytes = someBytes(length, seed);
      const url = `${origin}/${path}`;
      server.serve(url, bytes);
      return { url, sha256: bytesToHex(sha256(bytes)), kind: 'file' };
    };

    beforeEach(async () => {
      server = new ScriptedServer();
      subject = await create(server);
      store = subject.store;
    });

    it('misses every creative at first and none once all are fetched', async () => {
      const creatives = [offer('a.mp4', 3000), offer('b.mp4', 5000)];
      expect(await store.missing(creatives)).toEqual(creatives);
      await fetchAll(creatives);
      expect(await store.missing(creatives)).toEqual([]);
    });

    it('plays the original address until a creative is kept, then the kept copy, byte for byte', async () => {
      const creative = offer('a.mp4', 4321);
      expect(await store.addressOf(creative)).toBe(creative.url);
      await fetchAll([creative]);
      const address = await store.addressOf(creative);
      expect(address).not.toBe(creative.url);
      expect(await subject.read(address)).toEqual(someBytes(4321, 4321));
    });

    it('fetches nothing twice', async () => {
      const creatives = [offer('a.mp4', 3000), offer('b.mp4', 5000)];
      await fetchAll(creatives);
      const before = server.requests.length;
      await fetchAll(creatives);
      expect(server.requests.length).toBe(before);
    });

    it('never keeps a creative whose bytes are not the approved ones', async () => {
      const creative = offer('a.mp4', 3000);
      server.fail(creative.url, { corruptAt: 1700 });
      await expect(fetchAll([creative])).rejects.toMatchObject({
        name: 'MediaError',
        code: 'hash-mismatch',
        url: creative.url,
      });
      expect(await store.missing([creative])).toEqual([creative]);
      await fetchAll([creative]);
      expect(await store.missing([creative])).toEqual([]);
    });

    it('keeps the good ones beside a bad one and says which one is bad', async () => {
      const good = [offer('a.mp4', 3000), offer('c.mp4', 2000)];
      const gone: Creative = { url: `${origin}/gone.mp4`, sha256: '0'.repeat(64), kind: 'file' };
      const [a, c] = good;
      const creatives = [a, gone, c].filter((creative): creative is Creative => creative !== undefined);
      await expect(fetchAll(creatives)).rejects.toMatchObject({ code: 'not-found', url: gone.url });
      expect(await store.missing(creatives)).toEqual([gone]);
    });

    it('keeps two versions of one address side by side', async () => {
      const first = offer('a.mp4', 3000, 1);
      await fetchAll([first]);
      const second = offer('a.mp4', 3000, 2);
      await fetchAll([second]);
      expect(await subject.read(await store.addressOf(first))).toEqual(someBytes(3000, 1));
      expect(await subject.read(await store.addressOf(second))).toEqual(someBytes(3000, 2));
    });

    it('keeps a creative without a hash by its address', async () => {
      const url = offer('plain.mp4', 2500).url;
      await fetchAll([{ url }]);
      expect(await store.missing([{ url }])).toEqual([]);
      expect(await subject.read(await store.addressOf({ url }))).toEqual(someBytes(2500, 2500));
    });

    it('tells of progress that only grows and ends with everything', async () => {
      const creatives = [offer('a.mp4', 3000), offer('b.mp4', 5000)];
      const heard: FetchProgress[] = [];
      await store.fetchAll(creatives, { signal: live(), onProgress: (progress) => heard.push(progress) });
      const bytes = heard.map((progress) => progress.fetchedBytes);
      expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
      expect(heard[heard.length - 1]).toMatchObject({
        fetchedBytes: 8000,
        totalBytes: 8000,
        filesDone: 2,
        filesTotal: 2,
      });
    });

    it('stops when told to, with the reason, and keeps what was complete', async () => {
      const creatives = [offer('a.mp4', 1000), offer('b.mp4', 50_000)];
      const stop = new AbortController();
      server.onPiece = ({ url, sentBytes }) => {
        if (url.endsWith('b.mp4') && sentBytes > 10_000)
          stop.abort(new Error('the operator changed the programme'));
      };
      const fetching = store.fetchAll(creatives, { signal: stop.signal });
      await expect(fetching).rejects.toThrow('the operator changed the programme');
      expect(await store.missing(creatives)).toEqual(creatives.slice(1));
    });

    it('does not begin when it was told to stop before', async () => {
      const creatives = [offer('a.mp4', 1000)];
      await expect(store.fetchAll(creatives, { signal: AbortSignal.abort() })).rejects.toThrow();
      expect(server.requests).toEqual([]);
    });

    it('reports a network that is not there as such', async () => {
      const creative = offer('a.mp4', 1000);
      server.fail(creative.url, { refuseConnection: true });
      await expect(fetchAll([creative])).rejects.toSatisfy(
        (error) => error instanceof MediaError && error.code === 'network',
      );
    });

    it('drops exactly what is not to be kept', async () => {
      const creatives = [offer('a.mp4', 1000), offer('b.mp4', 2000), offer('c.mp4', 3000)];
      await fetchAll(creatives);
      await store.prune(creatives.slice(1, 2));
      expect(await store.missing(creatives)).toEqual([creatives[0], creatives[2]]);
    });

    it('finds every kept creative sound when nothing happened to it', async () => {
      const creatives = [offer('a.mp4', 1000), offer('b.mp4', 200_000)];
      await fetchAll(creatives);
      expect(await store.verify(creatives, live())).toEqual([]);
      expect(await store.missing(creatives)).toEqual([]);
    });

    it('finds a damaged creative, drops it and can fetch it again', async () => {
      const creatives = [offer('a.mp4', 1000), offer('b.mp4', 2000)];
      const [sound, harmed] = creatives;
      if (sound === undefined || harmed === undefined) throw new Error('two creatives were offered');
      await fetchAll(creatives);
      await subject.damage(await store.addressOf(harmed));
      expect(await store.verify(creatives, live())).toEqual([harmed]);
      expect(await store.missing(creatives)).toEqual([harmed]);
      await fetchAll(creatives);
      expect(await store.verify(creatives, live())).toEqual([]);
    });
  });
}
