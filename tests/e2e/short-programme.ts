import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Promised } from './rolling-share.ts';
import type { ScreenServer } from './screen-server.ts';

const playlists = fileURLToPath(new URL('../../playlists', import.meta.url));

interface PlaylistFile {
  spots: { id: string; kind: string; durationMs: number; category: string }[];
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
 * Serves a copy of a starter programme in which everything but the films is short, so that a window passes while a
 * test waits. Films and streams play whole: they are what is tested.
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
  }
  server.overrides.set(`/playlists/${path}`, JSON.stringify(playlist));
}

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(`${playlists}/${path}`, 'utf8'));
}
