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
  /** Of an hour in which something was on air; hours that never had anything are slim. */
  readonly rowHeight: number;
  /** Where each hour begins, and, as the 25th, where the last one ends. */
  readonly rowTops: readonly number[];
  /** Whether a figure fits into a cell. */
  readonly figures: boolean;
  readonly labelEvery: number;
}

const labelRoom = 56;
const [narrowest, widest] = [5, 72];
const slim = 7;

export function layoutHeatMap(
  columns: number,
  cells: readonly (HeatMapCell | undefined)[],
  room: number,
  /** Height that the hours may take; 0 for what suits their width. */
  heightPx = 0,
): HeatLayout {
  const [left, top] = [32, 28];
  const columnWidth = Math.min(widest, Math.max(narrowest, (room - left - 2) / Math.max(columns, 1)));
  const used = new Array<boolean>(rowsPerDay).fill(false);
  cells.forEach((cell, index) => {
    if (cell) used[index % rowsPerDay] = true;
  });
  const rowHeight = rowHeightOf(columnWidth, used, heightPx);
  const rowTops = [top];
  for (const isUsed of used) rowTops.push((rowTops[rowTops.length - 1] ?? top) + (isUsed ? rowHeight : slim));
  return {
    left,
    top,
    width: left + columnWidth * columns + 2,
    height: (rowTops[rowsPerDay] ?? top) + 2,
    columnWidth,
    rowHeight,
    rowTops,
    figures: columnWidth >= 30 && rowHeight >= 18,
    labelEvery: Math.max(1, Math.ceil(labelRoom / columnWidth)),
  };
}

function rowHeightOf(columnWidth: number, used: readonly boolean[], heightPx: number): number {
  const suits = columnWidth >= 30 ? 22 : 16;
  if (heightPx <= 0) return suits;
  const rows = used.filter(Boolean).length;
  const left = heightPx - slim * (rowsPerDay - rows);
  return Math.min(suits, Math.max(slim, Math.floor(left / Math.max(rows, 1))));
}

/** Where a cell lies. */
export function cellBox(index: number, { left, columnWidth, rowTops }: HeatLayout) {
  const row = index % rowsPerDay;
  const top = rowTops[row] ?? 0;
  const x = left + Math.floor(index / rowsPerDay) * columnWidth;
  return { x, top, width: columnWidth, height: (rowTops[row + 1] ?? top) - top };
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
  layout: HeatLayout,
): string {
  const gap = layout.columnWidth >= 12 ? 2 : 1;
  let path = '';
  cells.forEach((cell, index) => {
    if (!cell || lookOf(cell) !== look) return;
    const { x, top, width, height } = cellBox(index, layout);
    path += `M${x.toFixed(1)} ${top}h${(width - gap).toFixed(1)}v${height - gap}h${(gap - width).toFixed(1)}z`;
  });
  return path;
}

/** The cell at a point, as `column * 24 + row`; undefined beside the cells. */
export function cellAt(x: number, y: number, columns: number, layout: HeatLayout): number | undefined {
  const column = Math.floor((x - layout.left) / layout.columnWidth);
  const below = layout.rowTops.findIndex((top) => top > y);
  if (column < 0 || column >= columns || below < 1) return undefined;
  return column * rowsPerDay + below - 1;
}
