import { describe, expect, test } from 'vitest';
import { brightnessAt } from '../../../src/core/playlist/dimming.ts';
import { loadProgramme } from '../../../src/core/playlist/load.ts';
import { parseProgramme } from '../../../src/core/playlist/parse.ts';
import { bytesOf, hash, type Json, sampleProgramme } from './sample.ts';

function faultsOf(change: { [key: string]: Json }): string[] {
  const { canvas: _, ...rest } = sampleProgramme();
  const parsed = parseProgramme(bytesOf({ ...rest, ...change }), 'https://screen.example/p.json');
  return parsed.ok ? [] : parsed.faults.map(({ pointer, expected }) => `${pointer} ${expected}`);
}

const board = { x: 0, y: 0, width: 192, height: 96 };

describe('a canvas', () => {
  test.each([
    { width: 1920, height: 1080 },
    board,
    { ...board, rotationDegrees: 270, lamps: 'two-colour' },
    { x: 16_000, y: 0, width: 384, height: 16 },
  ])('may be %j', (canvas) => {
    expect(faultsOf({ canvas })).toEqual([]);
  });

  test.each([
    [{ width: 192, height: 96, x: 0 }, /^\/canvas\/y .*together/],
    [{ width: 192, height: 96, y: 0 }, /^\/canvas\/x .*together/],
    [{ width: 192, height: 96, lamps: 'red' }, /^\/canvas\/lamps .*"x" and "y"/],
    [{ width: 192, height: 96, rotationDegrees: 90 }, /^\/canvas\/rotationDegrees /],
    [{ ...board, rotationDegrees: 45 }, /^\/canvas\/rotationDegrees 0, 90, 180 or 270/],
    [{ ...board, lamps: 'blue' }, /^\/canvas\/lamps "full-colour"/],
    [{ ...board, x: 0.5 }, /^\/canvas\/x whole device pixels/],
    [{ ...board, x: -1 }, /^\/canvas\/x whole device pixels/],
    [{ ...board, x: 16_300 }, /^\/canvas\/width at most 84/],
    [{ ...board, height: 12 }, /^\/canvas\/height at least 14/],
  ])('is refused as %j', (canvas, message) => {
    const faults = faultsOf({ canvas });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(message);
  });
});

describe('dimming', () => {
  const evening = { from: '19:00', to: '22:00', brightness: 0.5 };
  const night = { from: '22:00', to: '06:00', brightness: 0.2 };
  const programme = { timeZone: 'Asia/Shanghai', dimming: [evening, night] };
  const at = (time: string) => brightnessAt(programme, Date.parse(`2026-11-22T${time}:00+08:00`));

  test('holds from its first minute to before its last, also past midnight, and is full elsewhere', () => {
    expect(['18:59', '19:00', '21:59', '22:00', '00:00', '05:59', '06:00', '12:00'].map(at)).toEqual([
      1, 0.5, 0.5, 0.2, 0.2, 0.2, 1, 1,
    ]);
  });

  test('is refused where two entries want the same minute', () => {
    expect(faultsOf({ dimming: [evening, night] })).toEqual([]);
    expect(faultsOf({ dimming: [night, { ...evening, from: '05:00', to: '07:00' }] })).toEqual([
      '/dimming/1/from a time that /dimming/0 does not take already',
    ]);
    expect(faultsOf({ dimming: [{ ...night, to: '22:00' }] })).toEqual([
      '/dimming/0/to a time other than "from"',
    ]);
  });

  test.each([0, 1.5, '0.5'])('is refused at a brightness of %j', (brightness) => {
    expect(faultsOf({ dimming: [{ ...night, brightness }] })).toEqual([
      '/dimming/0/brightness a share of luminance, 0.01 to 1',
    ]);
  });

  test('is refused for lamps without half tones, which only the sender card can dim', () => {
    const canvas = { ...board, lamps: 'red' };
    expect(faultsOf({ canvas, dimming: [night] })[0]).toMatch(/^\/dimming .*sender card/);
  });
});

describe('a roadside programme', () => {
  const url = 'https://screen.example/programme.json';
  const slogan = { kind: 'slogan', category: 'anti-fraud', text: { 'zh-CN': '不轻信' } };

  async function load(spot: { [key: string]: Json }, roadside: Json = {}) {
    const programme = {
      id: 'road',
      revision: 1,
      timeZone: 'Asia/Shanghai',
      playlists: ['list.json'],
      roadside,
    };
    const spots = [
      { id: 'one', ...slogan, durationMs: 20_000 },
      { id: 'two', ...spot },
    ];
    const list = { id: 'list', revision: 1, publisher: '平安办', title: { 'zh-CN': '路边' }, spots };
    const loaded = await loadProgramme(url, async (address) => bytesOf(address === url ? programme : list));
    return loaded.ok ? loaded.value.programme.roadside : loaded.faults;
  }

  test('takes images and slogans that stand for 15 s', async () => {
    const image = { kind: 'image', category: 'host', src: 'a.webp', durationMs: 15_000 };
    expect(await load(image)).toEqual({ atLeastMs: 15_000, changeMs: 2_000 });
  });

  const film = { kind: 'video', category: 'host', src: 'a.mp4', sha256: hash, durationMs: 15_000 };
  const page = { kind: 'web', category: 'host', src: 'a.html', durationMs: 15_000 };
  const live = { kind: 'hls', category: 'host', src: 'https://cdn.example/live.m3u8' };
  test.each([film, page, live])('refuses what moves: $kind', async (spot) => {
    expect(await load(spot)).toMatchObject([
      { file: 'https://screen.example/list.json', pointer: '/spots/1/kind' },
    ]);
  });

  test('refuses a picture that changes before its time, by the rule that it gives itself', async () => {
    const short = [{ pointer: '/spots/1/durationMs' }];
    expect(await load({ ...slogan, durationMs: 14_999 })).toMatchObject(short);
    expect(await load({ ...slogan, durationMs: 19_000 }, { atLeastMs: 20_000 })).toMatchObject(short);
  });

  test('lets what never plays here be as it is', async () => {
    expect(await load({ ...film, venues: ['bank'] })).toEqual({ atLeastMs: 15_000, changeMs: 2_000 });
  });

  test('refuses shorter rules, and a change that is a jump', async () => {
    expect(await load(film, { atLeastMs: 5_000 })).toMatchObject([{ pointer: '/roadside/atLeastMs' }]);
    expect(await load(film, { changeMs: 200 })).toMatchObject([{ pointer: '/roadside/changeMs' }]);
    expect(await load(film, [])).toMatchObject([{ pointer: '/roadside' }]);
  });
});
