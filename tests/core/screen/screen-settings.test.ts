import { describe, expect, test } from 'vitest';
import { parseScreenSettings, salvageScreenSettings } from '../../../src/core/screen/screen-settings.ts';

const settings = {
  screenName: '大堂屏 1',
  venue: 'bank',
  programmeUrl: 'https://screen.example/playlists/programmes/bank-lobby.json',
  rotationDegrees: 90,
  language: 'zh-CN',
  station: '城关派出所',
  hotline: '0571-8808 0110',
  community: '翠苑社区',
  pin: { salt: '0f'.repeat(16), hash: 'a0'.repeat(32), iterations: 200_000 },
} as const;

const damages: readonly [string, object][] = [
  ['an unknown key', { theme: 'dark' }],
  ['an empty name', { screenName: '  ' }],
  ['a name of 41 characters', { screenName: '屏'.repeat(41) }],
  ['a venue that is no kebab-case word', { venue: 'Bank Lobby' }],
  ['an address that is not on the web', { programmeUrl: 'javascript:alert(1)' }],
  ['a relative address', { programmeUrl: 'programmes/bank-lobby.json' }],
  ['an angle in between', { rotationDegrees: 45 }],
  ['a language that is not spoken', { language: 'fr' }],
  ['a PIN in the clear', { pin: '1234' }],
  ['an empty word', { station: '' }],
  ['a word of 41 characters', { community: '社'.repeat(41) }],
  ['a word with a brace', { station: '{hotline}' }],
  ['a word of two lines', { hotline: '110\n96110' }],
  ['a word that is a number', { hotline: 96110 }],
];

describe('parseScreenSettings()', () => {
  test('takes whole settings as they are', () => {
    expect(parseScreenSettings(settings)).toEqual(settings);
  });

  test('takes settings without a PIN', () => {
    const { pin: _pin, ...open } = settings;
    expect(parseScreenSettings(open)).toEqual(open);
  });

  test('takes settings without words for the slogans, and with some of them', () => {
    const { station, hotline: _hotline, community: _community, ...plain } = settings;
    expect(parseScreenSettings(plain)).toEqual(plain);
    expect(parseScreenSettings({ ...plain, station: ` ${station} ` })).toEqual({ ...plain, station });
  });

  test.each(damages)('refuses %s', (_what, damage) => {
    expect(parseScreenSettings({ ...settings, ...damage })).toBeUndefined();
  });

  test.each([undefined, null, 'text', 7, []])('refuses %j', (value) => {
    expect(parseScreenSettings(value)).toBeUndefined();
  });
});

describe('salvageScreenSettings()', () => {
  test('keeps the good fields of a damaged record, but never its PIN', () => {
    const { venue, programmeUrl, language, station, hotline } = settings;
    const damaged = { ...settings, screenName: 12, rotationDegrees: 45, community: '{}' };
    expect(salvageScreenSettings(damaged)).toEqual({ venue, programmeUrl, language, station, hotline });
  });

  test.each([undefined, null, 'text', 7])('finds nothing in %j', (value) => {
    expect(salvageScreenSettings(value)).toEqual({});
  });
});
