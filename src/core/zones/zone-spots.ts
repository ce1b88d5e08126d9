import type { Programme, SpotKind, Zone } from '../playlist/definition.ts';
import type { ProgrammeSpot, ResolvedProgramme, ResolvedZone } from '../playlist/programme-spot.ts';
import { mainZone, rulesIn } from './zone-rules.ts';

type Shown = Partial<Record<Zone['kind'], readonly SpotKind[]>>;

/** A ticker runs words; a panel shows what stands still, so that no second film is decoded beside the main one. */
const shownIn: Shown = { ticker: ['slogan'], panel: ['slogan', 'image'] };

/** The kinds of spot that a zone beside the main one plays; undefined for one that plays none. */
export function kindsIn({ kind }: Pick<Zone, 'kind'>): readonly SpotKind[] | undefined {
  return shownIn[kind];
}

/** A playlist that a programme names, with the place that names it first. */
export interface ListedPlaylist {
  readonly address: string;
  readonly pointer: string;
}

/** The programme's own playlists, then those that only its zones play, each address once unless it repeats itself. */
export function listedPlaylists({
  playlists,
  zones = [],
}: Pick<Programme, 'playlists' | 'zones'>): ListedPlaylist[] {
  const listed = playlists.map((address, index) => ({ address, pointer: `/playlists/${index}` }));
  zones.forEach((zone, index) => {
    zone.playlists?.forEach((address, at) => {
      if (listed.some((known) => known.address === address)) return;
      listed.push({ address, pointer: `/zones/${index}/playlists/${at}` });
    });
  });
  return listed;
}

/** What may play in one zone: in the main one, all of the programme's own playlists but what is spoken. */
export function spotsInZone(
  { spots, zones = [] }: Pick<ResolvedProgramme, 'spots' | 'zones'>,
  zone: string,
): readonly ProgrammeSpot[] {
  if (zone === mainZone) return spots.filter(({ spot }) => spot.kind !== 'announcement');
  return zones.find((known) => known.zone.id === zone)?.spots ?? [];
}

/** The programme as the playout of one of its zones sees it: its own rules and spots, at the same venue and hours. */
export function programmeOfZone(
  { programme, playlists, sha256 }: ResolvedProgramme,
  { zone, spots }: ResolvedZone,
): ResolvedProgramme {
  return { programme: { ...programme, shares: rulesIn(programme, zone.id) }, playlists, spots, sha256 };
}
