import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CacheMediaStore } from '../../../src/browser/media-store.ts';
import { CacheProgrammeStore } from '../../../src/browser/programme-store.ts';
import type { ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';
import type { Clock } from '../../../src/core/ports/clock.ts';
import { ProgrammeInstaller, type Refusal } from '../../../src/player/programme-installer.ts';
import { ScriptedServer, someBytes } from '../../contracts/scripted-server.ts';
import { damage, emptyStore, reopenedStore, scope } from './store-under-test.ts';

const folder = 'https://publisher.example/lobby/';
const address = `${folder}programme.json`;
const hourMs = 60 * 60 * 1000;
const live = () => new AbortController().signal;

let server: ScriptedServer;
let media: CacheMediaStore;
let heard: { event: string; revision?: number; refusal?: Refusal }[];
let pausesMs: number[];
let nowMs = 0;
let installer: ProgrammeInstaller;
let online: Set<() => void>;
let pausesLast: boolean;

/** A clock on which a pause takes no time, or lasts until it is given up; the test sees how long it would have been. */
const clock: Clock = {
  monotonicMs: () => nowMs,
  wallMs: () => 0,
  sleepUntil: async (atMs, signal) => {
    signal?.throwIfAborted();
    pausesMs.push(atMs - nowMs);
    if (pausesLast)
      await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  },
};

const hashOf = (bytes: Uint8Array) => bytesToHex(sha256(bytes));
const film = (revision: number) => someBytes(9000, revision);

/** Publishes a revision: two films, one of which changes with it, a slogan and a live stream. */
function publish(revision: number, more: object = {}): void {
  const programme = {
    id: 'lobby',
    revision,
    timeZone: 'Asia/Shanghai',
    playlists: ['playlist.json'],
    ...more,
  };
  const spot = (id: string, bytes: Uint8Array) => ({
    id,
    kind: 'video',
    category: 'anti-fraud',
    src: `${id}.mp4`,
    sha256: hashOf(bytes),
    durationMs: 12_000,
  });
  const playlist = {
    id: 'starter',
    revision,
    publisher: '反诈中心',
    title: { 'zh-CN': '反诈' },
    spots: [
      spot('film', film(revision)),
      spot('other', someBytes(5000, 77)),
      {
        id: 'slogan',
        kind: 'slogan',
        category: 'anti-fraud',
        durationMs: 8000,
        text: { 'zh-CN': '不轻信，不转账' },
      },
      { id: 'live', kind: 'hls', category: 'host', src: 'live.m3u8' },
    ],
  };
  serveJson(address, programme);
  serveJson(`${folder}playlist.json`, playlist);
  server.serve(`${folder}film.mp4`, film(revision));
  server.serve(`${folder}other.mp4`, someBytes(5000, 77));
}

function serveJson(url: string, value: unknown): void {
  server.serve(url, utf8ToBytes(JSON.stringify(value)).slice(), { contentType: 'application/json' });
}

async function read(url: string): Promise<Uint8Array> {
  const response = await server.fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The player as the next page load makes it. */
function restart(store: CacheMediaStore = reopenedStore(server)): ProgrammeInstaller {
  media = store;
  const note = (event: string) => (resolved: ResolvedProgramme) =>
    heard.push({ event, revision: resolved.programme.revision });
  installer = new ProgrammeInstaller(
    {
      media,
      programmes: new CacheProgrammeStore(scope),
      read,
      clock,
      judge: 'test',
      random: () => 0.5,
      onOnline(listener) {
        online.add(listener);
        return () => void online.delete(listener);
      },
    },
    {
      onAccepted: note('accepted'),
      onReady: note('ready'),
      onRefused: (refusal) => heard.push({ event: 'refused', refusal }),
    },
  );
  return installer;
}

/** Checks, and activates as the player does at a boundary. */
async function installNow(): Promise<void> {
  expect(await installer.check(address, live())).toBe('ready');
  const candidate = await installer.loadCandidate();
  if (candidate === undefined) throw new Error('no candidate is kept');
  await installer.activate(candidate);
}

beforeEach(async () => {
  server = new ScriptedServer();
  heard = [];
  pausesMs = [];
  online = new Set();
  pausesLast = false;
  await emptyStore(server);
  await caches.delete('changming-programmes');
  publish(1);
  restart();
});

describe('a programme', () => {
  it('is ready only when every creative is kept', async () => {
    expect(await installer.check(address, live())).toBe('ready');
    expect(heard.map(({ event }) => event)).toEqual(['accepted', 'ready']);
    const candidate = await installer.loadCandidate();
    if (candidate === undefined) throw new Error('no candidate is kept');
    expect([...(await installer.available(candidate))].sort()).toEqual([
      'starter/film',
      'starter/other',
      'starter/slogan',
    ]);
  });

  it('is there after a restart without any network', async () => {
    await installNow();
    server.files.clear();
    const resolved = await restart().loadActive();
    expect(resolved?.programme.revision).toBe(1);
    expect(resolved?.spots.length).toBe(4);
  });

  it('does not come again when nothing has changed', async () => {
    await installNow();
    heard = [];
    await restart().loadActive();
    const before = server.gets(`${folder}film.mp4`).length;
    expect(await installer.check(address, live())).toBe('current');
    expect(heard).toEqual([]);
    expect(server.gets(`${folder}film.mp4`).length).toBe(before);
  });

  it('does not replace the one that plays before it is activated', async () => {
    await installNow();
    publish(2);
    expect(await installer.check(address, live())).toBe('ready');
    expect((await restart().loadActive())?.programme.revision).toBe(1);
    expect((await installer.loadCandidate())?.programme.revision).toBe(2);
  });

  it('leaves the creatives of the one that plays until it is activated, then drops those it does not share', async () => {
    await installNow();
    const old = { url: `${folder}film.mp4`, sha256: hashOf(film(1)) };
    publish(2);
    await installer.check(address, live());
    expect(await media.missing([old])).toEqual([]);
    await installNow();
    expect(await media.missing([old])).toEqual([old]);
    expect((await installer.loadActive())?.programme.revision).toBe(2);
  });

  it('shows what is there while the rest is on its way', async () => {
    server.fail(`${folder}film.mp4`, { status: 404 });
    expect(await installer.check(address, live())).toBe('refused');
    const candidate = await restart().loadCandidate();
    if (candidate === undefined) throw new Error('no candidate is kept');
    expect([...(await installer.available(candidate))].sort()).toEqual(['starter/other', 'starter/slogan']);
  });

  it('becomes ready without a network when it was completed before', async () => {
    await installer.check(address, live());
    server.files.clear();
    heard = [];
    expect(await restart().check(address, live())).toBe('ready');
    expect(heard).toContainEqual({ event: 'ready', revision: 1 });
  });
});

describe('what is refused', () => {
  const refusals = () => heard.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal]));

  it('is an invalid file, with its faults, and what plays goes on', async () => {
    await installNow();
    publish(2, { timeZone: 7, surprise: true });
    expect(await installer.check(address, live())).toBe('refused');
    const [refusal] = refusals();
    expect(refusal?.code === 'faults' && refusal.faults.map((fault) => fault.pointer)).toContain('/timeZone');
    expect((await restart().loadActive())?.programme.revision).toBe(1);
    expect((await restart().loadCandidate())?.programme.revision).toBe(1);
  });

  it('is what cannot be reached, which is no fault of the file', async () => {
    server.files.delete(`${folder}playlist.json`);
    expect(await installer.check(address, live())).toBe('refused');
    expect(refusals().map(({ code }) => code)).toEqual(['unreachable']);
  });

  it('is an older revision from a mirror that lags behind', async () => {
    publish(3);
    await installNow();
    publish(2);
    expect(await installer.check(address, live())).toBe('refused');
    expect(refusals()).toEqual([{ code: 'older-revision', active: 3, offered: 2 }]);
  });

  it('is a programme whose film stays damaged: it is tried again a bounded number of times', async () => {
    await installNow();
    publish(2);
    server.serve(`${folder}film.mp4`, someBytes(9000, 666));
    expect(await installer.check(address, live())).toBe('refused');
    const [refusal] = refusals();
    expect(refusal?.code === 'media' && refusal.error.code).toBe('hash-mismatch');
    expect(pausesMs).toEqual([2000, 4000, 8000, 16_000, 32_000]);
    expect((await restart().loadActive())?.programme.revision).toBe(1);
  });

  it('is a programme that does not fit: what came of it goes, and for a day it is not fetched again', async () => {
    await installNow();
    publish(2);
    let freeBytes = 0;
    restart(reopenedStore(server, { freeBytes: async () => freeBytes }));
    await installer.loadActive();
    expect(await installer.check(address, live())).toBe('refused');
    const [refusal] = refusals();
    expect(refusal?.code === 'media' && refusal.error.code).toBe('quota');

    freeBytes = 100_000_000;
    nowMs += 23 * hourMs;
    expect(await installer.check(address, live())).toBe('refused');
    nowMs += hourMs;
    expect(await installer.check(address, live())).toBe('ready');
  });

  it('is not a film that fails for a moment', async () => {
    server.fail(`${folder}film.mp4`, { status: 500 }, { cutAfterBytes: 5000 }, { corruptAt: 12 });
    expect(await installer.check(address, live())).toBe('ready');
    expect(refusals()).toEqual([]);
  });

  it('is not a film that failed without a network: it is asked for as soon as there is one again', async () => {
    pausesLast = true;
    server.fail(`${folder}film.mp4`, { status: 500 });
    const result = installer.check(address, live());
    await expect.poll(() => pausesMs.length, { timeout: 30_000 }).toBe(1);
    for (const listener of online) listener();
    expect(await result).toBe('ready');
    expect(online.size).toBe(0);
  });
});

describe('a check', () => {
  it('joins the one under way for the same address', async () => {
    const results = await Promise.all([installer.check(address, live()), installer.check(address, live())]);
    expect(results).toEqual(['ready', 'ready']);
    expect(server.gets(address).length).toBe(1);
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    server.onPiece = ({ url, sentBytes }) => {
      if (url.endsWith('film.mp4') && sentBytes > 3000) stop.abort(new Error('told to'));
    };
    await expect(installer.check(address, stop.signal)).rejects.toThrow('told to');
    expect(heard.map(({ event }) => event)).toEqual(['accepted']);
  });

  it('that ends while its programme is being kept tells nobody of it', async () => {
    const stop = new AbortController();
    const keep = CacheProgrammeStore.prototype.keepCandidate;
    const keeping = vi
      .spyOn(CacheProgrammeStore.prototype, 'keepCandidate')
      .mockImplementation(async function (this: CacheProgrammeStore, programme) {
        await keep.call(this, programme);
        stop.abort(new Error('another one is wanted'));
      });
    await expect(installer.check(address, stop.signal)).rejects.toThrow('another one is wanted');
    keeping.mockRestore();
    expect(heard).toEqual([]);
  });

  it('of another address ends the one under way', async () => {
    const other = `${folder}other.json`;
    server.fail(`${folder}film.mp4`, { stall: true });
    const first = installer.check(address, live()).catch((cause: unknown) => cause);
    const gets = () => server.gets(`${folder}film.mp4`).length;
    await expect.poll(gets, { timeout: 30_000 }).toBe(1);
    expect(await installer.check(other, live())).toBe('refused');
    expect(await first).toBeInstanceOf(Error);
  });
});

describe('repair', () => {
  it('brings back a creative that was damaged on the disk', async () => {
    await installNow();
    const active = await installer.loadActive();
    if (active === undefined) throw new Error('nothing is active');
    const harmed = { url: `${folder}film.mp4`, sha256: hashOf(film(1)) };
    await damage(await media.addressOf(harmed));
    const lost = await installer.repair(active, live());
    expect(lost.map(({ url }) => url)).toEqual([harmed.url]);
    expect(await media.verify([harmed], live())).toEqual([]);
  });
});
