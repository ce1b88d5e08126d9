import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Promised } from '../e2e/rolling-share.ts';
import type { ScreenServer } from '../e2e/screen-server.ts';

const media = fileURLToPath(new URL('../browser/media/', import.meta.url));

/** What the programme below promises. */
export const promised: Promised = {
  counts: ({ category }) => category === 'anti-fraud',
  atLeast: 0.25,
  windowMs: 60_000,
};

export interface SpotFile {
  readonly id: string;
  readonly kind: string;
  readonly category: string;
  readonly durationMs?: number;
  readonly src?: string;
  readonly [key: string]: unknown;
}

const text = { 'zh-CN': '不轻信 不转账', en: 'Do not trust, do not transfer' };
const film = (file: string, category: string): SpotFile => ({
  id: `film-${file.slice(0, -4)}`,
  kind: 'video',
  category,
  durationMs: 2_000,
  src: `media/${file}`,
  sha256: sha256(readFileSync(media + file)),
});

/** Four spots of one to three seconds: a film and a slogan of the promise, a film and a picture of the venue. */
const spots: readonly SpotFile[] = [
  film('one.mp4', 'anti-fraud'),
  { id: 'slogan', kind: 'slogan', category: 'anti-fraud', durationMs: 1_500, text },
  film('two.mp4', 'host'),
  {
    id: 'picture',
    kind: 'image',
    category: 'host',
    durationMs: 1_500,
    src: 'media/image.jpg',
    sha256: sha256(readFileSync(`${media}image.jpg`)),
  },
];

/** What a round may ask of the programme. */
export interface ProgrammeChange {
  readonly revision?: number;
  readonly timeZone?: string;
  /** Further spots of the venue. */
  readonly spots?: readonly SpotFile[];
}

/** Serves the bench's programme in place of the one that a screen begins with. */
export function serveProgramme(server: ScreenServer, change: ProgrammeChange = {}): void {
  const { revision = 1, timeZone = 'Asia/Shanghai', spots: further = [] } = change;
  const { atLeast, windowMs } = promised;
  const programme = {
    id: 'bank-lobby',
    revision,
    timeZone,
    playlists: ['../bench/playlist.json'],
    shares: [{ category: 'anti-fraud', atLeast, windowMinutes: windowMs / 60_000 }],
  };
  const playlist = {
    id: 'bench',
    revision,
    publisher: 'bench',
    title: { 'zh-CN': '测试', en: 'Bench' },
    spots: [...spots, ...further],
  };
  server.overrides.set('/playlists/programmes/bank-lobby.json', JSON.stringify(programme));
  server.overrides.set('/playlists/bench/playlist.json', JSON.stringify(playlist));
  for (const file of ['one.mp4', 'two.mp4', 'image.jpg'])
    serveMedium(server, file, readFileSync(media + file));
}

/** Puts a file where the playlist finds it; gives its address on the server. */
export function serveMedium(server: ScreenServer, file: string, bytes: string | Uint8Array): string {
  const path = `/playlists/bench/media/${file}`;
  server.overrides.set(path, bytes);
  return path;
}

export function medium(file: string): Buffer {
  return readFileSync(media + file);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
