import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './tools.ts';

const segmentSeconds = 4;

/** Cuts a finished film into an HLS stream on demand without encoding it again: `index.m3u8` and its segments. */
export async function cutStream(ffmpeg: string, film: string, folder: string): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const stream = [
    '-f',
    'hls',
    '-hls_time',
    String(segmentSeconds),
    '-hls_playlist_type',
    'vod',
    '-hls_flags',
    'independent_segments',
  ];
  const names = ['-hls_segment_filename', join(folder, 'part-%d.ts'), join(folder, 'index.m3u8')];
  await run(ffmpeg, [
    '-hide_banner',
    '-y',
    '-i',
    film,
    '-c',
    'copy',
    '-fflags',
    '+bitexact',
    ...stream,
    ...names,
  ]);
  const parts = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  return parts.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
