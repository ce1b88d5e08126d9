import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { formatFault } from '../../../src/core/playlist/fault.ts';
import { type Parsed, parsePlaylist, parseProgramme } from '../../../src/core/playlist/parse.ts';
import { runs } from '../runs.ts';
import { anyPlaylist, bytesOf, hash, type Json, samplePlaylist, sampleProgramme } from './sample.ts';

// Many random cases on a machine of unknown load: the count is fixed, the time is not.
vi.setConfig({ testTimeout: 60_000 });

function faultsOf(parsed: Parsed<unknown>) {
  return parsed.ok ? [] : parsed.faults;
}

function pointersOf(parsed: Parsed<unknown>): string[] {
  return faultsOf(parsed).map(({ pointer }) => pointer);
}

type Keys = (string | number)[];

/** The value with one place replaced; undefined removes it. */
function put(value: Json, path: Keys, replacement: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return replacement ?? null;
  if (Array.isArray(value))
    return value.map((item, at) => (at === key ? put(item, rest, replacement) : item));
  const object = { ...(value as { [key: string]: Json }) };
  if (rest.length === 0 && replacement === undefined) delete object[key];
  else object[key] = put(object[key] ?? null, rest, replacement);
  return object;
}

const playlist = (path: Keys, replacement: Json | undefined) =>
  parsePlaylist(bytesOf(put(samplePlaylist(), path, replacement)), 'p.json');
const programme = (path: Keys, replacement: Json | undefined) =>
  parseProgramme(bytesOf(put(sampleProgramme(), path, replacement)), 'p.json');

describe('parsePlaylist', () => {
  test('accepts every kind with every key and keeps it as it is', () => {
    const sample = samplePlaylist();
    const parsed = parsePlaylist(bytesOf(sample), 'p.json');
    expect(faultsOf(parsed)).toEqual([]);
    expect(parsed.ok && parsed.value.spots[0]).toEqual(sample.spots[0]);
  });

  test('fills in weight and theme, and nothing else', () => {
    const text = { 'zh-CN': '好' };
    const bare = { id: 's', kind: 'slogan', category: 'host', durationMs: 1, text };
    const parsed = playlist(['spots'], [bare]);
    expect(parsed.ok && parsed.value.spots).toEqual([{ ...bare, weight: 1, theme: 'advice' }]);
  });

  test('reads back what it has read and written', () => {
    fc.assert(
      fc.property(anyPlaylist, (value) => {
        const once = parsePlaylist(bytesOf(value as Json), 'p.json');
        expect(faultsOf(once)).toEqual([]);
        if (!once.ok) return;
        const twice = parsePlaylist(bytesOf(JSON.stringify(once.value)), 'p.json');
        expect(twice).toEqual(once);
      }),
      { numRuns: runs(200) },
    );
  });

  test.each<[Keys, Json | undefined]>([
    [['id'], 'Sample'],
    [['id'], 'built-in'],
    [['id'], undefined],
    [['revision'], 0],
    [['revision'], 1.5],
    [['publisher'], '   '],
    [['title', 'zh-CN'], undefined],
    [['title', 'de'], 'Titel'],
    [['spots'], {}],
    [['spots', 0, 'id'], 'slogan-'],
    [['spots', 0, 'kind'], 'film'],
    [['spots', 0, 'kind'], undefined],
    [['spots', 0, 'src'], '../film.mp4'],
    [['spots', 0, 'src'], 'javascript:alert(1)'],
    [['spots', 0, 'src'], undefined],
    [['spots', 0, 'sha256'], 'AB'.repeat(32)],
    [['spots', 0, 'durationMs'], 0],
    [['spots', 0, 'durationMs'], -1],
    [['spots', 0, 'durationMs'], 0.5],
    [['spots', 0, 'durationMs'], '12000'],
    [['spots', 0, 'durationMs'], undefined],
    [['spots', 0, 'weight'], 0],
    [['spots', 0, 'weight'], null],
    [['spots', 0, 'audiences'], []],
    [['spots', 0, 'venues', 0], 'Bank'],
    [['spots', 0, 'flight'], []],
    [['spots', 0, 'flight', 'from'], '2026-02-30'],
    [['spots', 0, 'flight', 'from'], '2027-02-29'],
    [['spots', 0, 'flight', 'from'], '2026-1-1'],
    [['spots', 0, 'flight', 'until'], '2026-12-31'],
    [['spots', 0, 'dayparts'], []],
    [['spots', 0, 'dayparts', 0, 'days'], []],
    [['spots', 0, 'dayparts', 0, 'days', 1], 'Friday'],
    [['spots', 0, 'dayparts', 0, 'from'], '24:00'],
    [['spots', 0, 'dayparts', 0, 'from'], '9:00'],
    [['spots', 0, 'dayparts', 0, 'to'], '24:01'],
    [['spots', 0, 'dayparts', 0, 'to'], '22:00'],
    [['spots', 0, 'review', 'on'], 'yesterday'],
    [['spots', 0, 'review', 'approvedBy'], 'x'],
    [['spots', 1, 'files', 0, 'src'], '/seg.ts'],
    [['spots', 1, 'files', 0, 'sha265'], hash],
    [['spots', 3, 'theme'], 'alert'],
    [['spots', 4, 'text'], 'plain'],
    [['spots', 4, 'theme'], 'red'],
    [['spots', 4, 'src'], 'a.mp4'],
    [['spots', 5, 'sha256'], hash],
    [['spots', 3], null],
    [['spots', 3], 'poster'],
  ])('points at %j when it is %j', (path, replacement) => {
    expect(pointersOf(playlist(path, replacement))).toContain(`/${path.join('/')}`);
  });

  test('names what a mistyped key may have meant', () => {
    const [fault] = faultsOf(playlist(['spots', 0, 'duration_ms'], 5));
    expect(fault).toMatchObject({
      pointer: '/spots/0/duration_ms',
      expected: expect.stringContaining('"durationMs"'),
    });
    expect(faultsOf(playlist(['spots', 0, 'zzz'], 5))[0]?.expected).toMatch(/^only "kind", "id"/);
  });

  test('lists every fault of every spot, also of one whose kind is unknown, in the order of the document', () => {
    const spots = [
      { id: 'A', kind: 'video', category: 'host', src: '/a.mp4', durationMs: -1, colour: 'red', sound: 1 },
      { id: 'b', kind: 'movie', category: 'Host', weight: -1 },
      { id: 'c', kind: 'slogan', category: 'host', durationMs: 1, text: { 'zh-CN': '' }, theme: 'x' },
    ];
    expect(pointersOf(playlist(['spots'], spots))).toEqual([
      '/spots/0/id',
      '/spots/0/src',
      '/spots/0/durationMs',
      '/spots/0/colour',
      '/spots/0/sound',
      '/spots/1/kind',
      '/spots/1/category',
      '/spots/1/weight',
      '/spots/2/text/zh-CN',
      '/spots/2/theme',
    ]);
  });

  test('finds what one place demands of another beside the other faults', () => {
    const text = { 'zh-CN': '好' };
    const spots = [
      { id: 'a', kind: 'video', category: 'host', src: 'a.mp4', sha256: hash, durationMs: 1 },
      { id: 'a', kind: 'video', category: 'host', src: 'a.mp4', sha256: 'cd'.repeat(32), durationMs: 0 },
      { id: 'b', kind: 'announcement', category: 'host', durationMs: 1 },
      {
        id: 'c',
        kind: 'slogan',
        category: 'host',
        durationMs: 1,
        text,
        flight: { from: '2026-12-31', to: '2026-12-30' },
      },
      {
        id: 'd',
        kind: 'hls',
        category: 'host',
        src: 'https://h/live.m3u8',
        files: [{ src: 's.ts', sha256: hash }],
      },
    ];
    expect(pointersOf(playlist(['spots'], spots))).toEqual([
      '/spots/1/id',
      '/spots/1/sha256',
      '/spots/1/durationMs',
      '/spots/2/text',
      '/spots/3/flight/to',
      '/spots/4/durationMs',
    ]);
  });

  test('any single change either validates or is pointed at', () => {
    const strange = fc.constantFrom<(Json | undefined)[]>(
      undefined,
      null,
      true,
      -1,
      0.5,
      '',
      'x y',
      [],
      {},
      ['a'],
      { a: 1 },
    );
    const sample = samplePlaylist();
    fc.assert(
      fc.property(fc.constantFrom(...placesOf(sample)), strange, (path, replacement) => {
        if (replacement === undefined && typeof path.at(-1) === 'number') return;
        const parsed = playlist(path, replacement);
        expect(parsed.ok || parsed.faults.length > 0).toBe(true);
        const pointer = path.map((key) => `/${key}`).join('');
        for (const found of pointersOf(parsed))
          expect(`${found}/`.startsWith(`${pointer}/`), found).toBe(true);
      }),
      { numRuns: runs(2000) },
    );
  });
});

/** Paths to every place of a value below its root. Kinds and sources are left out: other places hang on them. */
function placesOf(value: Json, path: Keys = []): Keys[] {
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value ?? {});
  if (typeof value !== 'object') return [];
  return [...entries].flatMap(([key, inner]) => {
    const here = [...path, key];
    return ['kind', 'src'].includes(String(key)) ? [] : [here, ...placesOf(inner as Json, here)];
  });
}

describe('parseProgramme', () => {
  test('accepts every key, and fills in what is left out', () => {
    expect(faultsOf(parseProgramme(bytesOf(sampleProgramme()), 'p.json'))).toEqual([]);
    const shares = [{ category: 'anti-fraud', atLeast: 0.15 }];
    const bare = { id: 'a', revision: 1, timeZone: 'UTC', playlists: ['a.json'] };
    const parsed = parseProgramme(bytesOf({ ...bare, shares }), 'p.json');
    expect(parsed.ok && parsed.value).toEqual({
      ...bare,
      volume: 0,
      shares: [{ category: 'anti-fraud', atLeast: 0.15, windowMinutes: 60, of: 'on-air' }],
    });
    expect(parseProgramme(bytesOf(bare), 'p.json')).toMatchObject({ ok: true, value: { shares: [] } });
  });

  test.each<[Keys, Json | undefined]>([
    [['timeZone'], 'Asia/Shangai'],
    [['timeZone'], '+08:00'],
    [['timeZone'], undefined],
    [['venue'], ''],
    [['playlists'], []],
    [['playlists', 1], '../anti-fraud/playlist.json'],
    [['playlists', 1], '//evil.example/p.json'],
    [['playlists', 1], 'data:application/json,{}'],
    [['playlists', 1], '..\\p.json'],
    [['shares', 0, 'atLeast'], 0],
    [['shares', 0, 'atLeast'], 1.01],
    [['shares', 0, 'windowMinutes'], 0],
    [['shares', 0, 'of'], 'all'],
    [['shares', 0, 'kinds'], []],
    [['shares', 0, 'kinds', 1], 'video'],
    [['shares', 0, 'maxGapMinutes'], -5],
    [['shares', 0, 'category'], undefined],
    [['hours', 0, 'to'], '08:30'],
    [['canvas', 'width'], 16_385],
    [['canvas', 'depth'], 1],
    [['volume'], 1.5],
    [['liveCode'], 'qr'],
    [['liveCode'], true],
    [['spots'], []],
  ])('points at %j when it is %j', (path, replacement) => {
    expect(pointersOf(programme(path, replacement))).toContain(`/${path.join('/')}`);
  });
});

describe('a file that is none', () => {
  const read = (text: string) => faultsOf(parsePlaylist(bytesOf(text), 'p.json'));

  test('is told by line and column', () => {
    expect(read('{\n  "id": "a",\n  "revision": NaN\n}')).toMatchObject([
      { pointer: '/revision', line: 3, column: 15, found: '"NaN"' },
    ]);
    expect(read('')).toMatchObject([{ line: 1, column: 1, found: 'the end of the file' }]);
  });

  test.each(['null', '[]', '42', '"text"'])('is refused with the root type: %s', (text) => {
    expect(read(text)).toMatchObject([{ pointer: '', expected: 'an object' }]);
  });

  test('does not hide a number beyond every bound', () => {
    const text = JSON.stringify(samplePlaylist()).replace('"durationMs":12000', '"durationMs":1e999');
    expect(read(text)).toMatchObject([{ pointer: '/spots/0/durationMs', found: 'Infinity' }]);
  });

  test('does not hide a key given twice or one that reaches a prototype', () => {
    const text = JSON.stringify(samplePlaylist());
    expect(read(text.replace('"revision":3', '"revision":3,"revision":4'))).toMatchObject([
      { pointer: '/revision', expected: 'each key once' },
    ]);
    expect(read(text.replace('"revision":3', '"revision":3,"__proto__":{"spots":[]}'))).toMatchObject([
      { pointer: '/__proto__' },
    ]);
    const inherited = read(text.replace('"revision":3', '"revision":3,"constructor":1,"toString":2'));
    expect(inherited.map(({ pointer }) => pointer)).toEqual(['/constructor', '/toString']);
  });

  test('says that it has a byte order mark, and what else is wrong', () => {
    const faults = read(`\ufeff${JSON.stringify({ ...samplePlaylist(), revision: 0 })}`);
    expect(faults).toMatchObject([{ pointer: '', found: 'a byte order mark' }, { pointer: '/revision' }]);
  });

  test('says in which line it is not UTF-8', () => {
    const bytes = new Uint8Array([...bytesOf('{\n"id": "'), 0xff, ...bytesOf('"}')]);
    expect(faultsOf(parsePlaylist(bytes, 'p.json'))).toMatchObject([
      { found: 'bytes that are no UTF-8 in line 2' },
    ]);
  });

  test('is refused over 8 MiB before it is read', () => {
    const bytes = new Uint8Array(8 * 1024 * 1024 + 1);
    expect(faultsOf(parsePlaylist(bytes, 'p.json'))).toMatchObject([{ found: '8388609 bytes' }]);
  });

  test('no bytes make it throw', () => {
    const text = JSON.stringify(samplePlaylist());
    const damage = fc.tuple(fc.nat(text.length), fc.nat(20), fc.uint8Array({ maxLength: 8 }));
    fc.assert(
      fc.property(damage, ([at, removed, added]) => {
        const bytes = [...bytesOf(text.slice(0, at)), ...added, ...bytesOf(text.slice(at + removed))];
        const parsed = parsePlaylist(new Uint8Array(bytes), 'p.json');
        expect(parsed.ok || parsed.faults.length > 0).toBe(true);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('very many', () => {
  const spot = (id: number) => ({ id: `s${id}`, kind: 'web', category: 'host', src: 'a', durationMs: 1 });

  test('10,000 spots are accepted, one more is not', () => {
    const spots = Array.from({ length: 10_001 }, (_, id) => spot(id));
    expect(playlist(['spots'], spots.slice(1)).ok).toBe(true);
    expect(faultsOf(playlist(['spots'], spots))).toMatchObject([{ pointer: '/spots', found: '10001 spots' }]);
  });

  test('200 faults are listed, the rest is counted', () => {
    const spots = Array.from({ length: 300 }, (_, id) => ({ ...spot(id), durationMs: 0 }));
    const parsed = playlist(['spots'], spots);
    expect(faultsOf(parsed)).toHaveLength(200);
    expect(parsed).toMatchObject({ unlisted: 100 });
  });

  // Many more than may be: enough to run for minutes if each fault cost a pass over the text.
  test('a file full of empty spots is refused without judging each', () => {
    const parsed = parsePlaylist(bytesOf(`{"spots":[${'{},'.repeat(200_000)}{}]}`), 'p.json');
    expect(pointersOf(parsed)).toContain('/spots');
  });
});

test('a fault reads well in both languages', () => {
  const [fault] = faultsOf(playlist(['spots', 0, 'durationMs'], 0));
  expect(fault && formatFault(fault, 'en')).toMatch(
    /^p\.json:1:\d+ \/spots\/0\/durationMs: found 0, expected whole milliseconds, 1 to 86400000$/,
  );
  expect(fault && formatFault(fault, 'zh-CN')).toMatch(
    /^p\.json:1:\d+ \/spots\/0\/durationMs：发现 0，应为 整数毫秒，1 到 86400000$/,
  );
});
