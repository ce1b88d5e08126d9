import { type CalendarUnit, type DateRange, rangeAround } from '../../core/report/date-range.ts';

/** How a period was chosen; it decides what "previous" and "next" mean. */
export type PeriodUnit = CalendarUnit | 'all' | 'campaign' | 'free';

export interface PeriodChoice {
  readonly unit: PeriodUnit;
  readonly range: DateRange;
}

/** What a log has, and what day it is. */
export interface LogDates {
  readonly first: string;
  readonly last: string;
  readonly today: string;
}

/**
 * A unit chosen anew: around today where the log has got that far, else around its last day, so that an old log is
 * never an empty page.
 */
export function choiceOf(unit: CalendarUnit | 'all', { first, last, today }: LogDates): PeriodChoice {
  if (unit === 'all') return { unit, range: { from: first, to: last } };
  const current = rangeAround(unit, today);
  const reached = last >= current.from;
  return { unit, range: reached ? current : rangeAround(unit, last) };
}

export function isStepped(unit: PeriodUnit): unit is CalendarUnit {
  return unit === 'day' || unit === 'week' || unit === 'month';
}
