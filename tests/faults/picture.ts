import { PNG } from 'pngjs';

/** Whether anything stands out from the ground: a frame that is black, white or the empty page's blue has no picture. */
export function hasPicture(png: Buffer): boolean {
  const { data } = PNG.sync.read(png);
  let other = 0;
  for (let at = 0; at < data.length; at += 4) {
    const differs = [0, 1, 2].some(
      (channel) => Math.abs((data[at + channel] ?? 0) - (data[channel] ?? 0)) > 24,
    );
    if (differs) other += 1;
  }
  return other >= data.length / 4 / 100;
}
