import { describe, expect, it } from 'vitest';
import { extensionOf, keptPath, mediaTypeOf } from '../../../src/core/media/kept-address.ts';

const sha256 = 'ab'.repeat(32);

describe('keptPath()', () => {
  it('names a creative by its hash and keeps its extension', () => {
    expect(keptPath({ url: 'https://a.example/x/Film.MP4?v=2', sha256 })).toBe(`creatives/${sha256}.mp4`);
  });

  it('gives equal bytes from two addresses one place', () => {
    expect(keptPath({ url: 'https://a.example/1.mp4', sha256 })).toBe(
      keptPath({ url: 'https://b.example/2.mp4', sha256 }),
    );
  });

  it('gives two addresses without a hash two places', () => {
    const path = keptPath({ url: 'https://a.example/1.mp4' });
    expect(path).toMatch(/^creatives\/address-[0-9a-f]{64}\.mp4$/);
    expect(keptPath({ url: 'https://a.example/2.mp4' })).not.toBe(path);
  });

  it('gives a stream a folder of its own', () => {
    expect(keptPath({ url: 'https://a.example/s/main.m3u8', sha256, kind: 'hls' })).toBe(
      `creatives/hls/${sha256}/index.m3u8`,
    );
  });
});

describe('extensionOf()', () => {
  it.each([
    ['https://a.example/film.webm#t=3', '.webm'],
    ['https://a.example/film', ''],
    ['https://a.example/page.html', ''],
    ['https://a.example/x.mp4/', ''],
    ['https://a.example/.constructor', ''],
  ])('finds in %s %j', (url, extension) => {
    expect(extensionOf(url)).toBe(extension);
  });
});

describe('mediaTypeOf()', () => {
  it.each([
    ['film.mp4', 'video/mp4; codecs="avc1"', 'video/mp4'],
    ['film', 'VIDEO/WebM', 'video/webm'],
    ['film.mp4', null, 'video/mp4'],
    ['film.mp4', 'application/octet-stream', 'video/mp4'],
    ['film', null, 'application/octet-stream'],
    ['trap.html', 'text/html', 'application/octet-stream'],
    ['trap.png', 'text/html', 'image/png'],
    ['trap.js', 'application/javascript', 'application/octet-stream'],
  ])('serves %s, sent as %j, as %s', (name, served, expected) => {
    expect(mediaTypeOf(`https://a.example/${name}`, served)).toBe(expected);
  });
});
