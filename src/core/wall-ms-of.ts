import { offsetChange, utcOffsetMs } from './wall-time.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/**
 * The instant at which the clocks on the wall show `minuteOfDay` (0 to 1440) on `date`.
 * A time skipped by a clock change gives the instant of the change; a doubled one the first of the two.
 * @throws RangeError when the zone is unknown or `date` is not `yyyy-mm-dd`
 */
export function wallMsOf(date: string, minuteOfDay: number, timeZone: string): number {
  const localMs = Date.parse(`${date}T00:00:00Z`) + minuteOfDay * minuteMs;
  const before = utcOffsetMs(localMs - dayMs, timeZone);
  const after = utcOffsetMs(localMs + dayMs, timeZone);
  const found = [localMs - Math.max(before, after), localMs - Math.min(before, after)].find(
    (wallMs) => wallMs + utcOffsetMs(wallMs, timeZone) === localMs,
  );
  return (
    found ?? offsetChange(localMs - Math.max(before, after), localMs - Math.min(before, after), timeZone)
  );
}
