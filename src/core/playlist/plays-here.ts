import type { Spot } from './definition.ts';
import type { PlacedProgramme } from './programme-spot.ts';

/**
 * Whether a spot may ever play on the programme's screen. A spot limited to venues does not play where the venue is
 * unknown: its publisher's limit is kept rather than guessed. A spot for particular audiences plays where the
 * programme names none, or at least one of them. A spot composed for one shape of picture plays in that alone.
 */
export function playsHere(
  programme: Pick<PlacedProgramme, 'venue' | 'audiences' | 'pictureShape'>,
  spot: Spot,
): boolean {
  const { venue, audiences, pictureShape = 'landscape' } = programme;
  if (spot.venues && (venue === undefined || !spot.venues.includes(venue))) return false;
  if (spot.shape && spot.shape !== pictureShape) return false;
  return !spot.audiences || !audiences || spot.audiences.some((audience) => audiences.includes(audience));
}
