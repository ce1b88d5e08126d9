import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { creativesOf } from '../../../src/core/playlist/creative.ts';
import { loadProgramme, type ReadFile } from '../../../src/core/playlist/load.ts';
import { bytesOf, hash, type Json, samplePlaylist, sampleProgramme } from './sample.ts';

const base = 'https://screen.example/playlists';
const programmeUrl = `${base}/programmes/bank-lobby.json`;

function hostPlaylist(): { [key: string]: Json } {
  const spots = [
    { id: 'film', kind: 'video', category: 'host', src: 'film.mp4', sha256: hash, durationMs: 30_000 },
  ];
  return { id: 'bank', revision: 2, publisher: '银行', title: { 'zh-CN': '银行' }, spots };
}

function filesWith(
  changes: Record<string, Json | string | undefined> = {},
): Record<string, Json | string | undefined> {
  return {
    [programmeUrl]: sampleProgramme(),
    [`${base}/anti-fraud/playlist.json`]: samplePlaylist(),
    [`${base}/bank-sample/playlist.json`]: hostPlaylist(),
    ...changes,
  };
}

function readFrom(files: Record<string, Json | string | undefined>): ReadFile {
  return async (url) => {
    const file = files[url];
    if (file === undefined) throw new Error('HTTP 404');
    return bytesOf(file);
  };
}

async function load(changes: Record<string, Json | string | undefined> = {}) {
  return loadProgramme(programmeUrl, readFrom(filesWith(changes)));
}

async function faultsOf(changes: Record<string, Json | string | undefined>) {
  const loaded = await load(changes);
  return loaded.ok ? [] : loaded.faults.map(({ file, pointer }) => `${file?.slice(base.length)} ${pointer}`);
}

const programmeWith = (change: { [key: string]: Json }) => ({
  [programmeUrl]: { ...sampleProgramme(), ...change },
});

describe('loadProgramme', () => {
  test('resolves every address and keeps the playlists’ order', async () => {
    const loaded = await load();
    const spots = loaded.ok ? loaded.value.spots : [];
    expect(spots.map(({ key, url }) => [key, url?.slice(base.length)])).toEqual([
      ['sample/film', '/anti-fraud/media/film.mp4'],
      ['sample/stream', '/anti-fraud/media/stream/index.m3u8'],
      ['sample/live', 'https://cdn.example/live.m3u8'.slice(base.length)],
      ['sample/poster', '/anti-fraud/poster.webp'],
      ['sample/slogan', undefined],
      ['sample/page', '/anti-fraud/page/index.html'],
      ['sample/voice', '/anti-fraud/voice.mp3'],
      ['bank/film', '/bank-sample/film.mp4'],
    ]);
    expect(spots[1]?.files).toEqual([{ url: `${base}/anti-fraud/media/stream/0.ts`, sha256: hash }]);
    expect(spots[0]?.playlist).toEqual({ id: 'sample', revision: 3 });
  });

  test('names what was read by one hash over the hashes of its files', async () => {
    const files = filesWith();
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
    const digests = Object.values(files).map((file) => digest(bytesOf(file ?? '')));
    const loaded = await load();
    expect(loaded.ok && loaded.value.sha256).toBe(digest(Buffer.concat(digests)).toString('hex'));
    const spaced = await load({ [programmeUrl]: JSON.stringify(sampleProgramme(), null, 1) });
    expect(spaced.ok && spaced.value.sha256).not.toBe(loaded.ok && loaded.value.sha256);
  });

  test('lists the faults of all playlists, each with its file', async () => {
    const faults = await faultsOf({
      [`${base}/anti-fraud/playlist.json`]: { ...samplePlaylist(), revision: 0 },
      [`${base}/bank-sample/playlist.json`]: '{"id": }',
    });
    expect(faults).toEqual(['/anti-fraud/playlist.json /revision', '/bank-sample/playlist.json /id']);
  });

  test('points at the playlist that cannot be read', async () => {
    expect(await faultsOf({ [`${base}/bank-sample/playlist.json`]: undefined })).toEqual([
      '/programmes/bank-lobby.json /playlists/1',
    ]);
    expect(await faultsOf({ [programmeUrl]: undefined })).toEqual(['/programmes/bank-lobby.json ']);
  });

  test('refuses one playlist under two spellings, and two playlists under one id', async () => {
    const twice = ['../anti-fraud/playlist.json', '/playlists/anti-fraud/./playlist.json'];
    expect(await faultsOf(programmeWith({ playlists: twice }))).toEqual([
      '/programmes/bank-lobby.json /playlists/1',
    ]);
    expect(
      await faultsOf({ [`${base}/bank-sample/playlist.json`]: { ...hostPlaylist(), id: 'sample' } }),
    ).toEqual(['/programmes/bank-lobby.json /playlists/1']);
  });

  test('refuses a share for which nothing here counts, and says what would', async () => {
    const share = { category: 'anti-fraud', atLeast: 0.15 };
    const shares = [
      { ...share, kinds: ['video'] },
      { ...share, kinds: ['image', 'web'] },
      { ...share, category: 'antifraud' },
    ];
    expect(await load(programmeWith({ shares }))).toMatchObject({
      faults: [
        {
          pointer: '/shares/1/kinds',
          found: 'image, web, of which anti-fraud has 0 spots here',
          expected: expect.stringContaining('video, slogan'),
        },
        { pointer: '/shares/2/category', found: 'antifraud, of which 0 spots play here' },
      ],
    });
    // The film is for banks only.
    expect(await faultsOf(programmeWith({ shares: shares.slice(0, 1), venue: 'school' }))).toEqual([
      '/programmes/bank-lobby.json /shares/0/kinds',
    ]);
  });

  test('accepts a share of which the tags leave nothing here, as long as built-in slogans count for it', async () => {
    const spots: Json = [
      { id: 'a', kind: 'slogan', category: 'anti-fraud', text: { 'zh-CN': '不转账' } },
    ].map((spot) => ({ ...spot, durationMs: 8000, audiences: ['students'] }));
    const office = { [`${base}/anti-fraud/playlist.json`]: { ...samplePlaylist(), spots } };
    const share = { category: 'anti-fraud', atLeast: 0.15 };
    const elderly = { audiences: ['elderly'], shares: [share] };
    expect(await faultsOf({ ...office, ...programmeWith(elderly) })).toEqual([]);
    const films = { ...elderly, shares: [{ ...share, kinds: ['video'] }] };
    expect(await faultsOf({ ...office, ...programmeWith(films) })).toEqual([
      '/programmes/bank-lobby.json /shares/0/category',
    ]);
  });

  test('plays for another place when one is given: what is judged, and what is fetched, are that place’s', async () => {
    const read = readFrom(filesWith(programmeWith({ shares: [{ category: 'anti-fraud', atLeast: 0.1 }] })));
    const at = async (venue: string) => {
      const loaded = await loadProgramme(programmeUrl, read, undefined, { venue });
      if (!loaded.ok) throw new Error(loaded.faults[0]?.found);
      const urls = creativesOf(loaded.value).map(({ url }) => url.slice(base.length));
      return { venue: loaded.value.programme.venue, hash: loaded.value.sha256, urls };
    };
    const [bank, school] = [await at('bank'), await at('school')];
    const film = '/anti-fraud/media/film.mp4';
    expect(bank).toMatchObject({ venue: 'bank', urls: expect.arrayContaining([film]) });
    expect(school).toMatchObject({ venue: 'school', urls: expect.not.arrayContaining([film]) });
    expect(school.urls.length).toBeGreaterThan(0);
    expect(school.hash).toBe(bank.hash);
  });

  test('refuses shares that add up to more than all the time, with the sum; rules for one category do not add up', async () => {
    const shares = [
      { category: 'anti-fraud', atLeast: 0.4 },
      { category: 'anti-fraud', atLeast: 0.35, windowMinutes: 15 },
      { category: 'host', atLeast: 0.6 },
    ];
    expect(await load(programmeWith({ shares }))).toMatchObject({ ok: true });
    const more = [...shares, { category: 'host', atLeast: 0.61, windowMinutes: 15 }];
    expect(await load(programmeWith({ shares: more }))).toMatchObject({
      faults: [{ pointer: '/shares', found: 'anti-fraud 40 % + host 61 % = 101 % of on-air time' }],
    });
  });

  test('does not leave the programme’s origin', async () => {
    const asked: string[] = [];
    const read = readFrom(filesWith(programmeWith({ playlists: ['https://other.example/p.json'] })));
    const loaded = await loadProgramme(programmeUrl, async (url) => {
      asked.push(url);
      return read(url);
    });
    expect(loaded).toMatchObject({ ok: false, faults: [{ pointer: '/playlists/0' }] });
    expect(asked).toEqual([programmeUrl]);
  });

  test('rejects with the reason of an abort, which is no fault of the programme', async () => {
    const controller = new AbortController();
    const loading = loadProgramme(
      programmeUrl,
      async () => {
        controller.abort(new Error('enough'));
        throw new Error('fetch failed');
      },
      controller.signal,
    );
    await expect(loading).rejects.toThrow('enough');
  });
});

describe('creativesOf', () => {
  test('lists what is kept for offline play, each once, and leaves out pages, live streams and other venues', async () => {
    const playlist = samplePlaylist();
    const again = { ...playlist.spots[3], id: 'poster-again' };
    const elsewhere = {
      ...playlist.spots[3],
      id: 'poster-elsewhere',
      src: 'school.webp',
      venues: ['school'],
    };
    const loaded = await load({
      [`${base}/anti-fraud/playlist.json`]: { ...playlist, spots: [...playlist.spots, again, elsewhere] },
    });
    // The sample film is for students and the elderly, the programme for the elderly.
    expect(loaded.ok && creativesOf(loaded.value)).toEqual([
      { kind: 'file', url: `${base}/anti-fraud/media/film.mp4`, sha256: hash },
      {
        kind: 'hls',
        url: `${base}/anti-fraud/media/stream/index.m3u8`,
        sha256: hash,
        files: [{ url: `${base}/anti-fraud/media/stream/0.ts`, sha256: hash }],
      },
      { kind: 'file', url: `${base}/anti-fraud/poster.webp` },
      { kind: 'file', url: `${base}/anti-fraud/voice.mp3`, sha256: 'cd'.repeat(32) },
      { kind: 'file', url: `${base}/bank-sample/film.mp4`, sha256: hash },
    ]);
  });
});
