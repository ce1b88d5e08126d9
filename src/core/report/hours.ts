import { localTime, offsetChange, utcOffsetMs } from '../wall-time.ts';

const hourMs = 3_600_000;

/**
 * One clock hour of the programme's zone. Where clocks change within an hour, each part is an hour of its own, so that
 * a doubled hour stands twice and nothing is counted under a wrong name.
 */
export interface Hour {
  /** Wall time at which it begins and ends, milliseconds since 1970-01-01T00:00Z. */
  readonly startMs: number;
  readonly endMs: number;
  /** Local date, `2026-11-22`. */
  readonly date: string;
  /** Minutes since local midnight at its start: 600 for 10:00. */
  readonly minuteOfDay: number;
  readonly offsetMinutes: number;
}

/** The hours of a zone, each the same object however often it is asked for. */
export class Hours<T> {
  private readonly timeZone: string;
  private readonly make: (hour: Hour) => T;
  private readonly known = new Map<number, T & Hour>();
  private last: (T & Hour) | undefined;

  constructor(timeZone: string, make: (hour: Hour) => T) {
    this.timeZone = timeZone;
    this.make = make;
  }

  /** The hour that contains an instant. */
  at(wallMs: number): T & Hour {
    const last = this.last;
    if (last && last.startMs <= wallMs && wallMs < last.endMs) return last;
    const hour = hourOf(wallMs, this.timeZone);
    const known = this.known.get(hour.startMs) ?? { ...this.make(hour), ...hour };
    this.known.set(hour.startMs, known);
    this.last = known;
    return known;
  }

  /** Every hour asked for so far, in the order of the calendar. */
  all(): (T & Hour)[] {
    return [...this.known.values()].sort((a, b) => a.startMs - b.startMs);
  }
}

/** The clock hour that contains an instant. */
export function hourOf(wallMs: number, timeZone: string): Hour {
  const offsetMs = utcOffsetMs(wallMs, timeZone);
  const onTheHour = Math.floor((wallMs + offsetMs) / hourMs) * hourMs - offsetMs;
  const startMs = beginsWithin(onTheHour, wallMs, offsetMs, timeZone);
  const endMs = endsWithin(wallMs, onTheHour + hourMs, offsetMs, timeZone);
  const { date, minuteOfDay } = localTime(startMs, timeZone);
  return { startMs, endMs, date, minuteOfDay, offsetMinutes: Math.round(offsetMs / 60_000) };
}

function beginsWithin(fromMs: number, wallMs: number, offsetMs: number, timeZone: string): number {
  if (utcOffsetMs(fromMs, timeZone) === offsetMs) return fromMs;
  return offsetChange(fromMs, wallMs, timeZone);
}

function endsWithin(wallMs: number, toMs: number, offsetMs: number, timeZone: string): number {
  if (utcOffsetMs(toMs - 1, timeZone) === offsetMs) return toMs;
  return offsetChange(wallMs, toMs - 1, timeZone);
}
