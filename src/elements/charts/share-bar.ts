import type { Verdict } from '../../core/report/share-totals.ts';

/** One bar: a day, or an hour. */
export interface ShareBar {
  /** What `bar-select` names. */
  readonly key: string;
  /** Below the bar, as short as can be: `9`, `11/22`. */
  readonly label: string;
  /** The whole of it in words, for the pointer that rests on it. */
  readonly description: string;
  /** 0 to 1; undefined where nothing was on air. */
  readonly share: number | undefined;
  /** 0 to 1; undefined where nothing was promised. */
  readonly promise: number | undefined;
  readonly verdict: Verdict;
}

/** Where things stand, in pixels from the top left. */
export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** The line on which bars stand. */
  readonly base: number;
  /** Width of a bar with the room beside it. */
  readonly step: number;
  readonly barWidth: number;
  /** Height of the value 0 to 1. */
  readonly y: (share: number) => number;
  /** Every how many bars a label fits. */
  readonly labelEvery: number;
  /** Whether the figure fits above its bar. */
  readonly figures: boolean;
}

const figureWidth = 38;
const digitWidth = 10;

export function layoutChart(
  bars: readonly ShareBar[],
  width: number,
  height: number,
  endRoom: number,
): ChartLayout {
  const [left, top, base] = [4, 44, height - 28];
  const right = width - endRoom;
  const step = Math.max(1, (right - left) / Math.max(bars.length, 1));
  const highest = Math.max(0.01, ...bars.flatMap(({ share = 0, promise = 0 }) => [share, promise]));
  const labelWidth = Math.max(0, ...bars.map(({ label }) => label.length)) * digitWidth + 6;
  return {
    width,
    height,
    left,
    right,
    top,
    base,
    step,
    barWidth: Math.max(1, Math.min(step * 0.7, 56)),
    y: (share) => base - (share / highest) * (base - top),
    labelEvery: Math.max(1, Math.ceil(labelWidth / step)),
    figures: step >= figureWidth,
  };
}

/** The promise as one line with steps where it changed. */
export function promisePath(bars: readonly ShareBar[], { left, step, y }: ChartLayout): string {
  return bars
    .map(({ promise }, index) => {
      if (promise === undefined) return '';
      const from = left + index * step;
      const command = bars[index - 1]?.promise === undefined ? 'M' : 'L';
      return `${command}${from} ${y(promise)}L${from + step} ${y(promise)}`;
    })
    .join('');
}
