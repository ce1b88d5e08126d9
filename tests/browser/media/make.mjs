// Makes the clips of this folder with ffmpeg: node tests/browser/media/make.mjs
// They are kept in the repository so that the tests need no ffmpeg. Small pictures, few bits: 1.5 MB in all at most.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const at = (name) => join(folder, name);
const ffmpeg = (...args) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { cwd: folder });

const picture = (seconds, rate, hue, size = '320x180') => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=s=${size}:r=${rate}:d=${seconds},hue=h=${hue}`,
];
const tone = (seconds, hertz) => ['-f', 'lavfi', '-i', `sine=f=${hertz}:d=${seconds}`];
const h264 = ['-c:v', 'libx264', '-preset', 'slow', '-crf', '34', '-pix_fmt', 'yuv420p'];
const aac = ['-c:a', 'aac', '-b:a', '32k', '-shortest'];
const fast = ['-movflags', '+faststart'];

ffmpeg(...picture(2, 30, 0), ...tone(2, 440), ...h264, ...aac, ...fast, 'one.mp4');
ffmpeg(...picture(2, 30, 120), ...tone(2, 660), ...h264, ...aac, ...fast, 'two.mp4');
// For the boundary bench: as large as a real film.
ffmpeg(...picture(2, 30, 20, '1280x720'), ...tone(2, 440), ...h264, ...aac, ...fast, 'large-one.mp4');
ffmpeg(...picture(2, 30, 140, '1280x720'), ...tone(2, 660), ...h264, ...aac, ...fast, 'large-two.mp4');
ffmpeg(...picture(1, 30, 200), ...h264, ...fast, 'short.mp4');
ffmpeg(...picture(5, 2, 60), ...h264, ...fast, 'two-frames-a-second.mp4');
ffmpeg(...picture(1, 30, 270), '-c:v', 'libvpx-vp9', '-b:v', '80k', '-deadline', 'good', 'short.webm');
ffmpeg(...tone(1, 440), ...aac, ...fast, 'sound-only.mp4');
ffmpeg(...picture(3, 30, 30, '640x360'), ...tone(3, 440), ...h264, '-g', '30', ...aac, ...fast, 'long.mp4');

mkdirSync(at('stream'), { recursive: true });
ffmpeg(
  ...[...picture(3, 30, 90), ...tone(3, 550), ...h264, '-g', '30', '-sc_threshold', '0', ...aac],
  ...['-f', 'hls', '-hls_time', '1', '-hls_playlist_type', 'vod', '-hls_segment_filename', 'stream/%d.ts'],
  'stream/index.m3u8',
);

ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=1:d=1', '-frames:v', '1', 'image.png');
ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=1:d=1', '-frames:v', '1', 'image.jpg');
ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=1:d=1', '-frames:v', '1', 'image.webp');
writeFileSync(
  at('image.svg'),
  '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90" aria-hidden="true"><rect width="160" height="90" fill="#1560bd"/><circle cx="80" cy="45" r="30" fill="#fff"/></svg>\n',
);

const whole = readFileSync(at('long.mp4'));
writeFileSync(at('truncated.mp4'), whole.subarray(0, Math.floor(whole.length * 0.5)));
const broken = Buffer.from(whole);
broken.fill(0x5a, Math.floor(whole.length * 0.4), Math.floor(whole.length * 0.9));
writeFileSync(at('corrupt-inside.mp4'), broken);
writeFileSync(at('corrupt.mp4'), Buffer.alloc(4096, 0x5a));
writeFileSync(at('corrupt.png'), Buffer.alloc(512, 0x5a));
writeFileSync(at('empty.mp4'), '');
writeFileSync(at('not-a-film.mp4'), '<!doctype html><title>Sign in to the network</title>\n');
rmSync(at('long.mp4'));
