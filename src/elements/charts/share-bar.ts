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
  const widest = Math.max(0, ...bars.map(({ label }) => labelWidth(label))) + 10;
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
    labelEvery: Math.max(1, Math.ceil(widest / step)),
    figures: step >= figureWidth,
  };
}

/** About how wide a label of the chart's 16-px type is: Chinese characters are square, others about half as wide. */
export function labelWidth(label: string): number {
  return [...label].reduce((width, character) => width + (character > '\u2e80' ? 16 : 9.6), 0);
}

/** The promise as one line with steps where it changed; it runs on where nothing was on air to keep or break it. */
export function promisePath(bars: readonly ShareBar[], { left, step, y }: ChartLayout): string {
  let promised = bars.find(({ promise }) => promise !== undefined)?.promise;
  if (promised === undefined) return '';
  let path = `M${left} ${y(promised)}`;
  bars.forEach(({ promise = promised ?? 0 }, index) => {
    promised = promise;
    path += `L${left + index * step} ${y(promise)}L${left + (index + 1) * step} ${y(promise)}`;
  });
  return path;
}
