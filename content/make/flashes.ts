import { run } from './tools.ts';

/** Of the mean picture: a tenth of full brightness over a quarter of the picture (WCAG 2.2, "general flash"). */
const flashStep = 0.1 * 0.25;

/**
 * The most flashes within any second: pairs of opposing changes of mean brightness, each large enough to be one.
 * WCAG 2.2 § 2.3.1 allows three.
 * @param brightness mean brightness of each frame, 0 to 1
 */
export function flashesPerSecond(brightness: readonly number[], framesPerSecond: number): number {
  const turns = turningPoints(brightness);
  const within = turns.map(
    (at) => turns.filter((other) => other >= at && other < at + framesPerSecond).length,
  );
  return Math.floor(Math.max(0, ...within) / 2);
}

/** Frames at which a change large enough to count has gone one way, after one that went the other way. */
function turningPoints(brightness: readonly number[]): number[] {
  const turns: number[] = [];
  let extreme = brightness[0] ?? 0;
  let direction = 0;
  brightness.forEach((now, frame) => {
    const change = now - extreme;
    if (direction !== 0 && change * direction > 0) extreme = now;
    if (Math.abs(change) < flashStep || change * direction > 0) return;
    turns.push(frame);
    direction = Math.sign(change);
    extreme = now;
  });
  return turns;
}

/** Mean brightness of every frame of a film, 0 to 1. */
export async function brightnessOf(ffmpeg: string, film: string): Promise<number[]> {
  const measure = 'scale=320:-2,signalstats,metadata=print:key=lavfi.signalstats.YAVG';
  const report = await run(ffmpeg, [
    '-hide_banner',
    '-nostats',
    '-i',
    film,
    '-an',
    '-vf',
    measure,
    '-f',
    'null',
    '-',
  ]);
  return [...report.matchAll(/YAVG=([\d.]+)/g)].map((found) => (Number(found[1]) - 16) / 219);
}
