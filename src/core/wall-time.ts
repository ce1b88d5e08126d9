/**
 * Zone arithmetic on the calendar's side of time: durations never come from here.
 * `wallMs` is milliseconds since 1970-01-01T00:00Z; zones are IANA names such as `Asia/Shanghai`.
 */
export interface LocalTime {
  /** `2026-11-22` */
  readonly date: string;
  readonly day: Day;
  /** Whole minutes since local midnight, 0 to 1439. */
  readonly minuteOfDay: number;
}

export type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** In the calendar's order of JavaScript: Sunday first. */
export const dayNames: readonly Day[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const minuteMs = 60_000;
const dayMs = 86_400_000;
const blockMs = 15 * minuteMs;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** Offset at the start of each 15-minute block asked for; Intl costs microseconds, a choice is made every few. */
  readonly blocks: Map<number, number>;
}

const zones = new Map<string, Zone>();

/** Whether `name` is an IANA time zone that this engine knows. Plain offsets such as `+08:00` are not portable and not zones. */
export function isTimeZone(name: string): boolean {
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * What the clocks on the wall say at an instant.
 * @throws RangeError when the zone is unknown or `wallMs` is not a date
 */
export function localTime(wallMs: number, timeZone: string): LocalTime {
  const local = new Date(wallMs + utcOffsetMs(wallMs, timeZone));
  const midnight = Math.floor(local.getTime() / dayMs) * dayMs;
  return {
    date: local.toISOString().slice(0, 10),
    day: dayNames[local.getUTCDay()] ?? 'sun',
    minuteOfDay: Math.floor((local.getTime() - midnight) / minuteMs),
  };
}

/**
 * Local time minus UTC at an instant, in milliseconds; positive east of Greenwich.
 * @throws RangeError when the zone is unknown or `wallMs` is not a date
 */
export function utcOffsetMs(wallMs: number, timeZone: string): number {
  const zone = zoneOf(timeZone);
  const block = Math.floor(wallMs / blockMs);
  const atStart = blockOffset(zone, block);
  // A few zones change within a block (Newfoundland at 00:01), so the block counts only when both its ends agree.
  return atStart === blockOffset(zone, block + 1) ? atStart : measureOffset(zone, wallMs);
}

/** `2026-11-22T10:14:20.123+08:00`: RFC 3339 with the zone's offset at that instant, to the whole minute. */
export function isoWithOffset(wallMs: number, timeZone: string): string {
  const offsetMinutes = Math.round(utcOffsetMs(wallMs, timeZone) / minuteMs);
  const local = new Date(wallMs + offsetMinutes * minuteMs).toISOString().slice(0, -1);
  const size = Math.abs(offsetMinutes);
  const sign = offsetMinutes < 0 ? '-' : '+';
  return `${local}${sign}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

/**
 * The first instant in (fromWallMs, toWallMs] whose offset differs from that at `fromWallMs`.
 * Precondition: the offsets at both ends differ.
 */
export function offsetChange(fromWallMs: number, toWallMs: number, timeZone: string): number {
  const offset = utcOffsetMs(fromWallMs, timeZone);
  let unchanged = fromWallMs;
  let changed = toWallMs;
  while (changed - unchanged > 1) {
    const middle = Math.floor((unchanged + changed) / 2);
    if (utcOffsetMs(middle, timeZone) === offset) unchanged = middle;
    else changed = middle;
  }
  return changed;
}

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone = { format: formatOf(name), blocks: new Map<number, number>() };
  zones.set(name, zone);
  return zone;
}

function formatOf(name: string): Intl.DateTimeFormat {
  if (!/^[A-Za-z]/.test(name)) throw unknownZone(name);
  try {
    const numeric = 'numeric';
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch {
    throw unknownZone(name);
  }
}

function unknownZone(name: string): RangeError {
  return new RangeError(
    `Cannot use time zone ${JSON.stringify(name)}: expected a name such as "Asia/Shanghai"`,
  );
}

function blockOffset(zone: Zone, block: number): number {
  const known = zone.blocks.get(block);
  if (known !== undefined) return known;
  // A report over years asks for many blocks; forgetting them all keeps memory bounded.
  if (zone.blocks.size > 50_000) zone.blocks.clear();
  const offset = measureOffset(zone, block * blockMs);
  zone.blocks.set(block, offset);
  return offset;
}

function measureOffset(zone: Zone, wallMs: number): number {
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = zone.format
    .format(wallMs)
    .split(/\D+/)
    .map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(wallMs / 1000) * 1000;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
