import { bell } from './figures.ts';
import { alreadyHere, type Film, ground, hanging, landscape, picture } from './film.ts';
import { arrive, mix, swingToRest } from './motion.ts';
import { palette } from './palette.ts';
import { at, circle, type Svg, write } from './svg.ts';

/** A film for those who pass: one image, one sentence, one number. */
export interface Brief {
  readonly id: string;
  /** One sentence in two lines of at most 5 Chinese characters. */
  readonly hook: readonly [string, string];
  readonly english: string;
  readonly action: string;
  /** The image around (0, 0), within a circle of 250; its last movement ends within 2 s. */
  image(t: number): Svg;
}

const seconds = 7;
const callAt = 2.3;
const disc = { x: 306, y: 284, r: 240 } as const;
const bar = { top: 552, height: picture.height - 552 } as const;

/** Everything is there after half of the film and stands for the other half: who looks up late reads it all. */
export function tellBriefly({ id, hook, english, action, image }: Brief): Film {
  return {
    id,
    format: landscape,
    seconds,
    bells: [callAt + 0.1],
    rests: [callAt - 0.1, callAt + 2, seconds - 0.1],
    frame: (t) =>
      ground() +
      circle(disc.x, disc.y, disc.r * mix(0.85, 1, arrive(t, 0, 0.6)), {
        fill: palette.sky,
        stroke: 'none',
      }) +
      at(disc.x, disc.y, image(t)) +
      sentence(t, hook, english) +
      call(t, action),
  };
}

function sentence(t: number, hook: Brief['hook'], english: string): Svg {
  const size = Math.max(...hook.map((line) => line.length)) > 4 ? 124 : 148;
  const row = (word: string, y: number, size: number, fill: string, bold: boolean, delay: number) =>
    at(
      mix(-24, 0, arrive(t, alreadyHere + delay)),
      0,
      write(602 - hanging(word) * size, y, word, { size, fill, bold }),
      { opacity: arrive(t, alreadyHere + delay) },
    );
  return (
    row(hook[0], 236, size, palette.white, true, 0) +
    row(hook[1], 394, size, palette.white, true, 0.12) +
    row(english, 476, 36, palette.mist, false, 0.4)
  );
}

/** What to do, on a bar that rises from below with the bell. */
function call(t: number, action: string): Svg {
  const up = arrive(t, callAt, 0.5);
  const { ink, amber, glow } = palette;
  const content =
    `<rect width="${picture.width}" height="${bar.height}" fill="${amber}"/>` +
    at(84, 38, bell(ink, glow), { scale: 0.3, rotate: 13 * swingToRest(t, callAt + 0.1) }) +
    write(150, 108, action, { size: 68 }) +
    write(830, 108, '拨打', { size: 60, anchor: 'end' }) +
    write(1240, 122, '96110', { size: 128, anchor: 'end' });
  return at(0, mix(picture.height, bar.top, up), content, { opacity: up });
}
