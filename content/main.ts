import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { films } from './films/all.ts';
import { images } from './images/all.ts';
import { smallestText } from './kit/palette.ts';
import { DrawingBoard } from './make/draw.ts';
import { makeFilm } from './make/film-file.ts';
import { cutStream } from './make/hls.ts';
import { makeIcons } from './make/icons.ts';
import { updatePlaylist } from './make/playlist-file.ts';
import { findTools, type Tools } from './make/tools.ts';
import { makeRecording } from './make/voice-file.ts';
import { recordings } from './voice/all.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const playlists = ['anti-fraud', 'bank-sample', 'carrier-sample', 'community-sample', 'voice'];

/** Makes everything, or only what `wanted` names (film and picture ids, `icons`), then brings the playlists up to date. */
export async function makeContent(wanted: readonly string[]): Promise<void> {
  refuseUnknown(wanted);
  const asked = (id: string): boolean => wanted.length === 0 || wanted.includes(id);
  const tools = await findTools();
  if (asked('icons')) await makeIcons(join(root, 'public/icons'), tools.chromium);
  await makeImages(asked, tools);
  for (const { playlist, film, form } of films.filter(({ film }) => asked(film.id))) {
    const media = await mediaFolder(playlist);
    const file =
      form === 'mp4' ? join(media, `${film.id}.mp4`) : join(tmpdir(), `${film.id}-${process.pid}.mp4`);
    console.log(`${film.id}: ${film.seconds} s`);
    await makeFilm(film, file, tools, form);
    if (form === 'hls') {
      await cutStream(tools.ffmpeg, file, join(media, film.id));
      await rm(file);
    }
  }
  for (const recording of recordings.filter(({ id }) => asked(id))) {
    await makeRecording(recording, join(await mediaFolder(recording.playlist), `${recording.id}.m4a`), tools);
    console.log(`${recording.id}: announcement`);
  }
  for (const playlist of playlists) {
    const changed = await updatePlaylist(join(root, 'playlists', playlist, 'playlist.json'));
    console.log(`${playlist}: ${changed ? 'updated' : 'up to date'}`);
  }
}

async function makeImages(asked: (id: string) => boolean, tools: Tools): Promise<void> {
  const wanted = images.filter(({ id }) => asked(id));
  if (wanted.length === 0) return;
  const board = await DrawingBoard.open(tools.chromium, { width: 1920, height: 1080 });
  try {
    for (const { playlist, id, picture } of wanted) {
      const bytes = await board.draw(picture, 'webp');
      const bad = await board.badWords(smallestText);
      if (bad.length > 0) throw new Error(`Cannot make ${id}: cut off or too small: ${bad.join(' | ')}`);
      await writeFile(join(await mediaFolder(playlist), `${id}.webp`), bytes);
      console.log(`${id}: picture`);
    }
  } finally {
    await board.close();
  }
}

function refuseUnknown(wanted: readonly string[]): void {
  const known = [
    'icons',
    ...films.map(({ film }) => film.id),
    ...images.map(({ id }) => id),
    ...recordings.map(({ id }) => id),
  ];
  const unknown = wanted.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    throw new Error(`Cannot make ${unknown.join(', ')}: there is ${known.join(', ')}`);
  }
}

async function mediaFolder(playlist: string): Promise<string> {
  const folder = join(root, 'playlists', playlist, 'media');
  await mkdir(folder, { recursive: true });
  return folder;
}
