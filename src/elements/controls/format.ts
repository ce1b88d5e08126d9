import { language } from '../language.ts';

/** Share with one decimal, rounded down: a promise that is not quite kept never reads as kept. */
export function percent(share: number): string {
  // 0.29 * 1000 is 289.99…: the millionth keeps an exact figure exact.
  const tenths = Math.floor(share * 1000 + 1e-6) / 10;
  return `${Number.isInteger(tenths) ? tenths : tenths.toFixed(1)}\u00a0%`;
}

/** `1 小时 5 分`, `42 秒`: the two largest units. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const units =
    language() === 'en' ? ['\u00a0h', '\u00a0min', '\u00a0s'] : ['\u00a0小时', '\u00a0分', '\u00a0秒'];
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const first = Math.max(
    0,
    parts.findIndex((part) => part > 0),
  );
  const from = seconds === 0 ? 2 : first;
  const shown = parts
    .slice(from, from + 2)
    .map((part, i) => (part || i === 0 ? `${part}${units[from + i]}` : ''));
  return shown.filter(Boolean).join(' ');
}

/** Decimal units, as the browser's own settings count. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  const value = count / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)}\u00a0${units[power]}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Time of day, `14:05:09`, in a zone. */
export function clockTime(wallMs: number, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('zh-CN', { timeStyle: 'medium', timeZone, hourCycle: 'h23' });
    clocks.set(timeZone, clock);
  }
  return clock.format(wallMs);
}
