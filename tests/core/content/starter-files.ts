import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Playlist, Spot } from '../../../src/core/playlist/definition.ts';
import { type Parsed, parsePlaylist } from '../../../src/core/playlist/parse.ts';

export const playlistsFolder = new URL('../../../playlists/', import.meta.url);
export const playlistNames = [
  'anti-fraud',
  'bank-sample',
  'carrier-sample',
  'community-sample',
  'voice',
] as const;

export const bytesOf = (path: string): Uint8Array => readFileSync(new URL(path, playlistsFolder));
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const readPlaylist = (name: string): Parsed<Playlist> =>
  parsePlaylist(bytesOf(`${name}/playlist.json`), `${name}/playlist.json`);

/** The spots of a playlist that must be without fault. */
export function spotsOf(name: string): readonly Spot[] {
  const playlist = readPlaylist(name);
  if (!playlist.ok) throw new Error(playlist.faults.map((f) => `${f.pointer}: ${f.found}`).join('\n'));
  return playlist.value.spots;
}

/** Every file that a spot names, with the hash it names. */
export function filesOf(spot: Spot): { src: string; sha256?: string | undefined }[] {
  if (spot.kind === 'slogan' || spot.kind === 'web' || spot.src === undefined) return [];
  const { src, sha256 } = spot;
  return [{ src, sha256 }, ...(spot.kind === 'hls' ? (spot.files ?? []) : [])];
}

/** Paths below a playlist's media folder, relative to the playlist, with their sizes. */
export function mediaOf(name: string): { src: string; size: number }[] {
  const folder = fileURLToPath(new URL(`${name}/media/`, playlistsFolder));
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('//', '/'))
    .map((path) => ({ src: `media/${path.slice(folder.length)}`, size: statSync(path).size }));
}
