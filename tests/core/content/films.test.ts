import { describe, expect, it } from 'vitest';
import { boxesAt, boxesIn, handlerOf, lengthMs } from './mp4.ts';
import { bytesOf, playlistNames, spotsOf } from './starter-files.ts';

const videos = playlistNames.flatMap((name) =>
  spotsOf(name).flatMap((spot) =>
    spot.kind === 'video'
      ? [
          [
            `${name}/${spot.src}`,
            spot.durationMs,
            spot.shape === 'portrait' ? [1080, 1920] : [1280, 720],
          ] as const,
        ]
      : [],
  ),
);

describe.each(videos)('%s', (path, durationMs, size) => {
  const file = bytesOf(path);
  const tracks = boxesAt(file, 'moov/trak');
  const picture = tracks.find((track) => handlerOf(track) === 'vide') ?? new Uint8Array();
  const sound = tracks.find((track) => handlerOf(track) === 'soun') ?? new Uint8Array();

  it('is as long as its playlist says, picture and file alike', () => {
    expect(boxesAt(file, 'moov/mvhd').map(lengthMs)).toEqual([durationMs]);
    expect(boxesAt(picture, 'mdia/mdhd').map(lengthMs)).toEqual([durationMs]);
  });

  it('has sound that does not outlast the picture', () => {
    const [soundMs] = boxesAt(sound, 'mdia/mdhd').map(lengthMs);
    expect(soundMs).toBeGreaterThan(durationMs - 200);
    expect(soundMs).toBeLessThanOrEqual(durationMs);
  });

  it('is H.264 High, of the size of its shape, with AAC', () => {
    const entry = Buffer.from(boxesAt(picture, 'mdia/minf/stbl/stsd')[0] ?? []);
    // stsd: 8 bytes, then the sample entry; avc1 has width and height at 24 of its content (ISO/IEC 14496-12 § 12.1.3).
    expect(entry.toString('latin1', 12, 16)).toBe('avc1');
    expect([entry.readUInt16BE(16 + 24), entry.readUInt16BE(16 + 26)]).toEqual(size);
    const profile = entry.indexOf('avcC', 0, 'latin1') + 5;
    expect(entry[profile]).toBe(100);
    expect(Buffer.from(boxesAt(sound, 'mdia/minf/stbl/stsd')[0] ?? []).toString('latin1', 12, 16)).toBe(
      'mp4a',
    );
  });

  it('can start before it is whole: the index stands in front of the media', () => {
    const order = boxesIn(file).map(({ type }) => type);
    expect(order.indexOf('moov')).toBeGreaterThan(-1);
    expect(order.indexOf('moov')).toBeLessThan(order.indexOf('mdat'));
  });

  it('has a key frame every two seconds at least, so that a seek lands quickly', () => {
    const [keys] = boxesAt(picture, 'mdia/minf/stbl/stss').map((box) => Buffer.from(box));
    const frames = Array.from(
      { length: keys?.readUInt32BE(4) ?? 0 },
      (_, i) => keys?.readUInt32BE(8 + 4 * i) ?? 0,
    );
    const last = Math.round((durationMs / 1000) * 30) + 1;
    const steps = [...frames, last].map((frame, i, all) => frame - (all[i - 1] ?? 1));
    expect(frames[0]).toBe(1);
    expect(Math.max(...steps)).toBeLessThanOrEqual(60);
  });
});

describe('the HLS stream on demand', () => {
  const streams = spotsOf('anti-fraud').filter((spot) => spot.kind === 'hls');

  it('is there, whole, and as long as its playlist says', () => {
    expect(streams.length).toBeGreaterThanOrEqual(1);
    for (const { src, durationMs, files } of streams) {
      const lines = Buffer.from(bytesOf(`anti-fraud/${src}`))
        .toString('utf8')
        .trim()
        .split('\n');
      const seconds = lines
        .filter((line) => line.startsWith('#EXTINF:'))
        .map((line) => Number.parseFloat(line.slice(8)));
      expect(lines.at(-1)).toBe('#EXT-X-ENDLIST');
      expect(Math.round(seconds.reduce((sum, x) => sum + x, 0) * 1000)).toBe(durationMs);
      const folder = src.slice(0, src.lastIndexOf('/'));
      const segments = lines.filter((line) => !line.startsWith('#')).map((line) => `${folder}/${line}`);
      expect(files?.map((file) => file.src)).toEqual(segments);
      expect(segments.length).toBeGreaterThanOrEqual(2);
    }
  });
});
