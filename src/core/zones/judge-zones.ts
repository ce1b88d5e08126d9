import { infeasibleShares } from '../airtime/feasibility.ts';
import type { Programme } from '../playlist/definition.ts';
import type { Fault } from '../playlist/fault.ts';
import { playsHere } from '../playlist/plays-here.ts';
import type { ProgrammeSpot, ResolvedProgramme, ResolvedZone } from '../playlist/programme-spot.ts';
import { mainZone, rulesIn, zoneOf } from './zone-rules.ts';
import { kindsIn, spotsInZone } from './zone-spots.ts';

/**
 * The zones beside the main one with what they can show; undefined when there is none.
 * @param spotsIn the spots of playlists, by the addresses under which the programme names them
 */
export function resolvedZones(
  { zones = [], playlists }: Programme,
  spotsIn: (addresses: readonly string[]) => readonly ProgrammeSpot[],
): ResolvedZone[] | undefined {
  const beside = zones.filter(({ kind }) => kind !== 'main');
  if (beside.length === 0) return undefined;
  return beside.map((zone) => {
    const kinds = kindsIn(zone);
    const spots = kinds ? spotsIn(zone.playlists ?? playlists) : [];
    return { zone, spots: spots.filter(({ spot }) => kinds?.includes(spot.kind)) };
  });
}

/** Zones whose playlists hold nothing that they can show. */
export function zonesWithoutSpots({ programme, zones = [] }: ResolvedProgramme): Fault[] {
  return zones
    .filter(({ zone, spots }) => kindsIn(zone) && spots.length === 0)
    .map(({ zone }) => {
      const index = (programme.zones ?? []).indexOf(zone);
      const kinds = (kindsIn(zone) ?? []).join(', ');
      return {
        pointer: `/zones/${index}${zone.playlists ? '/playlists' : ''}`,
        found: `playlists with 0 spots of the kinds ${kinds}`,
        expected: `at least 1 that a ${zone.kind} can show`,
        zh: { found: `节目单中 ${kinds} 条目 0 条`, expected: `至少 1 条 ${zone.kind} 能显示的条目` },
      };
    });
}

/** The shares that cannot be kept in the zone that they count, with the arithmetic, at their places in the programme. */
export function unkeptShares(resolved: ResolvedProgramme): Fault[] {
  const beside = (resolved.zones ?? []).map(({ zone }) => zone.id);
  return [mainZone, ...beside].flatMap((zone) => faultsIn(resolved, zone));
}

function faultsIn(resolved: ResolvedProgramme, zone: string): Fault[] {
  const { programme } = resolved;
  const spots = spotsInZone(resolved, zone);
  const places = programme.shares.flatMap((rule, index) => (zoneOf(rule) === zone ? [index] : []));
  const here = spots.filter(({ spot }) => playsHere(programme, spot));
  const elsewhere = spots.filter(({ spot }) => !playsHere(programme, spot));
  return infeasibleShares(rulesIn(programme, zone), here, elsewhere).map((fault) => ({
    ...fault,
    pointer: fault.pointer.replace(/^\/shares\/(\d+)/, (_, own) => `/shares/${places[Number(own)]}`),
    ...(zone === mainZone ? {} : inZone(zone, fault)),
  }));
}

function inZone(zone: string, { found, zh }: Fault): Pick<Fault, 'found' | 'zh'> {
  return {
    found: `in the zone "${zone}": ${found}`,
    zh: { ...zh, found: `分区 "${zone}" 中：${zh?.found ?? found}` },
  };
}
