import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Promised } from './rolling-share.ts';
import type { ScreenServer } from './screen-server.ts';

const playlists = fileURLToPath(new URL('../../playlists', import.meta.url));

interface SpotFile {
  id: string;
  kind: string;
  durationMs: number;
  category: string;
  topic?: string;
  shape?: string;
  src?: string;
  sha256?: string;
}

interface PlaylistFile {
  spots: SpotFile[];
}

interface ProgrammeFile {
  revision: number;
  volume?: number;
  playlists: string[];
  shares: { windowMinutes: number; atLeast: number }[];
}

/** What {@link serveShortened} promises, in the shortest window there is. */
export const shortPromise: Promised = {
  counts: ({ category, kind }) => category === 'anti-fraud' && (kind === 'video' || kind === 'hls'),
  atLeast: 0.15,
  windowMs: 60_000,
};

/**
 * Serves a copy of a starter programme in which everything is short, so that a window passes while a test waits: each
 * film is the shortest there is on its topic. Films and streams play whole: they are what is tested.
 */
export function serveShortened(
  server: ScreenServer,
  name = 'bank-lobby',
  change: (programme: ProgrammeFile) => void = () => {},
): ProgrammeFile {
  const path = `programmes/${name}.json`;
  const programme = readJson<ProgrammeFile>(path);
  for (const share of programme.shares) share.windowMinutes = shortPromise.windowMs / 60_000;
  change(programme);
  server.overrides.set(`/playlists/${path}`, JSON.stringify(programme));
  for (const address of programme.playlists) shortenPlaylist(server, address.replace('../', ''));
  return programme;
}

function shortenPlaylist(server: ScreenServer, path: string): void {
  const playlist = readJson<PlaylistFile>(path);
  for (const spot of playlist.spots) {
    if (spot.kind === 'slogan' || spot.kind === 'image') spot.durationMs = 2_000;
    if (spot.kind === 'video' && spot.topic) Object.assign(spot, shortestFilm(playlist, spot));
  }
  server.overrides.set(`/playlists/${path}`, JSON.stringify(playlist));
}

/** The file of the shortest film on the same topic. */
function shortestFilm({ spots }: PlaylistFile, { topic, shape }: SpotFile): Partial<SpotFile> {
  const alike = spots.filter((spot) => spot.kind === 'video' && spot.topic === topic && spot.shape === shape);
  const [shortest = {}] = alike.sort((one, other) => one.durationMs - other.durationMs);
  const { src, sha256, durationMs }: Partial<SpotFile> = shortest;
  return { src, sha256, durationMs } as Partial<SpotFile>;
}

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(`${playlists}/${path}`, 'utf8'));
}
