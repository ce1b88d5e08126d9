import type { Reason } from '../airtime/reason.ts';
import { openingHours } from '../playlist/eligible.ts';
import { plannedMs } from '../playlist/planned-ms.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../playlist/programme-spot.ts';
import { dueNow, nothingDueForMs } from './due.ts';
import {
  ask,
  begun,
  ended,
  type Instant,
  inVain,
  lookAt,
  startVoice,
  type VoiceState,
  withoutRequest,
} from './state.ts';

export interface SimulatedAnnouncement {
  readonly spot: ProgrammeSpot;
  /** Of its first sound. */
  readonly wallMs: number;
  /** On-air time since the start; closed hours do not exist on it. */
  readonly startMs: number;
  readonly airtimeMs: number;
  readonly because: Reason;
}

/**
 * What a programme says on a screen that never fails, through the real timetable.
 * @param approachesAt wall times at which somebody comes near, ascending
 */
export function* simulateVoice(
  resolved: ResolvedProgramme,
  fromWallMs: number,
  toWallMs: number,
  approachesAt: readonly number[] = [],
): Generator<SimulatedAnnouncement> {
  let now: Instant = { wallMs: fromWallMs, onAirMs: 0 };
  // What was set before the start is not caught up with.
  let state: VoiceState = { ...startVoice(resolved, [], now), seenWallMs: fromWallMs };
  let approaches = approachesAt;
  while (now.wallMs < toWallMs) {
    const { open, untilWallMs } = openingHours(resolved.programme, now.wallMs);
    if (!open) {
      now = { ...now, wallMs: Math.min(untilWallMs, toWallMs) };
      continue;
    }
    state = lookAt(state, resolved, now).state;
    const [approach = Number.POSITIVE_INFINITY] = approaches;
    if (approach <= now.wallMs) {
      state = ask(state, { code: 'approach', by: 'simulated' });
      approaches = approaches.slice(1);
    }
    const due = dueNow(resolved, state, now);
    if (due?.code !== 'approach') state = withoutRequest(state);
    const [spot] = due?.spots ?? [];
    if (due && spot) {
      const airtimeMs = plannedMs(spot.spot);
      const { wallMs, onAirMs } = now;
      yield { spot, wallMs, startMs: onAirMs, airtimeMs, because: due.because(spot, wallMs) };
      now = after(now, airtimeMs);
      state = begun(state, resolved, due, spot, onAirMs);
      state = ended(state, resolved, due, now.onAirMs);
    } else {
      if (due) state = inVain(state, due, now.onAirMs);
      now = after(now, Math.min(nothingDueForMs(resolved, state, now), Math.max(1, approach - now.wallMs)));
    }
  }
}

function after({ wallMs, onAirMs }: Instant, ms: number): Instant {
  return { wallMs: wallMs + ms, onAirMs: onAirMs + ms };
}
