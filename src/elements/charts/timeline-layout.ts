/** One play on the timeline. Times are wall time, milliseconds since 1970. */
export interface TimelineBlock {
  /** What `block-select` names. */
  readonly key: number;
  readonly fromMs: number;
  /** Equal to `fromMs` for what never came on view. */
  readonly toMs: number;
  readonly lane: number;
  readonly outcome: string;
}

export interface TimelineLane {
  readonly category: string;
  readonly name: string;
}

/** Time without a picture. */
export interface TimelineBlank {
  readonly kind: 'off-air' | 'no-picture';
  readonly fromMs: number;
  readonly toMs: number;
}

/** A stretch of time on a stretch of pixels. */
export interface TimeScale {
  readonly fromMs: number;
  readonly toMs: number;
  readonly width: number;
}

export function xOf(wallMs: number, { fromMs, toMs, width }: TimeScale): number {
  return ((wallMs - fromMs) / Math.max(1, toMs - fromMs)) * width;
}

/** Outlines of stretches in view as one path, each at least `leastPx` wide. */
export function stretchPath(
  stretches: readonly { readonly fromMs: number; readonly toMs: number }[],
  scale: TimeScale,
  top: number,
  height: number,
  leastPx = 0,
): string {
  let path = '';
  for (const { fromMs, toMs } of stretches) {
    if (toMs < scale.fromMs || fromMs > scale.toMs) continue;
    const from = Math.max(-2, xOf(fromMs, scale));
    const to = Math.min(scale.width + 2, xOf(toMs, scale));
    const width = Math.max(leastPx, to - from);
    if (width > 0) path += `M${from.toFixed(2)} ${top}h${width.toFixed(2)}v${height}h${(-width).toFixed(2)}z`;
  }
  return path;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const tickSteps = [
  ...[1, 5, 15, 30].map((seconds) => seconds * second),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * hour),
];

/**
 * Round instants in view, far enough apart for their labels. Rounded from `originMs`, the day's beginning, so that
 * they are round by the wall clock in every zone.
 */
export function ticksIn(
  scale: TimeScale,
  originMs: number,
  roomPx: number,
): { stepMs: number; at: number[] } {
  const msPerPx = (scale.toMs - scale.fromMs) / Math.max(1, scale.width);
  const stepMs = tickSteps.find((step) => step / msPerPx >= roomPx) ?? 24 * hour;
  const at: number[] = [];
  const first = originMs + Math.ceil((scale.fromMs - originMs) / stepMs) * stepMs;
  for (let tick = first; tick <= scale.toMs; tick += stepMs) at.push(tick);
  return { stepMs, at };
}

/** Index of the block at an instant, or the nearest in the same lane within `reachMs`; -1 for none. Blocks ascend by start. */
export function blockAt(
  blocks: readonly TimelineBlock[],
  wallMs: number,
  lane: number | undefined,
  reachMs: number,
): number {
  let [best, bestMs] = [-1, reachMs];
  blocks.forEach((block, index) => {
    if (lane !== undefined && block.lane !== lane) return;
    const awayMs = Math.max(0, block.fromMs - wallMs, wallMs - block.toMs);
    if (awayMs < bestMs || (awayMs === 0 && best < 0)) [best, bestMs] = [index, awayMs];
  });
  return best;
}
