import { bell } from './figures.ts';
import { arrive, during, mix, swing, travel } from './motion.ts';
import { palette } from './palette.ts';
import { at, circle, type Svg, write } from './svg.ts';

/** The picture that films are drawn in, and the pixels that they are drawn with. */
export interface Format {
  readonly picture: Size;
  readonly pixels: Size;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export const picture = { width: 1280, height: 720 } as const;
export const landscape: Format = { picture, pixels: picture };
/** The same units, so that figures and the least size of words are the same on both. */
export const portrait: Format = {
  picture: { width: 720, height: 1280 },
  pixels: { width: 1080, height: 1920 },
};

/** A film: its picture at every instant. */
export interface Film {
  readonly id: string;
  readonly format: Format;
  readonly seconds: number;
  /** When the bell is heard, in seconds. */
  readonly bells: readonly number[];
  /** Instants at which everything stands: there the words are checked for size and place. */
  readonly rests: readonly number[];
  frame(t: number): Svg;
}

export interface Beat {
  /** At most 10 Chinese characters, in one or two lines. */
  readonly hook: readonly string[];
  /** One line of explanation, broken by hand where it needs two. */
  readonly line: readonly string[];
  readonly english: readonly string[];
}

export interface Story {
  readonly id: string;
  readonly bait: Beat;
  readonly trap: Beat;
  /** What to do, in two words before "96110": "挂断 · 不转账". */
  readonly action: string;
  readonly actionEnglish: string;
  /** Starts of the trap and of the end card, and the end of the film, in seconds. */
  readonly cues: readonly [trap: number, action: number, end: number];
  /** Where the warning colour spreads from. */
  readonly wipeFrom: readonly [x: number, y: number];
  /** The drawn scene; `trap` is the time since the trap's start (negative before). */
  scene(t: number, trap: number): Svg;
}

export const stageCircle = { x: 944, y: 360, r: 322 } as const;
const hookSize = 108;
/** The first words begin to arrive before the film does: who looks up at its first frame reads them. */
export const alreadyHere = -0.35;

/** Makes a film of three beats: bait, trap, what to do. */
export function tell(story: Story): Film {
  const [trapAt, actionAt, end] = story.cues;
  return {
    id: story.id,
    format: landscape,
    seconds: end,
    rests: [trapAt - 0.5, actionAt - 0.5, end - 0.1],
    bells: [trapAt + 0.1, actionAt + 0.2],
    frame: (t) =>
      ground() +
      at(
        0,
        0,
        spotlight(t, trapAt, story.wipeFrom) +
          story.scene(t, t - trapAt) +
          words(story.bait, t, alreadyHere, trapAt) +
          words(story.trap, t, trapAt + 0.15, actionAt),
        {
          opacity: 1 - travel(t, actionAt - 0.1, 0.4),
        },
      ) +
      endCard(t, actionAt + 0.2, story),
  };
}

/** The night that everything stands on. */
export const ground = ({ width, height }: Size = picture): Svg =>
  `<rect width="${width}" height="${height}" fill="${palette.night}"/>`;

/** The disc behind the scene; the warning colour spreads inside it from one point. */
export function spotlight(t: number, trapAt: number, [x, y]: readonly [number, number]): Svg {
  const { x: cx, y: cy, r } = stageCircle;
  const plain = { stroke: 'none' };
  const spread = travel(t, trapAt - 0.1, 0.6) * 2 * r;
  const warning =
    spread <= 0
      ? ''
      : `<clipPath id="disc"><circle cx="${cx}" cy="${cy}" r="${r}"/></clipPath><g clip-path="url(#disc)">${circle(x, y, spread, { ...plain, fill: palette.amber })}</g>`;
  return circle(cx, cy, r * mix(0.82, 1, arrive(t, 0, 0.7)), { ...plain, fill: palette.sky }) + warning;
}

/** Hook, explanation and English of one beat, in the left half of the picture. */
function words(beat: Beat, t: number, from: number, to: number): Svg {
  const tall = beat.hook.length * 124 + beat.line.length * 58 + beat.english.length * 40 + 40;
  let y = (picture.height - tall) / 2 + hookSize * 0.9;
  const rows: Svg[] = [];
  const row = (word: string, size: number, fill: string, bold: boolean, delay: number, step: number) => {
    const seen = arrive(t, from + delay, 0.5) * during(t, from, to, 0.3);
    rows.push(
      at(
        mix(-24, 0, arrive(t, from + delay, 0.5)),
        0,
        write(56 - hanging(word) * size, y, word, { size, fill, bold }),
        { opacity: seen },
      ),
    );
    y += step;
  };
  beat.hook.forEach((line, i) => {
    row(line, hookSize, palette.white, true, i * 0.12, 124);
  });
  y -= 24;
  beat.line.forEach((line) => {
    row(line, 42, palette.amber, true, 0.45, 58);
  });
  y += 6;
  beat.english.forEach((line) => {
    row(line, 31, palette.mist, false, 0.6, 40);
  });
  return rows.join('');
}

/** A Chinese opening quote is half empty: it hangs into the margin, so that the lines begin under each other. */
export const hanging = (word: string): number => (word.startsWith('“') ? 0.5 : 0);

/** The last beat: the bell, what to do, and the number to call. */
export function endCard(t: number, from: number, story: Pick<Story, 'action' | 'actionEnglish'>): Svg {
  const seen = (delay: number): number => arrive(t, from + delay, 0.5);
  const say = (y: number, word: string, size: number, fill: string, delay: number, bold = true): Svg =>
    at(0, mix(20, 0, seen(delay)), write(470, y, word, { size, fill, bold }), { opacity: seen(delay) });
  return (
    at(258, 186, bell(), {
      rotate: 13 * swing(t, from, 1),
      opacity: seen(0),
      scale: mix(0.9, 1.1, seen(0)),
    }) +
    say(176, `${story.action} · 拨打`, 70, palette.white, 0.1) +
    at(0, 0, write(456, 414, '96110', { size: 262, fill: palette.amber }), { opacity: seen(0.25) }) +
    say(496, '反诈专线：预警劝阻、咨询、举报', 48, palette.white, 0.5) +
    say(568, '已被骗，立即拨打 110 报警', 48, palette.white, 0.65) +
    say(640, story.actionEnglish, 31, palette.mist, 0.8, false)
  );
}
