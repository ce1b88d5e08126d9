import type { Measure } from './promise.ts';
import type { HourReport } from './report.ts';
import { shareFor } from './share-for.ts';
import { addShare, emptyShare, type ShareTotals } from './share-totals.ts';

/** A clock hour of a calendar: the share in it, and the stretch of wall time it stands for. */
export interface HeatCell {
  /** Local date, `2026-11-22`. */
  readonly date: string;
  /** 0 to 23. */
  readonly hour: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly onAirMs: number;
  readonly totals: ShareTotals;
}

export interface HeatMap {
  /** Every date from the first to the last, with or without anything on air. */
  readonly dates: readonly string[];
  /** By `index of the date * 24 + hour`; undefined where nothing was on air. */
  readonly cells: readonly (HeatCell | undefined)[];
}

const dayMs = 86_400_000;

/**
 * Days × 24 hours. Where clocks change, the parts of an hour, and the two hours of one name, are one cell.
 * @param hours of any order
 */
export function heatMapOf(
  hours: readonly HourReport[],
  measure: Measure,
  range: { readonly from: string; readonly to: string },
): HeatMap {
  const dates = datesBetween(range.from, range.to);
  const first = Date.parse(range.from);
  const cells: (HeatCell | undefined)[] = new Array(dates.length * 24).fill(undefined);
  for (const hour of hours) {
    const day = Math.round((Date.parse(hour.date) - first) / dayMs);
    if (day < 0 || day >= dates.length || hour.onAirMs <= 0) continue;
    const index = day * 24 + Math.floor(hour.minuteOfDay / 60);
    cells[index] = grown(cells[index], hour, measure);
  }
  return { dates, cells };
}

function grown(cell: HeatCell | undefined, hour: HourReport, measure: Measure): HeatCell {
  const totals = emptyShare();
  if (cell) addShare(totals, cell.totals);
  addShare(totals, shareFor({ ...hour, topics: hour.topics.values() }, measure));
  return {
    date: hour.date,
    hour: Math.floor(hour.minuteOfDay / 60),
    fromMs: Math.min(hour.startMs, cell?.fromMs ?? hour.startMs),
    toMs: Math.max(hour.endMs, cell?.toMs ?? hour.endMs),
    onAirMs: hour.onAirMs + (cell?.onAirMs ?? 0),
    totals,
  };
}

/** Local dates, both ends included. */
export function datesBetween(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += dayMs) {
    dates.push(new Date(at).toISOString().slice(0, 10));
  }
  return dates;
}
