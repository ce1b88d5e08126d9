import { sameItems } from '../same-items.ts';
import { type LocalTime, localTime, offsetChange, utcOffsetMs } from '../wall-time.ts';
import { inDaypart, minuteOf } from './daypart.ts';
import type { Daypart, Programme, Spot } from './definition.ts';
import { playsHere } from './plays-here.ts';
import type { ProgrammeSpot, ResolvedProgramme } from './programme-spot.ts';

export interface Eligible {
  /** The same array object while nothing changes. */
  readonly spots: readonly ProgrammeSpot[];
  /** When it must be asked again; a jump of the wall clock also asks again. Infinity when time changes nothing. */
  readonly untilWallMs: number;
}

/** What is worked out once for a programme, and the last answer. */
interface Plan {
  readonly candidates: readonly ProgrammeSpot[];
  readonly boundaries: readonly number[];
  answer?: Eligible & { readonly fromWallMs: number };
}

const plans = new WeakMap<ResolvedProgramme, Plan>();
const minuteMs = 60_000;
const dayMinutes = 1_440;

/**
 * The spots that flights, dayparts, venue and audiences let be shown at an instant, in the programme's order;
 * announcements are no pictures and have a timetable of their own (`core/voice`).
 * Flight and daypart are each judged by the local date and time of that instant: what runs past midnight on the
 * last date of a flight ends at midnight. A local hour that a clock change doubles counts twice.
 */
export function eligibleSpots(resolved: ResolvedProgramme, wallMs: number): Eligible {
  const plan = planOf(resolved);
  const known = plan.answer;
  if (known && wallMs >= known.fromWallMs && wallMs < known.untilWallMs) return known;
  const { timeZone } = resolved.programme;
  const time = localTime(wallMs, timeZone);
  const found = plan.candidates.filter(({ spot }) => mayPlayAt(spot, time));
  const spots = known && sameItems(known.spots, found) ? known.spots : found;
  const untilWallMs = nextBoundary(plan.boundaries, wallMs, timeZone);
  plan.answer = { spots, untilWallMs, fromWallMs: wallMs };
  return plan.answer;
}

/** Whether the screen's opening hours include an instant, and when to ask again. Without hours it is always open. */
export function openingHours(
  programme: Pick<Programme, 'hours' | 'timeZone'>,
  wallMs: number,
): { open: boolean; untilWallMs: number } {
  const { hours, timeZone } = programme;
  if (!hours) return { open: true, untilWallMs: Number.POSITIVE_INFINITY };
  const time = localTime(wallMs, timeZone);
  return {
    open: hours.some((daypart) => inDaypart(time, daypart)),
    untilWallMs: nextBoundary(boundariesOf(hours, true), wallMs, timeZone),
  };
}

/** Whether flight and dayparts let a spot play at a local time. */
export function mayPlayAt(spot: Spot, time: LocalTime): boolean {
  const { flight, dayparts } = spot;
  if (flight?.from !== undefined && time.date < flight.from) return false;
  if (flight?.to !== undefined && time.date > flight.to) return false;
  return !dayparts || dayparts.some((daypart) => inDaypart(time, daypart));
}

function planOf(resolved: ResolvedProgramme): Plan {
  const known = plans.get(resolved);
  if (known) return known;
  const candidates = resolved.spots.filter(
    ({ spot }) => spot.kind !== 'announcement' && playsHere(resolved.programme, spot),
  );
  const dayparts = candidates.flatMap(({ spot }) => spot.dayparts ?? []);
  const dated = dayparts.length > 0 || candidates.some(({ spot }) => spot.flight);
  const plan = { candidates, boundaries: boundariesOf(dayparts, dated) };
  plans.set(resolved, plan);
  return plan;
}

/** Minutes of the day at which something may change, ascending; midnight, where the date matters, last. */
function boundariesOf(dayparts: readonly Daypart[], dated: boolean): number[] {
  const minutes = new Set(dayparts.flatMap(({ from, to }) => [minuteOf(from), minuteOf(to)]));
  if (dated) minutes.add(dayMinutes);
  return [...minutes].sort((a, b) => a - b);
}

function nextBoundary(boundaries: readonly number[], wallMs: number, timeZone: string): number {
  const offset = utcOffsetMs(wallMs, timeZone);
  const midnight = Math.floor((wallMs + offset) / (dayMinutes * minuteMs)) * dayMinutes * minuteMs;
  const ahead = boundaries.find((minute) => midnight + minute * minuteMs - offset > wallMs);
  if (ahead === undefined) return Number.POSITIVE_INFINITY;
  const boundary = midnight + ahead * minuteMs - offset;
  // A clock change on the way moves the boundary and may repeat hours: ask again right there.
  return utcOffsetMs(boundary, timeZone) === offset ? boundary : offsetChange(wallMs, boundary, timeZone);
}
