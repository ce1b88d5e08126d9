import type { Day, LocalTime } from '../wall-time.ts';
import type { Daypart } from './definition.ts';

const days: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Whether a local time lies in a daypart. One that runs past midnight belongs to the day on which it began. */
export function inDaypart(time: LocalTime, daypart: Daypart): boolean {
  const from = minuteOf(daypart.from);
  const to = minuteOf(daypart.to);
  const today = daypart.days.includes(time.day);
  if (from < to) return today && time.minuteOfDay >= from && time.minuteOfDay < to;
  if (today && time.minuteOfDay >= from) return true;
  return daypart.days.includes(dayBefore(time.day)) && time.minuteOfDay < to;
}

/** Minutes since midnight: `"09:30"` is 570, `"24:00"` 1440. */
export function minuteOf(timeOfDay: string): number {
  return Number(timeOfDay.slice(0, 2)) * 60 + Number(timeOfDay.slice(3));
}

function dayBefore(day: Day): Day {
  return days[(days.indexOf(day) + 6) % 7] ?? day;
}
