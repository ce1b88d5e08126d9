import { localTime } from '../wall-time.ts';
import { minuteOf } from './daypart.ts';
import type { Programme } from './definition.ts';

/** The share of full luminance that a programme wants at an instant: 1 where no entry says otherwise. */
export function brightnessAt(
  { dimming, timeZone }: Pick<Programme, 'dimming' | 'timeZone'>,
  wallMs: number,
): number {
  if (!dimming) return 1;
  const { minuteOfDay: minute } = localTime(wallMs, timeZone);
  return dimming.find(({ from, to }) => holds(minuteOf(from), minuteOf(to), minute))?.brightness ?? 1;
}

/** Every day is alike, so what runs past midnight holds before its end as well as after its start. */
function holds(from: number, to: number, minute: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}
