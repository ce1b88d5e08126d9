import type { HeatCell } from '../../core/report/heat-map.ts';
import { promiseOf, shareOf } from '../../core/report/share-totals.ts';
import { type DeskView, measureName, shareInWords, verdictShown } from '../desk/desk-view.ts';
import { shortDate } from '../words/dates.ts';

/** The same objects for the same heat map: the element draws anew only what changed. */
const columns = new WeakMap<readonly string[], { key: string; label: string }[]>();

export function columnsOf(dates: readonly string[]) {
  const known = columns.get(dates) ?? dates.map((date) => ({ key: date, label: shortDate(date) }));
  columns.set(dates, known);
  return known;
}

const shown = new WeakMap<
  object,
  { key: string; cells: readonly (ReturnType<typeof cellShown> | undefined)[] }
>();

export function cellsShown(view: DeskView) {
  const { heat } = view.period;
  const key = `${measureName(view.measure)}`;
  const known = shown.get(heat);
  if (known?.key === key) return known.cells;
  const cells = heat.cells.map((cell) => cell && cellShown(cell));
  shown.set(heat, { key, cells });
  return cells;
}

function cellShown({ date, hour, totals }: HeatCell) {
  return {
    share: shareOf(totals),
    promise: totals.promisedMs > 0 ? promiseOf(totals) : undefined,
    verdict: verdictShown(totals),
    description: shareInWords(nameOf(date, hour), totals),
  };
}

/** `2026-11-22 14:00–15:00`. */
export function nameOf(date: string, hour: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date} ${two(hour)}:00–${two(hour + 1)}:00`;
}
