import type { AsRunEntry } from '../as-run/entry.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../playlist/programme-spot.ts';
import { keyOf, type SetInstant, setInstants } from './timetable.ts';
import { voiceZone } from './zone.ts';

/** An instant on the two clocks that announcements go by: set times on the wall's, rotation and pauses on the on-air one. */
export interface Instant {
  readonly wallMs: number;
  readonly onAirMs: number;
}

/** Somebody, or a sensor, wants an announcement now. */
export type Request =
  | { readonly code: 'approach'; readonly by: string }
  /** `spot` is a key; left out, the next in turn. */
  | { readonly code: 'by-hand'; readonly spot?: string };

/** What the choice of the next announcement goes by: plain data, rebuilt from the as-run log after a restart. */
export interface VoiceState {
  /** Up to here set times have been looked at. */
  readonly seenWallMs: number;
  /** Keys of set times that were said or skipped, the latest last. */
  readonly dealtWith: readonly string[];
  /** Set times that have come and are not said yet, in their order. */
  readonly waiting: readonly SetInstant[];
  readonly request?: Request;
  readonly rotationDueOnAirMs: number;
  /** A request of a sensor counts from here on. */
  readonly approachFromOnAirMs: number;
  /** Nothing but a set time follows the one before without a breath. */
  readonly freeFromOnAirMs: number;
  /** When each announcement was said last, by its key, on the on-air clock. */
  readonly saidAtOnAirMs: Readonly<Record<string, number>>;
}

/** A set time that could not be kept. */
export interface Missed {
  readonly instant: SetInstant;
  readonly lateMs: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A screen that slept for longer lists the set times of this long. */
const mostLookBackMs = 24 * hourMs;
/** As late as the definition allows a set time to be. */
const mostLateMs = hourMs;
const mostRemembered = 200;
const breathMs = 1_000;
const retryMs = minuteMs;

/** @param entries of the log, oldest first: a day of them is enough */
export function startVoice(
  { programme }: ResolvedProgramme,
  entries: readonly AsRunEntry[],
  now: Instant,
): VoiceState {
  const dealtWith: string[] = [];
  const saidAtOnAirMs: Record<string, number> = {};
  let rotatedAtOnAirMs: number | undefined;
  const places = new Map<string, number>();
  for (const entry of entries) {
    if (entry.type !== 'play' || entry.zone !== voiceZone) continue;
    saidAtOnAirMs[`${entry.playlist?.id}/${entry.spot}`] = entry.onAirMs;
    if (entry.because.code === 'rotation') rotatedAtOnAirMs = entry.onAirMs;
    if (entry.because.code !== 'set-time') continue;
    const { at } = entry.because;
    const place = places.get(at) ?? 0;
    places.set(at, place + 1);
    dealtWith.push(keyOf(at, place));
  }
  const everyMs = (programme.voice?.rotation?.everyMinutes ?? 0) * minuteMs;
  return {
    // What came while the page was being started may still be caught up with.
    seenWallMs: now.wallMs - mostLateMs,
    dealtWith: dealtWith.slice(-mostRemembered),
    waiting: [],
    rotationDueOnAirMs: rotatedAtOnAirMs === undefined ? now.onAirMs : rotatedAtOnAirMs + everyMs,
    approachFromOnAirMs: 0,
    freeFromOnAirMs: 0,
    saidAtOnAirMs,
  };
}

/**
 * Lets time come to `now`: set times that have come wait to be said, those that came too long ago are missed. A wall
 * clock that was put back makes no set time come twice.
 */
export function lookAt(
  state: VoiceState,
  { programme }: ResolvedProgramme,
  now: Instant,
): { state: VoiceState; missed: Missed[] } {
  const fromMs = Math.max(state.seenWallMs, now.wallMs - mostLookBackMs);
  const come = setInstants(programme, Math.min(fromMs, now.wallMs), now.wallMs).filter(
    ({ key }) => !state.dealtWith.includes(key) && !state.waiting.some((other) => other.key === key),
  );
  const late = (instant: SetInstant) => now.wallMs - instant.wallMs > instant.lateByAtMostMs;
  const missed = come.filter(late).map((instant) => ({ instant, lateMs: now.wallMs - instant.wallMs }));
  return {
    state: {
      ...state,
      seenWallMs: now.wallMs,
      waiting: [...state.waiting, ...come.filter((instant) => !late(instant))],
      dealtWith: remember(
        state.dealtWith,
        missed.map(({ instant }) => instant.key),
      ),
    },
    missed,
  };
}

/** Somebody asks: counts at once or never. */
export function ask(state: VoiceState, request: Request): VoiceState {
  return { ...state, request };
}

/** Takes back what was asked for and could not be said. */
export function withoutRequest({ request: _, ...state }: VoiceState): VoiceState {
  return state;
}

/** What is about to be said, or was tried in vain. */
export interface Occasion {
  readonly code: 'set-time' | 'rotation' | Request['code'];
  readonly instant?: SetInstant;
}

/** An announcement has begun to be heard. */
export function begun(
  state: VoiceState,
  resolved: ResolvedProgramme,
  occasion: Occasion,
  spot: ProgrammeSpot,
  onAirMs: number,
): VoiceState {
  const everyMs = (resolved.programme.voice?.rotation?.everyMinutes ?? 0) * minuteMs;
  return {
    ...taken(state, occasion),
    ...(occasion.code === 'rotation' ? { rotationDueOnAirMs: onAirMs + everyMs } : {}),
    saidAtOnAirMs: { ...state.saidAtOnAirMs, [spot.key]: onAirMs },
  };
}

/** It is no longer heard. */
export function ended(
  state: VoiceState,
  resolved: ResolvedProgramme,
  occasion: Occasion,
  onAirMs: number,
): VoiceState {
  const pauseMs = (resolved.programme.voice?.onApproach?.pauseSeconds ?? 0) * 1_000;
  return {
    ...state,
    freeFromOnAirMs: onAirMs + breathMs,
    ...(occasion.code === 'approach' ? { approachFromOnAirMs: onAirMs + pauseMs } : {}),
  };
}

/** None of those that might have been said could be. The rotation tries again in a minute. */
export function inVain(state: VoiceState, occasion: Occasion, onAirMs: number): VoiceState {
  return {
    ...taken(state, occasion),
    ...(occasion.code === 'rotation' ? { rotationDueOnAirMs: onAirMs + retryMs } : {}),
  };
}

function taken(state: VoiceState, { code, instant }: Occasion): VoiceState {
  if (!instant) return code === 'rotation' ? state : withoutRequest(state);
  return {
    ...state,
    waiting: state.waiting.filter(({ key }) => key !== instant.key),
    dealtWith: remember(state.dealtWith, [instant.key]),
  };
}

function remember(known: readonly string[], keys: readonly string[]): readonly string[] {
  return keys.length === 0 ? known : [...known, ...keys].slice(-mostRemembered);
}
