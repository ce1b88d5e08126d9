import { describe, expect, test } from 'vitest';
import { builtInPlaylistId, builtInSpots, isBuiltIn } from '../../../src/core/playlist/built-in.ts';
import { parsePlaylist } from '../../../src/core/playlist/parse.ts';
import { bytesOf, type Json } from './sample.ts';

const sixScams = [
  'fake-rebate',
  'fake-investment',
  'fake-loan',
  'fake-shopping',
  'fake-service-agent',
  'impersonation',
];

describe('builtInSpots', () => {
  test('has one slogan for each of the six scams, and the same array every time', () => {
    expect(builtInSpots('anti-fraud').map(({ spot }) => spot.topic)).toEqual(sixScams);
    expect(builtInSpots('anti-fraud')).toBe(builtInSpots('anti-fraud'));
  });

  test('has a neutral one for any other category', () => {
    const [spot, ...more] = builtInSpots('host');
    expect(more).toEqual([]);
    expect(spot).toMatchObject({ key: 'built-in/host-welcome', spot: { category: 'host', kind: 'slogan' } });
  });

  test('keeps hooks to ten characters, and sends everyone to 96110', () => {
    for (const { spot } of builtInSpots('anti-fraud')) {
      if (spot.kind !== 'slogan') throw new Error(`${spot.id} is a ${spot.kind}`);
      expect([...spot.text['zh-CN']].length, spot.text['zh-CN']).toBeLessThanOrEqual(10);
      for (const words of [spot.text, spot.detail, spot.action]) expect(words?.en).toBeTruthy();
      expect(spot.action?.['zh-CN']).toContain('96110');
      expect(spot.action?.en).toContain('96110');
    }
  });

  test('would pass as a published playlist but for its reserved id', () => {
    const spots = [...builtInSpots('anti-fraud'), ...builtInSpots('host')].map(({ spot }) => spot);
    const playlist = { revision: 1, publisher: 'Changming', title: { 'zh-CN': '内置' }, spots };
    const parse = (id: string) => parsePlaylist(bytesOf({ ...playlist, id } as Json), 'p.json');
    expect(parse('like-built-in')).toMatchObject({ ok: true, value: { spots } });
    expect(parse(builtInPlaylistId)).toMatchObject({ ok: false, faults: [{ pointer: '/id' }] });
    expect(builtInSpots('anti-fraud').every(isBuiltIn)).toBe(true);
  });
});
