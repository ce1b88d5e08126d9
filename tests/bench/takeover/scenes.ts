import type { ScreenServer } from '../../e2e/screen-server.ts';
import { readJson } from '../../e2e/short-programme.ts';
import type { Part } from './picture-watch.ts';

/** What is on view when an order comes. */
export interface Scene {
  readonly name: string;
  /** Serves a programme that shows nothing else, in place of the one that is offered first. */
  readonly serve: (server: ScreenServer) => void;
  /** The part of the page that is judged: of the picture, what the panel's sheet leaves free. */
  readonly part: Part;
  readonly screencastWidth: number;
}

interface PlaylistFile {
  id: string;
  spots: { kind: string; venues?: string[]; shape?: string }[];
}

const shares = [{ category: 'anti-fraud', atLeast: 0.15, windowMinutes: 60 }];
const beside = { part: { width: 0.5, height: 1 }, screencastWidth: 160 };

export const scenes: readonly Scene[] = [
  { name: 'a film', serve: (server) => serveOnly(server, 'video', 0), ...beside },
  { name: 'a film with sound', serve: (server) => serveOnly(server, 'video', 1), ...beside },
  { name: 'a slogan', serve: (server) => serveOnly(server, 'slogan', 0), ...beside },
  {
    name: 'an LED board of 192 × 96',
    serve: serveBoard,
    part: { width: 192 / 1280, height: 96 / 720 },
    screencastWidth: 640,
  },
];

function serveOnly(server: ScreenServer, kind: string, volume: number): void {
  const playlist = readJson<PlaylistFile>('anti-fraud/playlist.json');
  const spots = playlist.spots.filter(
    (spot) => spot.kind === kind && !spot.venues && spot.shape !== 'portrait',
  );
  server.overrides.set('/playlists/anti-fraud/playlist.json', JSON.stringify({ ...playlist, spots }));
  serveFirst(server, { playlists: ['../anti-fraud/playlist.json'], shares, volume });
}

function serveBoard(server: ScreenServer): void {
  const { playlists, canvas } = readJson<{ playlists: string[]; canvas: object }>(
    'programmes/community-led.json',
  );
  serveFirst(server, { playlists, canvas, shares });
}

function serveFirst(server: ScreenServer, programme: object): void {
  const known = readJson<object>('programmes/bank-lobby.json');
  const whole = { ...known, liveCode: undefined, ...programme };
  server.overrides.set('/playlists/programmes/bank-lobby.json', JSON.stringify(whole));
}
