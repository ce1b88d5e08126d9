/** Local dates, `2026-11-22`, both inclusive. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** Stretches of the calendar. A week begins on Monday (ISO 8601). */
export type CalendarUnit = 'day' | 'week' | 'month';

const dayMs = 86_400_000;

/** The calendar date `days` later; negative for earlier. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
}

/** The day, week or month that contains a date. */
export function rangeAround(unit: CalendarUnit, date: string): DateRange {
  if (unit === 'day') return { from: date, to: date };
  if (unit === 'week') {
    const sinceMonday = (new Date(date).getUTCDay() + 6) % 7;
    const from = addDays(date, -sinceMonday);
    return { from, to: addDays(from, 6) };
  }
  const [year = 0, month = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { from: `${date.slice(0, 7)}-01`, to: `${date.slice(0, 7)}-${String(last).padStart(2, '0')}` };
}

/** The unit before (-1) or after (1) a range of that unit. */
export function nextRange(unit: CalendarUnit, range: DateRange, step: 1 | -1): DateRange {
  return rangeAround(unit, step > 0 ? addDays(range.to, 1) : addDays(range.from, -1));
}

/** Number of days, at least one for a range that is not turned round. */
export function daysIn({ from, to }: DateRange): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
}
