import { describe, expect, test } from 'vitest';
import { parseProgramme } from '../../../src/core/playlist/parse.ts';
import { zoneRectangle } from '../../../src/core/zones/rectangle.ts';
import { bytesOf, type Json, sampleProgramme } from '../playlist/sample.ts';

type Fields = { [key: string]: Json };

const main = { id: 'main', kind: 'main', x: 0, y: 0, width: '80%', height: '80%' };
const side = { id: 'side', kind: 'panel', x: '80%', y: 0, width: '20%', height: '80%' };
const ticker = { id: 'news', kind: 'ticker', x: 0, y: '80%', width: '100%', height: '20%' };
const clock = { ...side, id: 'clock', kind: 'clock' };

function faultsOf(change: Fields): string[] {
  const { canvas: _, ...rest } = sampleProgramme();
  const parsed = parseProgramme(bytesOf({ ...rest, ...change }), 'https://screen.example/p.json');
  return parsed.ok ? [] : parsed.faults.map(({ pointer, expected }) => `${pointer} ${expected}`);
}

describe('zones', () => {
  test.each([
    [[main, side, ticker]],
    [[main, clock, { ...ticker, direction: 'up', pixelsPerFrame: 3 }]],
    [[main, { ...side, playlists: ['../side/playlist.json'] }]],
  ])('may be %j', (zones) => {
    expect(faultsOf({ zones })).toEqual([]);
  });

  test.each([
    ['none is the main one', [side, ticker], /^\/zones exactly one "main"/],
    ['two are', [main, { ...side, kind: 'main', id: 'main' }], /^\/zones\/1\/kind exactly one/],
    ['the main one has another id', [{ ...main, id: 'picture' }], /^\/zones\/0\/id "main"/],
    ['another one has its id', [main, { ...side, id: 'main' }], /^\/zones\/1\/id an id other/],
    ['two share an id', [main, side, { ...ticker, id: 'side' }], /^\/zones\/2\/id/],
    ['one covers another', [main, { ...side, x: '79%' }], /^\/zones\/1 zones apart/],
    [
      'one leaves the picture',
      [main, { ...side, width: '21%' }],
      /^\/zones\/1\/width a zone that ends within/,
    ],
    ['one is nothing', [main, { ...side, height: '0%' }], /^\/zones\/1\/height at least/],
    ['pixels stand without a canvas', [{ ...main, width: 100 }], /^\/zones\/0\/width a percentage/],
    ['a clock has playlists', [main, { ...clock, playlists: ['a.json'] }], /^\/zones\/1\/playlists nothing/],
    ['a panel has a direction', [main, { ...side, direction: 'up' }], /^\/zones\/1\/direction nothing/],
    ['a length is no length', [{ ...main, x: '120%' }], /^\/zones\/0\/x whole pixels/],
  ])('are refused when %s', (_, zones, message) => {
    const faults = faultsOf({ zones });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(message);
  });

  test('on a board a zone has room for a character of lamps, and the zones end within it', () => {
    const canvas = { x: 0, y: 0, width: 192, height: 96 };
    const board = { ...main, width: 192, height: 80 };
    const low = { ...ticker, y: 80, width: 192, height: 16 };
    expect(faultsOf({ canvas, zones: [board, low] })).toEqual([]);
    expect(faultsOf({ canvas, zones: [board, { ...low, height: 12 }] })[0]).toMatch(/height at least 14/);
    expect(faultsOf({ canvas, zones: [board, { ...low, height: 17 }] })[0]).toMatch(/ends within/);
  });

  test('beside a road there is no ticker', () => {
    expect(faultsOf({ roadside: {}, zones: [main, ticker] })[0]).toMatch(/^\/zones\/1\/kind no ticker/);
  });

  test('a share counts a zone that plays, by its name', () => {
    const rule = { category: 'anti-fraud', atLeast: 0.2 };
    expect(faultsOf({ shares: [{ ...rule, zone: 'news' }], zones: [main, ticker] })).toEqual([]);
    expect(faultsOf({ shares: [{ ...rule, zone: 'main' }] })).toEqual([]);
    expect(faultsOf({ shares: [{ ...rule, zone: 'news' }] })[0]).toMatch(/^\/shares\/0\/zone .*"main"/);
    expect(faultsOf({ shares: [{ ...rule, zone: 'clock' }], zones: [main, clock] })[0]).toMatch(
      /^\/shares\/0\/zone a zone that plays spots: "main"$/,
    );
  });
});

test('zones that meet on paper meet on every screen, with no row between them', () => {
  for (let width = 200; width < 2_000; width += 37) {
    const picture = { width, height: 1_080 };
    const [one, other] = [main, side].map((zone) => zoneRectangle(zone, picture));
    expect((one?.left ?? 0) + (one?.width ?? 0)).toBe(other?.left);
    expect((other?.left ?? 0) + (other?.width ?? 0)).toBe(width);
  }
});
