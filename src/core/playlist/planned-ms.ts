import type { Spot } from './definition.ts';

/** How long a spot without an end of its own (a live stream) stays, when no deadline comes before. */
const openEndedSlotMs = 60_000;

/** The length a spot is planned with, in milliseconds. */
export function plannedMs(spot: Spot): number {
  return spot.durationMs ?? openEndedSlotMs;
}
