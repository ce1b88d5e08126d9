import type { Canvas } from '../../../core/playlist/definition.ts';
import { smallestLampPx } from '../../../core/text/lamp-pages.ts';
import type { Size } from '../slogan/regions.ts';
import { type LampPen, loadLampFace } from './lamps/lamp-face.ts';

export interface CardFacts {
  /** Of the picture in device pixels, as it stands after its turn. */
  readonly size: Size;
  /** Clockwise. */
  readonly turnDegrees: number;
  readonly canvas: Canvas | undefined;
}

const markPx = 5;
/** From the edge to whatever is not the border: border, gap, corner marks, gap. */
const insetPx = markPx + 4;

/**
 * The card by which a sender card is set up, to the pixel: a border on the outermost pixels, a mark in each corner (the
 * filled one is the picture's upper left), a chequer of single pixels that turns grey when anything scales it, colours,
 * and in words the size, the place and the turn.
 */
export async function drawTestCard(facts: CardFacts): Promise<HTMLCanvasElement> {
  const pen = await loadLampFace();
  const card = document.createElement('canvas');
  Object.assign(card, facts.size);
  const context = card.getContext('2d');
  if (!context) return card;
  const colours = coloursOf(facts.canvas?.lamps);
  const fill = (colour: string, x: number, y: number, width: number, height: number) => {
    context.fillStyle = colour;
    context.fillRect(x, y, width, height);
  };
  fill('#000', 0, 0, card.width, card.height);
  drawBorder(fill, facts.size, colours[0] ?? '#fff');
  drawCorners(fill, facts.size, colours);
  drawWords(context, facts, colours[0] ?? '#fff', pen);
  if (facts.size.height >= 48) drawPatterns(fill, facts.size, colours);
  return card;
}

type Fill = (colour: string, x: number, y: number, width: number, height: number) => void;

/** The first is for border and words. */
function coloursOf(lamps: Canvas['lamps']): readonly string[] {
  if (lamps === 'two-colour') return ['#ffff00', '#ff0000', '#00ff00'];
  if (lamps === 'red') return ['#ff0000'];
  if (lamps === 'green') return ['#00ff00'];
  if (lamps === 'amber') return ['#ffff00'];
  if (lamps === 'white') return ['#ffffff'];
  return ['#ffffff', '#ff0000', '#00ff00', '#0000ff'];
}

function drawBorder(fill: Fill, { width, height }: Size, colour: string): void {
  fill(colour, 0, 0, width, 1);
  fill(colour, 0, height - 1, width, 1);
  fill(colour, 0, 0, 1, height);
  fill(colour, width - 1, 0, 1, height);
}

/** Upper left filled; the others angles, each in its own colour where there are so many. */
function drawCorners(fill: Fill, { width, height }: Size, colours: readonly string[]): void {
  const colour = (index: number) => colours[index % colours.length] ?? '#fff';
  const [right, bottom] = [width - 2 - markPx, height - 2 - markPx];
  fill(colour(1), 2, 2, markPx, markPx);
  fill(colour(2), right, 2, markPx, 1);
  fill(colour(2), right + markPx - 1, 2, 1, markPx);
  fill(colour(3), 2, bottom + markPx - 1, markPx, 1);
  fill(colour(3), 2, bottom, 1, markPx);
  fill(colour(0), right, bottom + markPx - 1, markPx, 1);
  fill(colour(0), right + markPx - 1, bottom, 1, markPx);
}

function drawWords(context: CanvasRenderingContext2D, facts: CardFacts, colour: string, pen: LampPen): void {
  const px = smallestLampPx;
  const { width, height } = facts.size;
  const lines = linesOf(facts, (line) => pen.measure(line, px) <= width - 2 * insetPx);
  const patterns = height >= 48 ? 14 : 0;
  const shown = lines.slice(0, Math.max(1, Math.floor((height - 4 - patterns) / px)));
  const top = Math.floor((height - patterns - shown.length * px) / 2);
  shown.forEach((text, index) => {
    const x = Math.floor((width - pen.measure(text, px)) / 2);
    pen.draw(context, { text, x, y: top + index * px, px }, colour);
  });
}

/** The facts in as few lines as their width allows. */
function linesOf({ canvas, size, turnDegrees }: CardFacts, fits: (line: string) => boolean): string[] {
  const { width, height } = canvas?.x === undefined ? size : canvas;
  const place = canvas?.x === undefined ? [] : [`@${canvas.x},${canvas.y}`];
  const lines: string[] = [];
  // The place last: on the smallest boards there is no room for it.
  for (const fact of [`${width}x${height}`, `${turnDegrees}°`, ...place]) {
    const joined = [...lines.slice(-1), fact].join(' ');
    if (lines.length > 0 && fits(joined)) lines[lines.length - 1] = joined;
    else lines.push(fact);
  }
  return lines;
}

/** Above the lower edge: the colours side by side, and a chequer of single pixels. */
function drawPatterns(fill: Fill, { width, height }: Size, colours: readonly string[]): void {
  const room = width - 2 * insetPx;
  const each = Math.floor(room / 2 / colours.length);
  const top = height - insetPx - 4;
  colours.forEach((colour, index) => {
    fill(colour, insetPx + index * each, top, each, 8);
  });
  for (let x = insetPx + each * colours.length + 2; x < width - insetPx; x++)
    for (let y = top; y < top + 8; y++) if ((x + y) % 2 === 0) fill(colours[0] ?? '#fff', x, y, 1, 1);
}
