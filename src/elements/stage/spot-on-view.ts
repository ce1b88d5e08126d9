import type { ProgrammeSpot } from '../../core/playlist/programme-spot.ts';
import type { SpotOnView } from '../../core/ports/stage.ts';
import type { Picture, PictureEnd } from './picture.ts';
import { pause, unlessAborted } from './waiting.ts';

/** The remaining time is asked again at least this often: a film may stall or be cured. */
const askAgainMs = 250;

export function spotOnView(
  spot: ProgrammeSpot,
  picture: Picture,
  shownAtMs: number,
  gapMs: number,
): SpotOnView {
  return {
    spot,
    shownAtMs,
    gapMs,
    measure: () => picture.measure(),
    async nearEnd(leadMs, signal) {
      const end = await unlessAborted(nearEndOf(picture, leadMs, signal), signal);
      return end === 'end' ? 'near-end' : end;
    },
  };
}

async function nearEndOf(picture: Picture, leadMs: number, signal: AbortSignal): Promise<PictureEnd> {
  for (;;) {
    const untilLeadMs = (picture.remainingMs() ?? Number.POSITIVE_INFINITY) - leadMs;
    if (untilLeadMs <= 0) return Promise.race([picture.ending, Promise.resolve('end' as const)]);
    const end = await Promise.race([picture.ending, pause(Math.min(untilLeadMs, askAgainMs), signal)]);
    if (end) return end;
  }
}
