import type { ProgrammeSpot, ResolvedProgramme } from '../playlist/programme-spot.ts';

/** All that may play anywhere on a screen: the spots of the main zone first, none twice. */
export function spotsOfAllZones({
  spots,
  zones = [],
}: Pick<ResolvedProgramme, 'spots' | 'zones'>): readonly ProgrammeSpot[] {
  if (zones.length === 0) return spots;
  const all = [...spots, ...zones.flatMap((zone) => zone.spots)];
  return [...new Map(all.map((spot) => [spot.key, spot])).values()];
}
