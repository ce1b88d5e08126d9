import type { Reason } from '../airtime/reason.ts';
import { mayPlayAt, openingHours } from '../playlist/eligible.ts';
import { plannedMs } from '../playlist/planned-ms.ts';
import { playsHere } from '../playlist/plays-here.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../playlist/programme-spot.ts';
import { localTime } from '../wall-time.ts';
import type { Instant, Occasion, VoiceState } from './state.ts';
import { nextSetInstant, quietUntil, type SetInstant, setInstants } from './timetable.ts';

/** What is to be said now. */
export interface Due extends Occasion {
  /** The first that can be spoken is; the others stand in when it cannot. Empty only for a set time without any. */
  readonly spots: readonly ProgrammeSpot[];
  readonly because: (spot: ProgrammeSpot, startedWallMs: number) => Reason;
}

/** What comes next, as far as the clocks alone tell. */
export interface Upcoming {
  readonly code: 'set-time' | 'rotation';
  readonly wallMs: number;
  readonly spot: ProgrammeSpot | undefined;
}

/** An announcement ends this long before a set time at the latest. */
const clearanceMs = 1_000;
const longestSleepMs = 60_000;

/** Of the announcements that may be spoken now, those in `ids` (all when undefined); the one said longest ago first. */
export function inTurn(
  resolved: ResolvedProgramme,
  state: VoiceState,
  wallMs: number,
  ids?: readonly string[],
): ProgrammeSpot[] {
  const { programme } = resolved;
  const time = localTime(wallMs, programme.timeZone);
  const saidAt = ({ key }: ProgrammeSpot) => state.saidAtOnAirMs[key] ?? Number.NEGATIVE_INFINITY;
  const order = (one: ProgrammeSpot, other: ProgrammeSpot) => {
    const [first, second] = [saidAt(one), saidAt(other)];
    return first === second ? 0 : first - second;
  };
  return resolved.spots
    .filter(({ spot }) => spot.kind === 'announcement' && (!ids || ids.includes(spot.id)))
    .filter(({ spot }) => playsHere(programme, spot) && mayPlayAt(spot, time))
    .sort(order);
}

/**
 * What is due now, if anything: a set time before a person's wish, that before a sensor's, that before the rotation.
 * Anything but a set time gives way to quiet hours, to the end of the opening hours and to a set time that would come
 * before its end; a person at the screen may break the quiet.
 */
export function dueNow(resolved: ResolvedProgramme, state: VoiceState, now: Instant): Due | undefined {
  const { voice } = resolved.programme;
  if (!voice) return undefined;
  const [instant] = state.waiting;
  if (instant) return setTimeDue(resolved, state, instant, now);
  if (now.onAirMs < state.freeFromOnAirMs) return undefined;
  return requestDue(resolved, state, now) ?? rotationDue(resolved, state, now);
}

function setTimeDue(
  resolved: ResolvedProgramme,
  state: VoiceState,
  instant: SetInstant,
  now: Instant,
): Due | undefined {
  const spots = inTurn(resolved, state, now.wallMs, instant.spots);
  const { at, wallMs } = instant;
  return {
    code: 'set-time',
    instant,
    spots,
    because: ({ spot: { category } }, startedWallMs) => ({
      code: 'set-time',
      category,
      at,
      lateMs: Math.max(0, Math.round(startedWallMs - wallMs)),
    }),
  };
}

function requestDue(resolved: ResolvedProgramme, state: VoiceState, now: Instant): Due | undefined {
  const { request } = state;
  const { voice } = resolved.programme;
  if (!request || !voice) return undefined;
  if (request.code === 'by-hand') {
    const all = inTurn(resolved, state, now.wallMs);
    const wanted = all.filter(({ key }) => key === request.spot);
    return due('by-hand', fitting(resolved, request.spot === undefined ? all : wanted, now, false), {
      code: 'by-hand',
    });
  }
  if (!voice.onApproach || now.onAirMs < state.approachFromOnAirMs) return undefined;
  const spots = inTurn(resolved, state, now.wallMs, voice.onApproach.spots);
  return due('approach', fitting(resolved, spots, now, true), { code: 'approach', by: request.by });
}

function rotationDue(resolved: ResolvedProgramme, state: VoiceState, now: Instant): Due | undefined {
  const rotation = resolved.programme.voice?.rotation;
  if (!rotation || now.onAirMs < state.rotationDueOnAirMs) return undefined;
  const spots = inTurn(resolved, state, now.wallMs, rotation.spots);
  return due('rotation', fitting(resolved, spots, now, true), { code: 'rotation' });
}

type Plain = { code: 'rotation' } | { code: 'by-hand' } | { code: 'approach'; by: string };

function due(code: Plain['code'], spots: readonly ProgrammeSpot[], why: Plain): Due | undefined {
  if (spots.length === 0) return undefined;
  return { code, spots, because: ({ spot: { category } }) => ({ ...why, category }) };
}

/** Those that would be over before anything that they must not run into. */
function fitting(
  { programme }: ResolvedProgramme,
  spots: readonly ProgrammeSpot[],
  { wallMs }: Instant,
  keepsQuiet: boolean,
): ProgrammeSpot[] {
  if (keepsQuiet && quietUntil(programme, wallMs) !== undefined) return [];
  return spots.filter(({ spot }) => {
    const endMs = wallMs + plannedMs(spot);
    if (keepsQuiet && quietUntil(programme, endMs) !== undefined) return false;
    if (!openingHours(programme, endMs).open) return false;
    return setInstants(programme, wallMs, endMs + clearanceMs).length === 0;
  });
}

/** How long nothing can become due by itself: until then, or a change, nobody need look. */
export function nothingDueForMs({ programme }: ResolvedProgramme, state: VoiceState, now: Instant): number {
  const [instant] = setInstants(programme, now.wallMs, now.wallMs + longestSleepMs);
  const waits = [
    instant ? instant.wallMs - now.wallMs : longestSleepMs,
    state.freeFromOnAirMs - now.onAirMs,
    (quietUntil(programme, now.wallMs) ?? now.wallMs) - now.wallMs,
    programme.voice?.rotation ? state.rotationDueOnAirMs - now.onAirMs : longestSleepMs,
  ];
  const rotationGivesWay = programme.voice?.rotation && waits.slice(1).every((ms) => ms <= 0);
  // What is due and must give way to a set time is looked at again every second.
  return Math.min(rotationGivesWay ? 1_000 : longestSleepMs, ...waits.filter((ms) => ms > 0));
}

/** The next announcement that the timetable or the rotation brings. */
export function upcoming(resolved: ResolvedProgramme, state: VoiceState, now: Instant): Upcoming | undefined {
  const { programme } = resolved;
  const rotation = programme.voice?.rotation;
  const set = state.waiting[0] ?? nextSetInstant(programme, now.wallMs);
  const dueMs = now.wallMs + Math.max(0, state.rotationDueOnAirMs - now.onAirMs);
  const rotationMs = rotation ? (quietUntil(programme, dueMs) ?? dueMs) : Number.POSITIVE_INFINITY;
  if (set && set.wallMs <= rotationMs) {
    const [spot] = inTurn(resolved, state, set.wallMs, set.spots);
    return { code: 'set-time', wallMs: set.wallMs, spot };
  }
  if (!Number.isFinite(rotationMs)) return undefined;
  const [spot] = inTurn(resolved, state, rotationMs, rotation?.spots);
  return { code: 'rotation', wallMs: rotationMs, spot };
}
