import { addDays, type DateRange, rangeAround } from '../../core/report/date-range.ts';
import { type Language, language, text } from '../../elements/language.ts';

const messages = {
  'zh-CN': {
    today: '今日',
    yesterday: '昨日',
    thisWeek: '本周',
    thisMonth: '本月',
    span: (from: string, to: string) => `${from}—${to}`,
  },
  en: {
    today: 'Today',
    yesterday: 'Yesterday',
    thisWeek: 'This week',
    thisMonth: 'This month',
    span: (from: string, to: string) => `${from} to ${to}`,
  },
} satisfies Record<Language, unknown>;

/** `今日`, `本周`, `2026年10月` or `2026-11-02—2026-11-08`. */
export function rangeName(range: DateRange, today: string): string {
  const say = text(messages);
  if (range.from === range.to) {
    if (range.from === today) return say.today;
    return range.from === addDays(today, -1) ? say.yesterday : range.from;
  }
  if (isSame(range, rangeAround('week', today))) return say.thisWeek;
  if (isSame(range, rangeAround('month', today))) return say.thisMonth;
  if (isSame(range, rangeAround('month', range.from))) return monthName(range.from);
  return say.span(range.from, range.to);
}

/** `2026年11月`, from any date of it. */
export function monthName(date: string): string {
  return new Intl.DateTimeFormat(language(), { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(date),
  );
}

function isSame(a: DateRange, b: DateRange): boolean {
  return a.from === b.from && a.to === b.to;
}
