import type { FaultServer } from '../faults/fault-server.ts';
import { medium, serveMedium, serveProgramme, sha256 } from '../faults/programme.ts';

const segments = ['0.ts', '1.ts', '2.ts'];
const manifest = 'index.m3u8';

/** Serves the bench's programme with a stream of three seconds in it, so that pictures of every kind are asked of an engine. */
export function serveEveryKind(server: FaultServer): void {
  server.heal();
  for (const file of [manifest, ...segments]) serveMedium(server, file, medium(`stream/${file}`));
  const named = (file: string) => ({ src: `media/${file}`, sha256: sha256(medium(`stream/${file}`)) });
  const stream = { id: 'stream', kind: 'hls', category: 'host', durationMs: 3_000, ...named(manifest) };
  serveProgramme(server, { spots: [{ ...stream, files: segments.map(named) }] });
}
