import { lineWeight, palette, smallestText } from './palette.ts';

/** Pictures are SVG text; equal pictures are equal strings, so that a resting frame is drawn only once. */
export type Svg = string;

const round = (x: number): string => String(Math.round(x * 100) / 100);

export interface Placing {
  readonly scale?: number;
  readonly scaleX?: number;
  readonly scaleY?: number;
  /** Degrees, clockwise. */
  readonly rotate?: number;
  readonly opacity?: number;
}

/** Puts `content` at (x, y); what cannot be seen is left out. */
export function at(x: number, y: number, content: Svg, placing: Placing = {}): Svg {
  const { scale = 1, scaleX = scale, scaleY = scale, rotate = 0, opacity = 1 } = placing;
  if (opacity <= 0.004 || Math.abs(scaleX) < 0.004 || Math.abs(scaleY) < 0.004) return '';
  const turn = rotate === 0 ? '' : ` rotate(${round(rotate)})`;
  const size = scaleX === 1 && scaleY === 1 ? '' : ` scale(${round(scaleX)} ${round(scaleY)})`;
  const faint = opacity >= 0.996 ? '' : ` opacity="${round(opacity)}"`;
  return `<g transform="translate(${round(x)} ${round(y)})${turn}${size}"${faint}>${content}</g>`;
}

export interface Ink {
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: string;
}

const inked = ({ fill = 'none', stroke = palette.ink, width = lineWeight, dash }: Ink): string =>
  `fill="${fill}" stroke="${stroke}" stroke-width="${round(width)}" stroke-linecap="round" stroke-linejoin="round"${
    dash ? ` stroke-dasharray="${dash}"` : ''
  }`;

export const path = (d: string, ink: Ink = {}): Svg => `<path d="${d}" ${inked(ink)}/>`;

export const circle = (x: number, y: number, r: number, ink: Ink = {}): Svg =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(Math.max(0, r))}" ${inked(ink)}/>`;

/** A rectangle around its centre. */
export const box = (w: number, h: number, rx: number, ink: Ink = {}): Svg =>
  `<rect x="${round(-w / 2)}" y="${round(-h / 2)}" width="${round(w)}" height="${round(h)}" rx="${rx}" ${inked(ink)}/>`;

export interface Lettering {
  readonly size: number;
  readonly fill?: string;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/**
 * One line of words with its baseline at (x, y).
 * @throws RangeError when the words would be smaller than a passer-by can read.
 */
export function write(x: number, y: number, words: string, lettering: Lettering): Svg {
  const { size, fill = palette.ink, bold = true, anchor = 'start' } = lettering;
  if (size < smallestText) throw new RangeError(`Cannot write "${words}": ${size} is under ${smallestText}`);
  return `<text x="${round(x)}" y="${round(y)}" font-size="${round(size)}" font-weight="${bold ? 700 : 400}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

/** Shows only what lies in a w × h window around (0, 0). */
export const window = (w: number, h: number, content: Svg): Svg =>
  `<svg x="${-w / 2}" y="${-h / 2}" width="${w}" height="${h}" viewBox="${-w / 2} ${-h / 2} ${w} ${h}">${content}</svg>`;

/** About how wide words will be: a Chinese character is as wide as it is high, a Latin one about half of that. */
export const widthOf = (words: string, size: number): number =>
  [...words].reduce((sum, c) => sum + (c.charCodeAt(0) < 0x2000 ? 0.58 : 1), 0) * size;

const escaped = (words: string): string => words.replace(/&/g, '&amp;').replace(/</g, '&lt;');
