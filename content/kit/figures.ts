import { palette } from './palette.ts';
import { at, box, circle, path, type Svg, widthOf, window, write } from './svg.ts';

const { ink, paper, amber, glow, calm, white } = palette;

/** A telephone, 360 × 620 around (0, 0); `screen` is drawn in the 324 × 580 window of its display. */
export const phone = (screen: Svg, ground: string = paper): Svg =>
  box(360, 620, 48, { fill: ink }) +
  at(0, 0, box(324, 580, 32, { fill: ground, stroke: 'none' }) + window(324, 580, screen)) +
  path('M-34 -292h68', { stroke: ink, width: 16 });

export interface Bubble {
  readonly from: 'them' | 'me';
  readonly lines: readonly string[];
  readonly fill?: string;
  readonly size?: number;
}

/** A chat bubble whose upper left (them) or upper right (me) corner stands at (0, 0). */
export function bubble({ from, lines, fill = from === 'me' ? calm : white, size = 36 }: Bubble): Svg {
  const w = Math.max(...lines.map((line) => widthOf(line, size))) + 36;
  const h = lines.length * size * 1.28 + 24;
  const left = from === 'them' ? 0 : -w;
  const outline = `M18 0H${w - 18}q18 0 18 18V${h - 18}q0 18 -18 18H34L-12 ${h + 10}L0 ${h - 28}V18q0 -18 18 -18z`;
  const words = lines.map((line, i) => write(left + 18, 12 + size * (1.28 * i + 1), line, { size }));
  return at(0, 0, path(outline, { fill }), { scaleX: from === 'them' ? 1 : -1, scaleY: 1 }) + words.join('');
}

const yen = 'M-15 -20l15 20 15 -20M0 0v24M-15 3h30M-15 14h30';

export const coin = (r = 40): Svg =>
  circle(0, 0, r, { fill: glow }) + at(0, 0, path(yen, { width: 6 * (40 / r) }), { scale: r / 40 });

/** A banknote, 300 × 160 around (0, 0). */
export const banknote = (): Svg =>
  box(300, 160, 16, { fill: palette.leaf }) +
  circle(0, 0, 48) +
  at(0, -2, path(yen, { width: 5 }), { scale: 1.2 }) +
  path('M-118 -46h20M98 -46h20M-118 46h20M98 46h20');

/** A padlock, 150 wide around the middle of its body; `open` 1 lifts the bow. */
export const padlock = (open = 0): Svg =>
  at(0, -open * 34, path('M-44 -50v-34a44 44 0 0 1 88 0v34', { width: 14 })) +
  box(150, 118, 18, { fill: glow }) +
  circle(0, -12, 13, { fill: ink }) +
  path('M0 -8v30', { width: 10 });

/** A fish hook hanging from a line; its lowest point is (0, 0). */
export const hook = (): Svg =>
  path('M34 -900v852a34 34 0 0 1 -68 0v-16l24 24', { width: 16 }) +
  path('M34 -900v852a34 34 0 0 1 -68 0v-16l24 24', { stroke: white, width: 6 });

export interface Person {
  readonly mood?: 'calm' | 'smile' | 'worried';
  readonly tie?: boolean;
  readonly headset?: boolean;
  readonly coat?: string;
}

const mouths = {
  calm: 'M-18 34h36',
  smile: 'M-24 28c14 18 34 18 48 0',
  worried: 'M-22 42c12 -14 32 -14 44 0',
};

/** Head and shoulders, 300 × 330: the head's middle is (0, 0). */
export function person({ mood = 'calm', tie, headset, coat = calm }: Person): Svg {
  const shoulders = path('M-140 214v-18c0 -62 46 -84 98 -94h84c52 10 98 32 98 94v18z', { fill: coat });
  const neck = path('M-30 70v40l30 34 30 -34v-40', { fill: paper });
  const head = path('M-74 -22a74 74 0 0 1 148 0v30a74 74 0 0 1 -148 0z', { fill: paper });
  const eyes = path('M-28 -8v4M28 -8v4', { width: 12 });
  const face = eyes + path(mouths[mood]);
  const knot = tie ? path('M-14 142h28l-8 20 14 52h-40l14 -52z', { fill: ink }) : '';
  const phones = headset
    ? path('M-74 6v-28a74 74 0 0 1 148 0v28', { width: 12 }) +
      at(-80, 4, box(30, 56, 12, { fill: amber })) +
      at(80, 4, box(30, 56, 12, { fill: amber })) +
      path('M80 34c0 34 -26 46 -54 46')
    : '';
  return shoulders + neck + head + face + knot + phones;
}

/** The mask of a friendly face. */
export const smilingMask = (): Svg =>
  path('M-84 -76c56 26 112 26 168 0 14 96 -16 168 -84 190 -68 -22 -98 -94 -84 -190z', { fill: glow }) +
  path('M-46 -8c8 -12 24 -12 32 0M14 -8c8 -12 24 -12 32 0M-36 40c22 26 50 26 72 0');

/** A narrow black mask over the eyes. */
export const eyeMask = (): Svg =>
  path(
    'M-70 -26c28 -14 50 -8 70 8 20 -16 42 -22 70 -8 0 36 -20 52 -40 52 -16 0 -22 -12 -30 -24 -8 12 -14 24 -30 24 -20 0 -40 -16 -40 -52z',
    {
      fill: ink,
    },
  ) + path('M-42 0h12M30 0h12', { stroke: white, width: 10 });

/** A parcel standing on (0, 0), 300 wide; `open` 0 closed, 1 flaps out. */
export function parcel(open: number): Svg {
  const flap = 34 + open * 30;
  return (
    (open > 0.05 ? path('M-140 -170l36 -34h208l36 34', { fill: ink }) : '') +
    path('M-140 0v-170h280v170z', { fill: '#f3d3a0' }) +
    path('M-140 -170h280') +
    path(`M-140 -170l${-flap * open} ${56 * open}M140 -170l${flap * open} ${56 * open}`) +
    (open < 0.5 ? path('M0 -170v60', { width: 22, stroke: ink }) : '') +
    path('M-104 -54h70M-104 -28h44')
  );
}

/** The alarm bell; swings around its crown at (0, 0), 300 wide and 330 high. `line` is its colour. */
export const bell = (line: string = white, fill = 'none'): Svg =>
  path('M-34 300a36 36 0 0 0 68 0', { stroke: amber, width: 20 }) +
  path('M0 8v-20M-142 262h284c-30 -30 -42 -58 -42 -112v-36a100 100 0 0 0 -200 0v36c0 54 -12 82 -42 112z', {
    stroke: line,
    fill,
    width: 20,
  });

export const tick = (): Svg => path('M-22 2l16 16 30 -34', { width: 12 });

export const cross = (): Svg => path('M-22 -22l44 44M22 -22l-44 44', { width: 14 });

/** A big mark in a disc: right or wrong, by shape as well as by colour. */
export const mark = (what: 'right' | 'wrong'): Svg =>
  circle(0, 0, 52, { fill: what === 'right' ? palette.leaf : glow }) + (what === 'right' ? tick() : cross());

/** A key to press, as wide as its word. */
export function key(word: string, fill: string = amber, size = 40): Svg {
  return (
    box(widthOf(word, size) + 72, size + 40, 22, { fill }) +
    write(0, size * 0.36, word, { size, anchor: 'middle' })
  );
}
