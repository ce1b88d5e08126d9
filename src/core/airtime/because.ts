import { type Boundary, inTurn, largestVenues } from './boundary.ts';
import type { Due } from './demand.ts';
import type { Group } from './groups.ts';
import { measuredAt } from './promise.ts';
import type { Reason } from './reason.ts';

/** The built-in spot that stands on the screen of a loudspeaker. */
export const darkScreenId = 'dark-screen';

/** Why a spot plays that no promise asked for. */
export function freeReason(group: Group, boundary: Boundary): Reason {
  return group.builtIn ? builtInReason(group, boundary) : { code: 'rotation', category: group.category };
}

/** Why a spot plays that a promise asked for. */
export function dueReason(group: Group, due: Due, boundary: Boundary): Reason {
  if (group.builtIn) return builtInReason(group, boundary);
  const { promised } = due;
  const { category, atLeast } = promised.rule;
  const { atMs } = boundary;
  const now = measuredAt(promised, atMs);
  const shortfallMs = Math.ceil(atLeast * now.ofMs - now.airtimeMs);
  if (shortfallMs > 0 && promised.counting.totalMs > 0) return { code: 'make-good', category, shortfallMs };
  const endMs = atMs + passedOverMs(boundary) + promised.reserveMs;
  const gapMs = endMs - promised.countedUntilMs;
  if (gapMs > promised.maxGapMs) return { code: 'gap-due', category, maxGapMs: promised.maxGapMs, gapMs };
  const then = measuredAt(promised, endMs);
  const ofMs = promised.commercial ? then.ofMs + endMs - atMs : then.ofMs;
  const without = ofMs > 0 ? then.airtimeMs / ofMs : 0;
  return without < atLeast
    ? { code: 'due', category, atLeast, without, atOnAirMs: endMs }
    : freeReason(group, boundary);
}

/** Length of the venue's spot that would have had its turn. */
function passedOverMs(boundary: Boundary): number {
  const venues = largestVenues(boundary.roster);
  return venues ? (inTurn(boundary, venues)[0]?.lengthMs ?? venues.shortestMs) : 0;
}

function builtInReason({ category, spots }: Group, { options }: Boundary): Reason {
  const isDark = spots[0]?.spot.id === darkScreenId;
  return { code: 'built-in', category, detail: isDark ? 'dark-screen' : (options.absent ?? 'no-spot') };
}
