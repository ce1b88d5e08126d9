import type { Verdict } from '../../core/report/share-totals.ts';

/** One clock hour as the picture shows it. */
export interface HeatMapCell {
  /** 0 to 1. */
  readonly share: number | undefined;
  /** 0 to 1; undefined where nothing was promised. */
  readonly promise: number | undefined;
  readonly verdict: Verdict;
  /** The whole of it in words. */
  readonly description: string;
}

export interface HeatMapColumn {
  readonly key: string;
  /** As short as can be: `11/22`. */
  readonly label: string;
}

export const rowsPerDay = 24;

/** Pixels from the picture's top left. */
export interface HeatLayout {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly columnWidth: number;
  readonly rowHeight: number;
  /** Whether a figure fits into a cell. */
  readonly figures: boolean;
  readonly labelEvery: number;
}

const labelRoom = 56;
const [narrowest, widest] = [5, 72];

export function layoutHeatMap(columns: number, room: number): HeatLayout {
  const left = 32;
  const columnWidth = Math.min(widest, Math.max(narrowest, (room - left - 2) / Math.max(columns, 1)));
  const rowHeight = columnWidth >= 30 ? 22 : 16;
  const top = 28;
  return {
    left,
    top,
    width: left + columnWidth * columns + 2,
    height: top + rowHeight * rowsPerDay + 2,
    columnWidth,
    rowHeight,
    figures: columnWidth >= 30,
    labelEvery: Math.max(1, Math.ceil(labelRoom / columnWidth)),
  };
}

/** How a cell looks. What was kept is the darker the further above its promise; without a promise, the larger its share. */
export type HeatLook = 'kept-1' | 'kept-2' | 'kept-3' | 'within' | 'short';
export const heatLooks: readonly HeatLook[] = ['kept-1', 'kept-2', 'kept-3', 'within', 'short'];

export function lookOf({ share, promise, verdict }: HeatMapCell): HeatLook | undefined {
  if (share === undefined || verdict === 'none') return undefined;
  if (verdict === 'short' || verdict === 'within') return verdict;
  const times = promise ? share / promise : share * 3;
  if (times >= 2) return 'kept-3';
  return times >= 1.25 ? 'kept-2' : 'kept-1';
}

/** The outlines of all cells of one look, as one path: ten thousand cells are five elements. */
export function heatPath(
  cells: readonly (HeatMapCell | undefined)[],
  look: HeatLook,
  { left, top, columnWidth, rowHeight }: HeatLayout,
): string {
  const gap = columnWidth >= 12 ? 2 : 1;
  let path = '';
  cells.forEach((cell, index) => {
    if (!cell || lookOf(cell) !== look) return;
    const x = left + Math.floor(index / rowsPerDay) * columnWidth;
    const y = top + (index % rowsPerDay) * rowHeight;
    path += `M${x.toFixed(1)} ${y}h${(columnWidth - gap).toFixed(1)}v${rowHeight - gap}h${(gap - columnWidth).toFixed(1)}z`;
  });
  return path;
}

/** The cell at a point, as `column * 24 + row`; undefined beside the cells. */
export function cellAt(x: number, y: number, columns: number, layout: HeatLayout): number | undefined {
  const column = Math.floor((x - layout.left) / layout.columnWidth);
  const row = Math.floor((y - layout.top) / layout.rowHeight);
  if (column < 0 || column >= columns || row < 0 || row >= rowsPerDay) return undefined;
  return column * rowsPerDay + row;
}
