import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mp4DurationMs } from './mp4-duration.ts';

/** What this script may change of a spot; everything else in a playlist is written by people. */
interface FileSpot {
  kind: string;
  src?: string;
  sha256?: string;
  durationMs?: number;
  files?: { src: string; sha256: string }[];
}

interface PlaylistFile {
  revision: number;
  spots: FileSpot[];
}

/**
 * Brings hashes, lengths and stream segments of a playlist up to the files beside it, and counts the revision up
 * when anything changed. A file that does not exist is an error: a playlist never names what is not there.
 */
export async function updatePlaylist(file: string): Promise<boolean> {
  const before = await readFile(file, 'utf8');
  const playlist = JSON.parse(before) as PlaylistFile;
  for (const spot of playlist.spots) if (spot.src) await measure(spot, spot.src, dirname(file));
  const same = before === text(playlist);
  if (!same) {
    playlist.revision += 1;
    await writeFile(file, text(playlist));
  }
  return !same;
}

const text = (playlist: PlaylistFile): string => `${JSON.stringify(playlist, null, 2)}\n`;

async function measure(spot: FileSpot, src: string, folder: string): Promise<void> {
  const bytes = await readFile(join(folder, src));
  spot.sha256 = sha256(bytes);
  if (spot.kind === 'video' || spot.kind === 'announcement') spot.durationMs = mp4DurationMs(bytes);
  if (spot.kind === 'hls') await measureStream(spot, bytes.toString('utf8'), folder, dirname(src));
}

async function measureStream(
  spot: FileSpot,
  manifest: string,
  folder: string,
  streamFolder: string,
): Promise<void> {
  const lines = manifest.split('\n').map((line) => line.trim());
  const seconds = lines.flatMap((line) =>
    line.startsWith('#EXTINF:') ? [Number.parseFloat(line.slice(8))] : [],
  );
  spot.durationMs = Math.round(seconds.reduce((sum, x) => sum + x, 0) * 1000);
  const parts = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => `${streamFolder}/${line}`);
  spot.files = await Promise.all(
    parts.map(async (src) => ({ src, sha256: sha256(await readFile(join(folder, src))) })),
  );
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
