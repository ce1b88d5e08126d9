const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Whether `text` (`yyyy-mm-dd`) is a date that the calendar has: 2026-02-30 is none. */
export function isDate(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** `2026-11-22` as people write it: 2026年11月22日, 22 November 2026. */
export function dateInWords(date: string, language: 'zh-CN' | 'en'): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return language === 'en'
    ? `${Number(day)} ${months[Number(month) - 1]} ${Number(year)}`
    : `${Number(year)}年${Number(month)}月${Number(day)}日`;
}

/** The date so many days after another. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
