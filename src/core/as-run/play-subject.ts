import { builtInPlaylistId } from '../playlist/built-in.ts';
import type { Programme } from '../playlist/definition.ts';
import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import type { PlayDraft } from './entry.ts';

type PlaySubject = Pick<
  PlayDraft,
  'programme' | 'playlist' | 'spot' | 'kind' | 'creative' | 'category' | 'topic' | 'zone'
>;

/** What a play's entry says of its spot and where it comes from. */
export function playSubject(
  { id, revision }: Programme,
  { spot, playlist }: ProgrammeSpot,
  zone: string,
): PlaySubject {
  return {
    programme: { id, revision },
    ...(playlist.id === builtInPlaylistId ? {} : { playlist }),
    spot: spot.id,
    kind: spot.kind,
    ...('sha256' in spot && spot.sha256 !== undefined ? { creative: spot.sha256 } : {}),
    category: spot.category,
    ...(spot.topic === undefined ? {} : { topic: spot.topic }),
    zone,
  };
}
