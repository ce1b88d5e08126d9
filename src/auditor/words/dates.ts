import { localTime } from '../../core/wall-time.ts';
import { language } from '../../elements/language.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(wallMs: number, timeZone: string, name: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${language()} ${timeZone} ${name}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language(), { timeZone, ...options });
  formats.set(key, known);
  return known.format(wallMs);
}

/** `2026年11月22日星期日`, from `2026-11-22`. */
export function longDate(date: string): string {
  return format(Date.parse(date), 'UTC', 'long', { dateStyle: 'full' });
}

/** `11/22`, from `2026-11-22`. */
export function shortDate(date: string): string {
  return `${Number(date.slice(5, 7))}/${Number(date.slice(8, 10))}`;
}

/** `2026-11-22 10:14:20`, in a zone: the same in every language, and in order when sorted. */
export function stamp(wallMs: number, timeZone: string): string {
  const { date, minuteOfDay } = localTime(wallMs, timeZone);
  const seconds = Math.floor(wallMs / 1000) % 60;
  return `${date} ${hourAndMinute(minuteOfDay)}:${String(seconds).padStart(2, '0')}`;
}

/** `10:14`. */
export function hourAndMinute(minuteOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

/** `10:14:20`, in a zone. */
export function clockOf(wallMs: number, timeZone: string): string {
  return stamp(wallMs, timeZone).slice(11);
}

export function count(value: number): string {
  return value.toLocaleString(language());
}
