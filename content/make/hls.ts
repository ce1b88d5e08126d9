import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run, words } from './tools.ts';

const segmentSeconds = 4;

/** An AAC encoder's first packet, which a stream cannot leave out: moved by it, the sound does not start before the picture. */
const primingSamples = 1024;

/** Cuts a finished film into an HLS stream on demand without encoding it again: `index.m3u8` and its segments. */
export async function cutStream(ffmpeg: string, film: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const stream = words(
    `-c copy -bsf:a setts=ts=TS+${primingSamples} -fflags +bitexact -f hls -hls_time ${segmentSeconds} -hls_playlist_type vod -hls_flags independent_segments`,
  );
  const names = ['-hls_segment_filename', join(folder, 'part-%d.ts'), join(folder, 'index.m3u8')];
  await run(ffmpeg, ['-hide_banner', '-y', '-i', film, ...stream, ...names]);
}
