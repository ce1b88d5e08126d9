import type { Programme, ShareRule } from '../playlist/definition.ts';

/** The zone of the programme's own playlists; a programme without zones is all of it. */
export const mainZone = 'main';

/** The zone whose plays a rule counts. */
export function zoneOf({ zone = mainZone }: Pick<ShareRule, 'zone'>): string {
  return zone;
}

/** The rules that count one zone, as its own playout keeps them: in there every play counts. */
export function rulesIn({ shares }: Pick<Programme, 'shares'>, zone = mainZone): ShareRule[] {
  return shares.filter((rule) => zoneOf(rule) === zone).map(({ zone: _, ...rule }) => rule);
}
