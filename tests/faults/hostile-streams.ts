import type { FaultServer } from './fault-server.ts';
import { medium, serveMedium } from './programme.ts';

interface HostileStream {
  readonly name: string;
  readonly fault: string;
  /** Puts it on the server; gives the `src` of a spot. */
  readonly serve: (server: FaultServer) => string;
}

const type = { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': 'no-store' };
const header = '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n';

export const hostileStreams: readonly HostileStream[] = [
  {
    name: 'hls-endless',
    fault: 'a stream that never ends: each look finds further segments',
    serve(server) {
      segments(server);
      const path = serveMedium(server, 'endless.m3u8', '');
      let first = 0;
      server.answers.set(path, (_, response) => {
        const listed = [0, 1, 2].map((index) => `#EXTINF:1,\n${(first + index) % 3}.ts?${first + index}`);
        response
          .writeHead(200, type)
          .end(`${header}#EXT-X-MEDIA-SEQUENCE:${first++}\n${listed.join('\n')}\n`);
      });
      return 'media/endless.m3u8';
    },
  },
  stream('hls-cyclic', 'a manifest that names itself as its only variant', (server) => {
    serveMedium(server, 'cyclic.m3u8', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000\ncyclic.m3u8\n');
    return 'cyclic.m3u8';
  }),
  stream('hls-huge', 'a manifest of 300,000 segments, 5 MB', (server) => {
    segments(server);
    const listed = Array.from({ length: 300_000 }, (_, index) => `#EXTINF:1,\n${index % 3}.ts`);
    serveMedium(server, 'huge.m3u8', `${header}${listed.join('\n')}\n#EXT-X-ENDLIST\n`);
    return 'huge.m3u8';
  }),
  stream('hls-wrong-key', 'encrypted segments, and a key that is none', (server) => {
    segments(server);
    serveMedium(server, 'key.bin', new Uint8Array(5));
    const key = '#EXT-X-KEY:METHOD=AES-128,URI="key.bin"\n';
    serveMedium(server, 'locked.m3u8', `${header}${key}#EXTINF:1,\n0.ts\n#EXTINF:1,\n1.ts\n#EXT-X-ENDLIST\n`);
    return 'locked.m3u8';
  }),
  {
    name: 'hls-redirects',
    fault: 'a manifest that redirects to itself, for ever',
    serve(server) {
      const path = serveMedium(server, 'moved.m3u8', '');
      let times = 0;
      server.answers.set(path, (_, response) => {
        response.writeHead(302, { location: `${path}?${times++}` }).end();
      });
      return 'media/moved.m3u8';
    },
  },
];

function stream(name: string, fault: string, serve: (server: FaultServer) => string): HostileStream {
  return { name, fault, serve: (server) => `media/${serve(server)}` };
}

function segments(server: FaultServer): void {
  for (const file of ['0.ts', '1.ts', '2.ts']) serveMedium(server, file, medium(`stream/${file}`));
}
