import { bell } from './figures.ts';
import {
  alreadyHere,
  type Beat,
  type Film,
  ground,
  hanging,
  portrait,
  type Story,
  spotlight,
  stageCircle,
} from './film.ts';
import { arrive, during, mix, swingToRest, travel } from './motion.ts';
import { palette } from './palette.ts';
import { at, type Svg, widthOf, write } from './svg.ts';

const { width, height } = portrait.picture;
const margin = 48;
/** Where the middle of the scene stands; it is drawn as in the landscape film, which is as high as this one is wide. */
const sceneAt = { x: width / 2, y: 690 } as const;

/** Tells a story on a portrait screen: the hook above the scene, its explanation below, and an end card of its own. */
export function tellUpright(story: Story): Film {
  const [trapAt, actionAt, end] = story.cues;
  return {
    id: `${story.id}-portrait`,
    format: portrait,
    seconds: end,
    rests: [trapAt - 0.5, actionAt - 0.5, end - 0.1],
    bells: [trapAt + 0.1, actionAt + 0.2],
    frame: (t) =>
      ground(portrait.picture) +
      at(
        0,
        0,
        scene(story, t, trapAt) +
          words(story.bait, t, alreadyHere, trapAt) +
          words(story.trap, t, trapAt + 0.15, actionAt),
        { opacity: 1 - travel(t, actionAt - 0.1, 0.4) },
      ) +
      endCard(t, actionAt + 0.2, story),
  };
}

/** What hangs in from above in the landscape film hangs in from the scene's own upper edge here, not through the hook. */
function scene(story: Story, t: number, trapAt: number): Svg {
  const [dx, dy] = [sceneAt.x - stageCircle.x, sceneAt.y - stageCircle.y];
  const drawn = spotlight(t, trapAt, story.wipeFrom) + story.scene(t, t - trapAt);
  return `<clipPath id="scene"><rect y="340" width="${width}" height="${height - 340}"/></clipPath><g clip-path="url(#scene)">${at(dx, dy, drawn)}</g>`;
}

function words(beat: Beat, t: number, from: number, to: number): Svg {
  const hookSize = fitted(beat.hook, 148);
  const lineSize = fitted(beat.line, 56);
  const row = (
    word: string,
    x: number,
    y: number,
    size: number,
    fill: string,
    bold: boolean,
    delay: number,
  ) => {
    const seen = arrive(t, from + delay, 0.5);
    return at(mix(-24, 0, seen), 0, write(x - hanging(word) * size, y, word, { size, fill, bold }), {
      opacity: seen * during(t, from, to, 0.3),
    });
  };
  const { white, amber, mist } = palette;
  return [
    ...beat.hook.map((word, i) => row(word, margin, 174 + i * 148, hookSize, white, true, i * 0.12)),
    ...beat.line.map((word, i) => row(word, margin, 1078 + i * 62, lineSize, amber, true, 0.45)),
    ...beat.english.map((word, i) =>
      row(word, margin, 1068 + beat.line.length * 62 + i * 40, 34, mist, false, 0.6),
    ),
  ].join('');
}

/** As large as its longest line allows, so that the lines of one beat are of one size. */
const fitted = (lines: readonly string[], most: number): number =>
  Math.min(most, ...lines.map((line) => (width - 2 * margin) / (widthOf(line, 1) - hanging(line))));

function endCard(t: number, from: number, { action, actionEnglish }: Story): Svg {
  const seen = (delay: number): number => arrive(t, from + delay, 0.5);
  const say = (y: number, word: string, size: number, fill: string, delay: number, bold = true): Svg =>
    at(width / 2, mix(20, 0, seen(delay)), write(0, y, word, { size, fill, bold, anchor: 'middle' }), {
      opacity: seen(delay),
    });
  const { white, amber, mist } = palette;
  const turn = actionEnglish.lastIndexOf('. ') + 1;
  return (
    at(width / 2, 96, bell(), {
      rotate: 13 * swingToRest(t, from),
      opacity: seen(0),
      scale: mix(0.8, 0.95, seen(0)),
    }) +
    say(548, action, 84, white, 0.1) +
    say(640, '拨打', 64, white, 0.1) +
    say(840, '96110', 216, amber, 0.25) +
    say(938, '反诈专线', 62, white, 0.5) +
    say(1010, '预警劝阻、咨询、举报', 54, white, 0.5) +
    say(1110, '已被骗，立即拨打 110', 54, white, 0.65) +
    say(1186, actionEnglish.slice(0, turn), 34, mist, 0.8, false) +
    say(1230, actionEnglish.slice(turn + 1), 34, mist, 0.8, false)
  );
}
