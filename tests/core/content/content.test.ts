import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../../src/core/playlist/load.ts';
import { playsHere } from '../../../src/core/playlist/plays-here.ts';
import { fillIn } from '../../../src/core/playlist/variables.ts';
import {
  bytesOf,
  filesOf,
  mediaOf,
  playlistNames,
  playlistsFolder,
  readPlaylist,
  sha256Of,
  spotsOf,
} from './starter-files.ts';

const topics = [
  'fake-rebate',
  'fake-investment',
  'fake-loan',
  'fake-shopping',
  'fake-service-agent',
  'impersonation',
];
const audiences = ['elderly', 'students', 'accountants'];
const home = 'https://screen.example/playlists/';
const readFromDisk = async (url: string): Promise<Uint8Array> => bytesOf(url.slice(home.length));

interface Listed {
  readonly url: string;
  readonly title: { readonly 'zh-CN': string };
  readonly venue: string;
}
const index = JSON.parse(Buffer.from(bytesOf('index.json')).toString('utf8')) as Listed[];

describe('the playlists out of the box', () => {
  it.each(playlistNames)('%s is without fault', (name) => {
    const playlist = readPlaylist(name);
    expect(playlist.ok ? [] : playlist.faults).toEqual([]);
  });

  it.each(playlistNames)(
    '%s names every file by its true SHA-256, and no file lies there unnamed',
    (name) => {
      const named = spotsOf(name).flatMap(filesOf);
      for (const { src, sha256 } of named)
        expect({ src, sha256: sha256Of(bytesOf(`${name}/${src}`)) }).toEqual({ src, sha256 });
      expect(
        mediaOf(name)
          .map(({ src }) => src)
          .sort(),
      ).toEqual(named.map(({ src }) => src).sort());
    },
  );

  it('all media together stay under 60 MB', () => {
    const sizes = playlistNames.flatMap((name) => mediaOf(name).map(({ size }) => size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000_000);
  });
});

describe('the anti-fraud starter playlist', () => {
  const spots = spotsOf('anti-fraud');
  const slogans = spots.filter((spot) => spot.kind === 'slogan');

  it.each(topics)('%s has a film for lifts and buses, a standard one, and eight slogans', (topic) => {
    const films = spots.flatMap((spot) =>
      spot.kind === 'video' && spot.topic === topic && spot.shape === 'landscape' ? [spot] : [],
    );
    const seconds = films.map(({ id, durationMs }) => [id, durationMs / 1000] as const);
    const named = (id: string) => seconds.filter(([of]) => of === id).map(([, length]) => length);
    expect(films).toHaveLength(2);
    for (const [id, least, most] of [
      [`${topic}-short-film`, 6, 8],
      [`${topic}-film`, 10, 20],
    ] as const) {
      expect(named(id)).toEqual([expect.any(Number)]);
      expect(named(id)[0]).toBeGreaterThanOrEqual(least);
      expect(named(id)[0]).toBeLessThanOrEqual(most);
    }
    expect(slogans.filter((slogan) => slogan.topic === topic).length).toBeGreaterThanOrEqual(8);
  });

  it.each(topics)('%s has an upright film of 10 to 15 s', (topic) => {
    const [film, ...more] = spots.filter(({ id }) => id === `${topic}-portrait-film`);
    expect([film?.kind, film?.shape, more]).toEqual(['video', 'portrait', []]);
    expect(film?.durationMs).toBeGreaterThanOrEqual(10_000);
    expect(film?.durationMs).toBeLessThanOrEqual(15_000);
  });

  it('films on portrait screens are the upright ones, and on no others', async () => {
    const filmsOn = async (url: string) => {
      const loaded = await loadProgramme(home + url, readFromDisk);
      const here = loaded.ok
        ? loaded.value.spots.filter(({ spot }) => playsHere(loaded.value.programme, spot))
        : [];
      return here.flatMap(({ spot }) =>
        spot.kind === 'video' && spot.category === 'anti-fraud' ? [spot.id] : [],
      );
    };
    const upright = topics.map((topic) => `${topic}-portrait-film`).sort();
    expect((await filmsOn('programmes/lift-portrait.json')).sort()).toEqual(upright);
    // The second stands upright, but its main picture lies across.
    for (const name of ['bank-lobby', 'service-hall-portrait'])
      for (const id of await filmsOn(`programmes/${name}.json`)) expect(upright).not.toContain(id);
  });

  it('every spot counts as anti-fraud, belongs to a topic and says who reviews it', () => {
    for (const spot of spots) {
      expect(spot).toMatchObject({ category: 'anti-fraud', topic: expect.any(String) });
      expect(spot.review?.by).toContain('请由本地反诈部门审核');
    }
  });

  it.each(slogans.map((slogan) => [slogan.text['zh-CN'], slogan] as const))(
    '"%s" is a hook of at most 10 characters, with a detail, an action and English',
    (hook, slogan) => {
      expect(hook.match(/\p{Script=Han}|\d+/gu)?.length).toBeLessThanOrEqual(10);
      expect(slogan.text.en).toMatch(/\w/);
      for (const words of [slogan.detail, slogan.action])
        expect(words).toMatchObject({ 'zh-CN': expect.any(String), en: expect.any(String) });
      expect(fillIn(slogan.detail?.['zh-CN'] ?? '', {}).length).toBeLessThanOrEqual(30);
    },
  );

  it.each(topics.flatMap((topic) => audiences.map((audience) => [topic, audience] as const)))(
    '%s is told in words of their own to the %s',
    (topic, audience) => {
      const theirs = slogans.filter(
        (slogan) => slogan.topic === topic && slogan.audiences?.includes(audience),
      );
      expect(theirs.length).toBeGreaterThanOrEqual(1);
    },
  );

  it('a school, a bank and an elderly home are each served what no other of them is', async () => {
    const servedAt = async (venue: string, audience: string) => {
      const place = { venue, audiences: [audience] };
      const loaded = await loadProgramme(`${home}programmes/bank-lobby.json`, readFromDisk, undefined, place);
      const here = loaded.ok
        ? loaded.value.spots.filter(({ spot }) => playsHere(loaded.value.programme, spot))
        : [];
      return here.flatMap(({ spot }) => (spot.category === 'anti-fraud' ? [spot.id] : []));
    };
    const served = await Promise.all([
      servedAt('school', 'students'),
      servedAt('bank', 'accountants'),
      servedAt('elderly-home', 'elderly'),
    ]);
    served.forEach((own, at) => {
      const others = new Set(served.filter((_, other) => other !== at).flat());
      // One for each scam, and one of the place itself.
      expect(own.filter((id) => !others.has(id)).length).toBeGreaterThanOrEqual(topics.length + 1);
    });
  });

  it('no text is there twice, and red is left to takeovers', () => {
    const hooks = slogans.map((slogan) => slogan.text['zh-CN']);
    expect(new Set(hooks).size).toBe(hooks.length);
    expect(slogans.map(({ theme }) => theme)).not.toContain('alert');
  });
});

describe('the announcements out of the box', () => {
  const warnings = spotsOf('voice').filter(({ category }) => category === 'anti-fraud');

  it('are one for each scam and a general one, spoken in 8 to 20 s, with the hotline at their end', () => {
    expect(warnings.map(({ topic }) => topic).sort()).toEqual([...topics, 'general'].sort());
    for (const { durationMs = 0, ...spot } of warnings) {
      expect(durationMs).toBeGreaterThanOrEqual(8_000);
      expect(durationMs).toBeLessThanOrEqual(20_000);
      const words = spot.kind === 'announcement' ? spot.text : undefined;
      expect(words?.['zh-CN']).toMatch(/\{hotline\|96110\}。$/);
      expect(words?.en).toMatch(/\{hotline\|96110\}\.$/);
      expect(spot.review?.by).toContain('请由本地反诈部门审核');
    }
  });

  it('are all recorded, in less than 2 MB', () => {
    expect(mediaOf('voice').reduce((sum, { size }) => sum + size, 0)).toBeLessThan(2_000_000);
    expect(spotsOf('voice').every((spot) => 'sha256' in spot && spot.sha256 !== undefined)).toBe(true);
  });
});

describe('the programmes out of the box', () => {
  it('are all listed for the set-up, under different titles', () => {
    const files = readdirSync(new URL('programmes/', playlistsFolder)).map((name) => `programmes/${name}`);
    expect(index.map(({ url }) => url).sort()).toEqual(files.sort());
    expect(new Set(index.map(({ title }) => title['zh-CN'])).size).toBe(index.length);
  });

  it.each(index.map(({ url, venue, title }) => [url, venue, title] as const))(
    '%s loads with its playlists, under the title that the set-up shows',
    async (url, venue, title) => {
      const loaded = await loadProgramme(home + url, readFromDisk);
      expect(loaded.ok ? [] : loaded.faults).toEqual([]);
      if (loaded.ok) expect(loaded.value.programme).toMatchObject({ venue, title });
    },
  );

  it.each(index.map(({ url }) => [url] as const))(
    '%s has host spots of many lengths, so that its share means something, or none, where a person or a box waits',
    async (url) => {
      const loaded = await loadProgramme(home + url, readFromDisk);
      // A loudspeaker shows nothing but its dark screen.
      if (loaded.ok && loaded.value.programme.voice?.only) return;
      const host = loaded.ok ? loaded.value.spots.filter(({ spot }) => spot.category === 'host') : [];
      const { kiosk, switchOn } = loaded.ok ? loaded.value.programme : {};
      if (kiosk || switchOn) {
        expect(host).toEqual([]);
        return;
      }
      const lengths = host.map(({ spot }) => spot.durationMs ?? 0);
      expect(new Set(lengths).size).toBeGreaterThanOrEqual(5);
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(6_000);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(60_000);
    },
  );

  it.each(['bank-lobby', 'carrier-lobby'])('%s promises 15 %% of every hour in films', async (id) => {
    const loaded = await loadProgramme(`${home}programmes/${id}.json`, readFromDisk);
    expect(loaded.ok && loaded.value.programme.shares).toMatchObject([
      { category: 'anti-fraud', atLeast: 0.15, windowMinutes: 60, kinds: ['video', 'hls'] },
    ]);
  });
});
