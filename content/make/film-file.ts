import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Film } from '../kit/film.ts';
import { smallestText } from '../kit/palette.ts';
import { DrawingBoard } from './draw.ts';
import { brightnessOf, flashesPerSecond } from './flashes.ts';
import { compose, measureLoudness, writeWav } from './sound.ts';
import { run, type Tools, words } from './tools.ts';

const framesPerSecond = 30;
const targetLufs = -20;
/** The sound ends a little before the picture, so that AAC's last packet never makes the file longer than the film. */
const soundEndsEarlier = 0.05;

/**
 * Draws a film and writes it as MP4: H.264 High 4:2:0, closed groups of 2 s, AAC, index in front.
 * @param form for a stream no frame is sent out of order: MPEG-TS has no edit list to take back the delay of B-frames,
 *   so players would count it as two frames more
 */
export async function makeFilm(film: Film, file: string, tools: Tools, form: 'mp4' | 'hls'): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'film-'));
  const board = await DrawingBoard.open(tools.chromium, film.format.pixels);
  try {
    await proofread(film, board);
    const wav = join(folder, 'sound.wav');
    await writeWav(wav, compose({ seconds: film.seconds - soundEndsEarlier, bells: film.bells }));
    const { lufs } = await measureLoudness(tools.ffmpeg, wav);
    const draft = join(folder, 'film.mp4');
    await run(tools.ffmpeg, encoding(wav, targetLufs - lufs, draft, form), frames(film, board));
    await refuseFlashes(film.id, draft, tools);
    await copyFile(draft, file);
  } finally {
    await board.close();
    await rm(folder, { recursive: true });
  }
}

/** @throws Error when the finished film flashes faster than WCAG 2.2 § 2.3.1 allows. */
async function refuseFlashes(id: string, file: string, { ffmpeg }: Tools): Promise<void> {
  const flashes = flashesPerSecond(await brightnessOf(ffmpeg, file), framesPerSecond);
  if (flashes > 3)
    throw new Error(`Cannot make ${id}: it flashes ${flashes} times in a second; 3 are allowed`);
}

/** @throws Error when words are cut off or too small where the film rests. */
async function proofread(film: Film, board: DrawingBoard): Promise<void> {
  for (const t of film.rests) {
    await board.draw(film.frame(t), 'frame', film.format.picture);
    const bad = await board.badWords(smallestText);
    if (bad.length > 0)
      throw new Error(`Cannot make ${film.id}: at ${t} s cut off or too small: ${bad.join(' | ')}`);
  }
}

/** Every frame as PNG. A frame that equals the one before it is not drawn again. */
async function* frames(film: Film, board: DrawingBoard): AsyncGenerator<Uint8Array> {
  const total = Math.round(film.seconds * framesPerSecond);
  let before = '';
  let drawn: Uint8Array = new Uint8Array();
  for (let i = 0; i < total; i++) {
    const svg = film.frame(i / framesPerSecond);
    if (svg !== before) {
      drawn = await board.draw(svg, 'frame', film.format.picture);
      before = svg;
    }
    yield drawn;
  }
}

function encoding(wav: string, gainDb: number, file: string, form: 'mp4' | 'hls'): string[] {
  const order = form === 'hls' ? words('-bf 0') : [];
  const input = words(`-f image2pipe -framerate ${framesPerSecond} -c:v png -i pipe:0`);
  const colour = words('-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv');
  const video = words(
    '-vf scale=out_color_matrix=bt709:out_range=tv,format=yuv420p -c:v libx264 -profile:v high -preset slow ' +
      '-tune animation -crf 19 -threads 2 -g 60 -sc_threshold 0 -flags +cgop -video_track_timescale 30000',
  );
  const sound = words(`-af volume=${gainDb.toFixed(2)}dB -c:a aac -b:a 96k -ac 2 -ar 48000`);
  const container = words('-map_metadata -1 -fflags +bitexact -movflags +faststart');
  return [
    '-hide_banner',
    '-y',
    ...input,
    '-i',
    wav,
    ...video,
    ...order,
    ...colour,
    ...sound,
    ...container,
    file,
  ];
}
