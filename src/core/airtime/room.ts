import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import { commercialCategory, countsFor } from '../playlist/share-rule.ts';
import { boundaryAt } from './boundary.ts';
import { breakOf, mustEndBy } from './demand.ts';
import type { Playing } from './promise.ts';
import type { AirtimeState } from './state.ts';

/** What the promises leave to something that no rotation has foreseen. */
interface Room {
  /** On-air time by which it must have ended for every promise that still holds to go on holding; may be past. */
  readonly endByOnAirMs: number;
  /** Whether a promise that it does not count for is broken already. */
  readonly owed: boolean;
}

/**
 * How long something may be shown from `atOnAirMs` on. Promises that are broken leave the end open: whoever asks
 * decides how they are made good.
 * @param state with everything aired up to `atOnAirMs`
 * @param eligible the spots that may play afterwards
 */
export function roomAt(
  state: AirtimeState,
  eligible: readonly ProgrammeSpot[],
  playing: Playing,
  atOnAirMs: number,
): Room {
  const { dues, roster, atMs } = boundaryAt(state, eligible, atOnAirMs, {});
  const commercial = playing.category === commercialCategory;
  const broken = dues.map((due) => breakOf(due, commercial) < atMs);
  const counts = state.rules.map(
    (rule, index) =>
      countsFor(rule, playing) || (roster.standsIn[index] === true && rule.category === playing.category),
  );
  const served = counts.map((count, index) => count || broken[index] === true);
  return {
    endByOnAirMs: mustEndBy(dues, served, commercial, atMs, atMs),
    owed: broken.some((isBroken, index) => isBroken && counts[index] !== true),
  };
}
