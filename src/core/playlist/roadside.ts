import type { Programme, Spot } from './definition.ts';
import type { Fault } from './fault.ts';
import { playsHere } from './plays-here.ts';
import type { ProgrammeSpot } from './programme-spot.ts';

/** Whether a spot is one picture that stands still. An image file may move; the stage shows its first picture only. */
export function isStill({ kind }: Spot): boolean {
  return kind === 'image' || kind === 'slogan';
}

/**
 * What a roadside programme refuses: spots that move, and pictures that change too soon. `places` names where each
 * spot stands.
 */
export function roadsideFaults(
  programme: Programme,
  spots: readonly ProgrammeSpot[],
  placeOf: (spot: ProgrammeSpot) => { readonly file: string; readonly pointer: string },
): Fault[] {
  const { roadside } = programme;
  if (!roadside) return [];
  return spots
    .filter(({ spot }) => spot.kind !== 'announcement' && playsHere(programme, spot))
    .flatMap((spot) => {
      const fault = faultOf(spot.spot, roadside.atLeastMs);
      const { file, pointer } = placeOf(spot);
      return fault ? [{ ...fault, file, pointer: `${pointer}${fault.pointer}` }] : [];
    });
}

function faultOf(spot: Spot, atLeastMs: number): Fault | undefined {
  if (!isStill(spot))
    return {
      pointer: '/kind',
      found: `"${spot.kind}"`,
      expected: '"image" or "slogan": a roadside programme plays still pictures only',
      zh: { expected: '"image" 或 "slogan"：路边屏只播放静止画面' },
    };
  if ((spot.durationMs ?? 0) >= atLeastMs) return undefined;
  return {
    pointer: '/durationMs',
    found: String(spot.durationMs),
    expected: `${atLeastMs} or more, as the programme's "roadside" asks`,
    zh: { expected: `不少于 ${atLeastMs}，这是播放方案 "roadside" 的要求` },
  };
}
