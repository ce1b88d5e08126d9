import { systemClock } from '../browser/system-clock.ts';
import type { ProgrammeSpot } from '../core/playlist/programme-spot.ts';
import { filledSpot, type ScreenWords } from '../core/playlist/variables.ts';
import type { Playout } from '../core/playout/playout.ts';
import { localTime } from '../core/wall-time.ts';

/** A spot with the words that it leaves to its screen; the date is the one on which the play on view will have ended. */
export function fillIn(spot: ProgrammeSpot, words: ScreenWords, playout: Playout): ProgrammeSpot {
  const atMs = systemClock.wallMs() + (remainingMs(playout) ?? 0);
  return filledSpot(spot, words, localTime(atMs, playout.programme.programme.timeZone).date);
}

/** Planned time left of the play on view; undefined while off air. */
export function remainingMs({ playing }: Playout): number | undefined {
  return playing && Math.max(0, playing.plannedMs - playing.onView.measure().airtimeMs);
}
