import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isPlaylistAddress, isSpotSource } from '../../../src/core/playlist/source.ts';

// Many random cases on a machine of unknown load: the count is fixed, the time is not.
vi.setConfig({ testTimeout: 60_000 });

const base = 'https://screen.example/playlists/anti-fraud/';

describe('isSpotSource', () => {
  test.each([
    'media/film.mp4',
    './film.mp4',
    'film.mp4?v=2#t=1',
    '反诈/影片.mp4',
    'media/../film.mp4',
    'a..b/film...mp4',
    '100%25.mp4',
    'https://cdn.example/live.m3u8',
    'http://10.0.0.2:8080/live.m3u8?token=a@b',
  ])('accepts %s', (source) => expect(isSpotSource(source)).toBe(true));

  test.each([
    '',
    '?v=1',
    '#t',
    '../film.mp4',
    'media/../../film.mp4',
    'media/%2e%2e/%2E%2e/film.mp4',
    '.%2e/film.mp4',
    '%252e%252e/film.mp4',
    '..%2ffilm.mp4',
    '..\\film.mp4',
    'media%5c..%5cfilm.mp4',
    '/etc/passwd',
    '//evil.example/film.mp4',
    '\\\\evil.example\\film.mp4',
    '/\\evil.example/film.mp4',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'blob:https://screen.example/1',
    'ftp://host/film.mp4',
    'filesystem:https://screen.example/film.mp4',
    'https:film.mp4',
    'https:/film.mp4',
    'https://',
    'https://user:secret@host/film.mp4',
    'https://bad host/film.mp4',
    'https:\\\\evil.example',
    'C:/film.mp4',
    'film%00.mp4',
    'film%0a.mp4',
    '100%.mp4',
    'film.mp4 ',
    'film\u0000.mp4',
  ])('refuses %j', (source) => expect(isSpotSource(source)).toBe(false));

  test('whatever it accepts as a path, the URL parser and a decoding server keep inside the folder', () => {
    const part = fc.constantFrom(
      '.',
      '..',
      '%2e',
      '%2E.',
      '%252e',
      'a',
      '/',
      '//',
      '\\',
      '%2f',
      '%5C',
      ':',
      '?',
      '#',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const source = parts.join('');
        if (!isSpotSource(source)) return;
        const url = new URL(source, base);
        expect(url.href.startsWith(base)).toBe(true);
        const decodedOnce = new URL(decodeURIComponent(url.pathname), base);
        expect(decodedOnce.href.startsWith(base)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('isPlaylistAddress', () => {
  test('may reach sideways, but not name another kind of address', () => {
    for (const address of [
      '../anti-fraud/playlist.json',
      '/playlists/a.json',
      'https://office.example/a.json',
    ]) {
      expect(isPlaylistAddress(address), address).toBe(true);
    }
    for (const address of ['', '//host/a.json', '..\\a.json', 'data:application/json,{}', 'file:///a.json']) {
      expect(isPlaylistAddress(address), address).toBe(false);
    }
  });
});
