import { describe, expect, it } from 'vitest';
import { ManifestError, rewriteManifest, summarizeManifest } from '../../../src/core/media/hls-manifest.ts';

const url = 'https://cdn.example/vod/720p/main.m3u8?token=1';

const media = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:4
#EXT-X-MAP:URI="init.mp4",BYTERANGE="720@0"
#EXT-X-KEY:METHOD=AES-128,URI="../keys/1.key",IV=0x01
#EXTINF:4.0,
seg-1.m4s
#EXT-X-BYTERANGE:1000@0
#EXTINF:4.0,
https://other.example/seg-2.m4s?x=1
#EXTINF:4.0,
/root/seg-3.m4s
#EXTINF:1.0,
seg-1.m4s
#EXT-X-ENDLIST
`;

const master = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="中文",URI="audio/zh.m3u8"
#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="c",NAME="none",INSTREAM-ID="CC1"
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="iframe.m3u8"
#EXT-X-CONTENT-STEERING:SERVER-URI="/steer"
#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI="skd://key"
#EXT-X-STREAM-INF:BANDWIDTH=800000,AUDIO="a"

360p.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2000000,AUDIO="a"
720p.m3u8
`;

describe('summarizeManifest()', () => {
  it('names every file of a media playlist once, with absolute addresses', () => {
    expect(summarizeManifest(media, url)).toEqual({
      kind: 'media',
      complete: true,
      references: [
        { url: 'https://cdn.example/vod/720p/init.mp4', leadsTo: 'file' },
        { url: 'https://cdn.example/vod/keys/1.key', leadsTo: 'file' },
        { url: 'https://cdn.example/vod/720p/seg-1.m4s', leadsTo: 'file' },
        { url: 'https://other.example/seg-2.m4s?x=1', leadsTo: 'file' },
        { url: 'https://cdn.example/root/seg-3.m4s', leadsTo: 'file' },
      ],
    });
  });

  it('names variants and renditions of a master playlist as playlists, and no trick play', () => {
    expect(summarizeManifest(master, 'https://cdn.example/vod/main.m3u8')).toEqual({
      kind: 'master',
      complete: true,
      references: [
        { url: 'https://cdn.example/vod/audio/zh.m3u8', leadsTo: 'manifest' },
        { url: 'https://cdn.example/vod/360p.m3u8', leadsTo: 'manifest' },
        { url: 'https://cdn.example/vod/720p.m3u8', leadsTo: 'manifest' },
      ],
    });
  });

  it('sees that a live playlist is not complete', () => {
    expect(summarizeManifest(media.replace('#EXT-X-ENDLIST\n', ''), url).complete).toBe(false);
  });

  it('takes line ends of any kind and a byte order mark', () => {
    expect(summarizeManifest(`\uFEFF${media.replace(/\n/g, '\r\n')}`, url).references.length).toBe(5);
  });

  it('refuses what is no playlist', () => {
    expect(() => summarizeManifest('<!doctype html>', url)).toThrow(ManifestError);
  });

  it('refuses variables, whose values it does not know', () => {
    expect(() => summarizeManifest(`${media}#EXT-X-DEFINE:NAME="a",VALUE="b"\n`, url)).toThrow(ManifestError);
  });
});

describe('rewriteManifest()', () => {
  it('replaces every address and leaves everything else as it was', () => {
    const names = new Map<string, string>();
    const rename = (address: string) => {
      names.set(address, names.get(address) ?? `n${names.size + 1}`);
      return names.get(address) ?? '';
    };
    expect(rewriteManifest(media, url, rename)).toBe(
      media
        .replace('init.mp4', 'n1')
        .replace('../keys/1.key', 'n2')
        .replace(/^seg-1\.m4s$/gm, 'n3')
        .replace('https://other.example/seg-2.m4s?x=1', 'n4')
        .replace('/root/seg-3.m4s', 'n5'),
    );
  });

  it('leaves addresses that no server answers, such as data and key systems', () => {
    const inline =
      '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="data:;base64,AAAA"\n#EXT-X-SESSION-KEY:URI="skd://k"';
    expect(rewriteManifest(inline, url, () => 'changed')).toBe(inline);
  });
});
