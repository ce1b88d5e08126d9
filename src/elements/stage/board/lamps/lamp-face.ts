import { smallestLampPx } from '../../../../core/text/lamp-pages.ts';
import { sloganFont } from '../../slogan/slogan-style.ts';
import { faceSheet } from './face-sheet.ts';

/** From this size on the strokes of a bold face keep apart when each lamp is either lit or dark. */
const boldFromPx = 24;
/** How much of a lamp a stroke must cover to light it; a little under half, so that no thin stroke breaks. */
const litFrom = 112;
/** The foot of a Chinese character stands this part of its size below its top. */
const baseline = 0.88;

/** Sets text lamp by lamp, each of one colour or dark. Load once with {@link loadLampFace}. */
export interface LampPen {
  /** Width in whole lamps. */
  measure(text: string, px: number): number;
  /** Draws with the upper left corner of the line at whole lamps. */
  draw(context: CanvasRenderingContext2D, line: LampText, colour: string): void;
}

interface LampText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly px: number;
}

/** The small face comes from its sheet; when that is not to be had, the system's face stands in for it. */
export async function loadLampFace(): Promise<LampPen> {
  const sheet = await faceSheet().catch(() => undefined);
  const isSmall = (px: number) => sheet !== undefined && px === smallestLampPx;
  const known = new Map<string, number>();
  const measure = (text: string, px: number) => {
    if (isSmall(px)) return sheet?.measure(text) ?? 0;
    const key = `${px} ${text}`;
    const width = known.get(key) ?? systemWidth(text, px);
    known.set(key, width);
    return width;
  };
  return {
    measure,
    draw(context, line, colour) {
      if (line.text === '') return;
      const drawn = isSmall(line.px) ? sheet?.draw(line.text) : thresholded(line.text, line.px, measure);
      if (!drawn) return;
      colourIn(drawn, colour);
      context.drawImage(drawn, line.x - overhang(line.px), line.y - overhang(line.px));
    },
  };
}

function systemFont(px: number): string {
  return `${px >= boldFromPx ? 700 : 400} ${px}px ${sloganFont}`;
}

const ruler = document.createElement('canvas').getContext('2d');

function systemWidth(text: string, px: number): number {
  if (!ruler) return Array.from(text).length * px;
  ruler.font = systemFont(px);
  return Math.ceil(ruler.measureText(text).width);
}

/** Room around a line for strokes that reach out of their box; the small face has none. */
function overhang(px: number): number {
  return px === smallestLampPx ? 0 : Math.ceil(px / 4);
}

function thresholded(
  text: string,
  px: number,
  measure: (text: string, px: number) => number,
): HTMLCanvasElement | undefined {
  const room = overhang(px);
  const canvas = document.createElement('canvas');
  canvas.width = measure(text, px) + 2 * room;
  canvas.height = px + 2 * room;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.font = systemFont(px);
  context.textBaseline = 'alphabetic';
  context.fillText(text, room, room + Math.round(px * baseline));
  const image = context.getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 3; at < image.data.length; at += 4)
    image.data[at] = (image.data[at] ?? 0) >= litFrom ? 255 : 0;
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Gives every lit lamp one colour; what is dark stays so. */
function colourIn(canvas: HTMLCanvasElement, colour: string): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = colour;
  context.fillRect(0, 0, canvas.width, canvas.height);
}
