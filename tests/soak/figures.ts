import type { Figure, Sample } from './sample.ts';
import { isLevel, type Trend, trendOf } from './trend.ts';

interface FigureWords {
  readonly name: string;
  readonly unit: string;
  readonly perUnit: number;
  /** What the log adds to with every play is to grow; nothing else is. */
  readonly grows?: true;
}

export const figures: Readonly<Record<Exclude<Figure, 'plays'>, FigureWords>> = {
  heapBytes: { name: 'JavaScript heap', unit: 'MB', perUnit: 1e6 },
  domNodes: { name: 'DOM nodes', unit: '', perUnit: 1 },
  listeners: { name: 'Event listeners', unit: '', perUnit: 1 },
  videos: { name: 'Video elements', unit: '', perUnit: 1 },
  objectUrls: { name: 'Object URLs', unit: '', perUnit: 1 },
  handles: { name: 'Open files', unit: '', perUnit: 1 },
  memoryBytes: { name: 'Memory of the browser', unit: 'MB', perUnit: 1e6 },
  logBytes: { name: 'Log, both copies', unit: 'MB', perUnit: 1e6, grows: true },
};

export const figureNames = Object.keys(figures) as (keyof typeof figures)[];

/** The trends after the warm-up, in each figure's unit. */
export function trendsOf(
  samples: readonly Sample[],
  warmUpMinutes: number,
): Map<keyof typeof figures, Trend> {
  const warm = samples.filter(({ minutes }) => minutes >= warmUpMinutes);
  return new Map(
    figureNames.map((name) => [
      name,
      trendOf(
        warm.map((sample) => ({ minutes: sample.minutes, value: sample[name] / figures[name].perUnit })),
      ),
    ]),
  );
}

/** One line a figure, as Markdown. */
export function tableOf(trends: ReadonlyMap<keyof typeof figures, Trend>): string {
  const lines = [...trends].map(([name, trend]) => {
    const { unit, grows } = figures[name];
    const label = [figures[name].name, unit].filter(Boolean).join(', ');
    const digits = unit === '' ? 1 : 2;
    const slope = `${signed(trend.perHour, digits)} ± ${trend.errorPerHour.toFixed(digits)}`;
    const verdict = grows ? 'grows with the log' : isLevel(trend) ? 'level' : 'not level';
    return `| ${label} | ${trend.least.toFixed(digits)} | ${slope} | ${verdict} |`;
  });
  return ['| | least | change per hour, 95 % | |', '|---|---|---|---|', ...lines].join('\n');
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}
