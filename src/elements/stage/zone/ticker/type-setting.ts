import type { Canvas } from '../../../../core/playlist/definition.ts';
import { setText } from '../../../../core/text/fit.ts';
import { tickerPx } from '../../../../core/zones/pass-estimate.ts';
import type { TickerWords } from '../../../../core/zones/ticker-words.ts';
import { type LampColours, lampColours } from '../../board/lamps/colours.ts';
import { type LampPen, loadLampFace } from '../../board/lamps/lamp-face.ts';
import { sloganFont } from '../../slogan/slogan-style.ts';
import { type SloganTheme, themes } from '../../slogan/themes.ts';
import type { Direction } from './strip.ts';

/** Between two texts: a sign that every face has, also the one of twelve lamps. */
const mark = '◆';
const lineHeight = 1.3;

interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly colour: string;
}

/** A text set for a ticker: how long it is with the mark behind it, and how it is drawn from its beginning. */
export interface Setting {
  readonly lengthPx: number;
  readonly paint: (context: CanvasRenderingContext2D) => void;
}

export interface TypeSetter {
  readonly background: string;
  set(words: readonly TickerWords[], theme: SloganTheme): Setting;
}

interface Face {
  measure(text: string): number;
  draw(context: CanvasRenderingContext2D, run: Run): void;
}

/** @param canvas of a board whose text is set lamp by lamp; undefined where it is set by the browser */
export async function typeSetter(
  direction: Direction,
  acrossPx: number,
  canvas: Canvas | undefined,
): Promise<TypeSetter> {
  const px = tickerPx(direction, acrossPx, canvas !== undefined);
  const face = canvas ? lampFace(await loadLampFace(), px) : systemFace(px);
  const coloursOf = (theme: SloganTheme) => (canvas ? lampColours(canvas, theme) : screenColours(theme));
  return {
    background: canvas ? '#000' : themes.advice.dark,
    set(words, theme) {
      const setting = { words, px, acrossPx, face, colours: coloursOf(theme) };
      const { runs, lengthPx } = direction === 'left' ? onOneLine(setting) : onManyLines(setting);
      return {
        lengthPx,
        paint: (context) => {
          for (const run of runs) face.draw(context, run);
        },
      };
    },
  };
}

interface ToSet {
  readonly words: readonly TickerWords[];
  readonly px: number;
  readonly acrossPx: number;
  readonly face: Face;
  readonly colours: LampColours;
}

interface Runs {
  readonly runs: readonly Run[];
  readonly lengthPx: number;
}

function onOneLine({ words, px, acrossPx, face, colours }: ToSet): Runs {
  const y = Math.floor((acrossPx - px) / 2);
  const runs: Run[] = [];
  let x = 0;
  for (const { role, text } of words) {
    runs.push({ text, x, y, colour: colours[role] });
    x += face.measure(text) + px;
  }
  runs.push({ text: mark, x, y, colour: colours.action });
  return { runs, lengthPx: x + face.measure(mark) + px };
}

function onManyLines({ words, px, acrossPx, face, colours }: ToSet): Runs {
  const rowPx = Math.round(px * lineHeight);
  const marginPx = Math.floor(px / 4);
  const runs: Run[] = [];
  let y = Math.floor(px / 2);
  for (const { role, text } of words) {
    for (const line of linesOf(text, px, acrossPx - 2 * marginPx, face)) {
      runs.push({ text: line, x: marginPx, y, colour: colours[role] });
      y += rowPx;
    }
    y += Math.floor(px / 3);
  }
  const middle = Math.floor((acrossPx - face.measure(mark)) / 2);
  runs.push({ text: mark, x: middle, y, colour: colours.action });
  return { runs, lengthPx: y + rowPx + Math.floor(px / 2) };
}

function linesOf(text: string, px: number, widthPx: number, face: Face): readonly string[] {
  const room = { width: widthPx, height: Number.POSITIVE_INFINITY, lineHeight, maxLines: 40 };
  const set = setText(text, px, room, (line) => face.measure(line) / px);
  return set?.lines ?? [text];
}

function lampFace(pen: LampPen, px: number): Face {
  return {
    measure: (text) => pen.measure(text, px),
    draw: (context, { text, x, y, colour }) => pen.draw(context, { text, x, y, px }, colour),
  };
}

const ruler = document.createElement('canvas').getContext('2d');

function systemFace(px: number): Face {
  const font = `700 ${px}px ${sloganFont}`;
  return {
    measure(text) {
      if (!ruler) return Array.from(text).length * px;
      ruler.font = font;
      return Math.ceil(ruler.measureText(text).width);
    },
    draw(context, { text, x, y, colour }) {
      context.font = font;
      context.textBaseline = 'alphabetic';
      context.fillStyle = colour;
      // The foot of a Chinese character stands this part of its size below its top.
      context.fillText(text, x, y + Math.round(px * 0.88));
    },
  };
}

function screenColours(theme: SloganTheme): LampColours {
  const { hook, detail, accent } = themes[theme];
  return { hook, detail, action: accent };
}
