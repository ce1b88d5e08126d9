import { alreadyHere, type Film, landscape, picture } from './film.ts';
import { arrive, land, mix } from './motion.ts';
import { palette } from './palette.ts';
import { at, box, type Svg, widthOf, write } from './svg.ts';

/** A venue's own colour, apart from the warnings' blue, so that one is told from the other at a glance. */
export const grounds = { bank: '#0f3d3a', carrier: '#2b2266', community: '#1d4023' } as const;

export interface Step {
  readonly words: string;
  readonly english: string;
  /** A figure within ±130; `t` is the time since its card arrived. */
  figure(t: number): Svg;
}

export interface Guide {
  readonly id: string;
  readonly ground: string;
  readonly title: string;
  readonly english: string;
  readonly steps: readonly Step[];
  readonly seconds: number;
}

/** A venue's film: a title and three or four drawn cards that arrive one after another, then rest. */
export function guide({ id, ground, title, english, steps, seconds }: Guide): Film {
  const pause = (seconds - 4) / steps.length;
  return {
    id,
    format: landscape,
    seconds,
    bells: [],
    rests: [seconds - 0.1],
    frame: (t) =>
      `<rect width="${picture.width}" height="${picture.height}" fill="${ground}"/>` +
      heading(t, title, english) +
      steps.map((step, i) => card(step, i, steps.length, t - 0.3 - i * pause)).join(''),
  };
}

const heading = (t: number, title: string, english: string): Svg =>
  at(mix(-24, 0, arrive(t, alreadyHere)), 0, write(64, 152, title, { size: 100, fill: palette.white }), {
    opacity: arrive(t, alreadyHere),
  }) +
  at(0, 0, write(96 + widthOf(title, 100), 148, english, { size: 34, fill: palette.mist, bold: false }), {
    opacity: arrive(t, 0),
  });

function card(step: Step, i: number, of: number, t: number): Svg {
  const gap = 24;
  const width = (picture.width - 128 - gap * (of - 1)) / of;
  const size = Math.min(46, (width - 40) / (widthOf(step.words, 1) || 1));
  const content =
    box(width, 460, 28, { fill: palette.paper, stroke: 'none' }) +
    at(0, -64, step.figure(t), { scale: of > 3 ? 0.92 : 1.1 }) +
    write(0, 138, step.words, { size, anchor: 'middle' }) +
    write(0, 192, step.english, { size: 30, anchor: 'middle', bold: false });
  return at(64 + width / 2 + i * (width + gap), mix(470, 440, arrive(t, 0)), content, {
    scale: mix(0.92, 1, land(t, 0, 0.5)),
    opacity: arrive(t, 0, 0.35),
  });
}

export interface Notice {
  readonly ground: string;
  readonly title: string;
  readonly english: string;
  readonly figure: Svg;
  readonly rows: readonly (readonly [label: string, words: string])[];
  readonly foot: string;
}

/** A venue's still picture: a figure, a title and a few rows. */
export function notice({ ground, title, english, figure, rows, foot }: Notice): Svg {
  const height = 84;
  const top = 300;
  const labels = Math.max(...rows.map(([label]) => widthOf(label, 46)));
  const line = ([label, words]: readonly [string, string], i: number): Svg => {
    const y = top + i * height;
    return (
      write(420, y, label, { size: 46, fill: palette.amber }) +
      write(420 + labels + 40, y, words, { size: 46, fill: palette.white, bold: false }) +
      `<path d="M420 ${y + 26}H1216" stroke="${palette.white}" stroke-opacity=".25" stroke-width="3"/>`
    );
  };
  return (
    `<rect width="${picture.width}" height="${picture.height}" fill="${ground}"/>` +
    `<circle cx="140" cy="${picture.height / 2}" r="236" fill="${palette.calm}"/>` +
    at(180, picture.height / 2, figure, { scale: 1.2 }) +
    write(420, 150, title, { size: 92, fill: palette.white }) +
    write(422, 208, english, { size: 34, fill: palette.mist, bold: false }) +
    rows.map(line).join('') +
    write(420, 668, foot, { size: 32, fill: palette.mist, bold: false })
  );
}
