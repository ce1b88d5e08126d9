import type { Canvas } from '../../../core/playlist/definition.ts';
import { lampColours } from '../board/lamps/colours.ts';
import { type LampPen, loadLampFace } from '../board/lamps/lamp-face.ts';
import { sloganFont } from '../slogan/slogan-style.ts';
import { themes } from '../slogan/themes.ts';

export interface ClockOptions {
  readonly timeZone: string;
  /** Of a board whose text is set lamp by lamp. */
  readonly canvas?: Canvas;
}

interface Line {
  readonly text: string;
  readonly colour: string;
  readonly px: number;
  readonly width: number;
}

const background = themes.advice.dark;
/** Digits and characters of a Chinese face, of which the widest decide; the foot stands at this part of the size. */
const baseline = 0.88;
const smallestLampPx = 12;
const nextLampPx = 16;
/** What stands still for hours moves a little. */
const wanderPx = 3;

/** The time of day and the date, drawn on whole pixels; redrawn when the minute changes. */
export class Clock {
  readonly canvas = document.createElement('canvas');
  readonly #options: ClockOptions;
  #pen: LampPen | undefined;
  #shown = '';

  private constructor(options: ClockOptions, pen: LampPen | undefined) {
    this.#options = options;
    this.#pen = pen;
    this.canvas.className = 'clock';
  }

  static async open(options: ClockOptions): Promise<Clock> {
    return new Clock(options, options.canvas && (await loadLampFace()));
  }

  resize(width: number, height: number): void {
    if (this.canvas.width === width && this.canvas.height === height) return;
    Object.assign(this.canvas, { width, height });
    this.#shown = '';
  }

  show(wallMs: number): void {
    const [time, date, weekday] = wordsOf(wallMs, this.#options.timeZone);
    const shown = `${time} ${date} ${weekday}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.canvas.setAttribute('aria-label', shown);
    this.#draw(time, date, weekday, Math.floor(wallMs / 60_000));
  }

  #draw(time: string, date: string, weekday: string, minute: number): void {
    const context = this.canvas.getContext('2d', { alpha: false });
    if (!context) return;
    context.fillStyle = this.#pen ? '#000' : background;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const lines = this.#lines(time, date, weekday);
    const gap = this.#pen ? 2 : Math.round(this.canvas.height * 0.04);
    const height = lines.reduce((sum, { px }) => sum + px + gap, -gap);
    const wander = this.#pen ? 0 : (minute % (2 * wanderPx + 1)) - wanderPx;
    let y = Math.floor((this.canvas.height - height) / 2);
    for (const line of lines) {
      const x = Math.floor((this.canvas.width - line.width) / 2) + wander;
      this.#write(context, line, x, y);
      y += line.px + gap;
    }
  }

  /** The time over the date, or, where it is low and wide, beside it. */
  #lines(time: string, date: string, weekday: string): Line[] {
    const { width, height } = this.canvas;
    const [large, small] = this.#colours();
    if (width > 3.4 * height) return [this.#line(`${date} ${weekday} ${time}`, large, height * 0.62)];
    const isNarrow = width < 1.1 * height;
    const dates = isNarrow ? [date, weekday] : [`${date} ${weekday}`];
    const rest = dates.map((text) => this.#line(text, small, (height * 0.3) / dates.length ** 0.5));
    return [this.#line(time, large, height * (isNarrow ? 0.4 : 0.5)), ...rest];
  }

  /** As large as it goes, up to a size. */
  #line(text: string, colour: string, mostPx: number): Line {
    const widest = this.canvas.width * (this.#pen ? 1 : 0.88);
    const fits = (px: number) => this.#measure(text, px) <= widest;
    let px = Math.max(smallestLampPx, Math.floor(mostPx));
    while (px > smallestLampPx && !fits(px)) px--;
    if (this.#pen && px < nextLampPx) px = smallestLampPx;
    return { text, colour, px, width: this.#measure(text, px) };
  }

  #colours(): readonly [large: string, small: string] {
    const { canvas } = this.#options;
    if (!canvas) return [themes.advice.hook, themes.advice.translation];
    const { hook, detail } = lampColours(canvas, 'advice');
    return [hook, detail];
  }

  #measure(text: string, px: number): number {
    if (this.#pen) return this.#pen.measure(text, px);
    const context = this.canvas.getContext('2d', { alpha: false });
    if (!context) return text.length * px;
    context.font = fontOf(px);
    return Math.ceil(context.measureText(text).width);
  }

  #write(context: CanvasRenderingContext2D, { text, colour, px }: Line, x: number, y: number): void {
    if (this.#pen) {
      this.#pen.draw(context, { text, x, y, px }, colour);
      return;
    }
    context.font = fontOf(px);
    context.textBaseline = 'alphabetic';
    context.fillStyle = colour;
    context.fillText(text, x, y + Math.round(px * baseline));
  }
}

function fontOf(px: number): string {
  return `700 ${px}px ${sloganFont}`;
}

function wordsOf(wallMs: number, timeZone: string): readonly [time: string, date: string, weekday: string] {
  const said = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('zh-CN', { timeZone, ...options }).format(wallMs);
  return [
    said({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    said({ month: 'long', day: 'numeric' }),
    said({ weekday: 'long' }),
  ];
}
