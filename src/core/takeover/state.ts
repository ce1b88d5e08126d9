import type { Takeover } from './definition.ts';

/** A takeover that has been begun and is not over. */
export interface StandingTakeover {
  readonly takeover: Takeover;
  /** Rises with every one that is begun: the newest has the highest. */
  readonly order: number;
  /** Plays that came to their end. */
  readonly plays: number;
  /** Measured airtime of all its plays, in ms. */
  readonly airtimeMs: number;
  /** Whether it has been on view: it breaks into a play once, and takes its turns at boundaries from then on. */
  readonly seen: boolean;
}

/** What breaks into the programme. Plain data, kept over restarts; every change gives a new one. */
export interface TakeoverState {
  /** In the order in which they were begun. */
  readonly standing: readonly StandingTakeover[];
  /** What is over, until it would have expired: a file that is read again begins nothing twice. */
  readonly over: readonly { readonly id: string; readonly untilWallMs: number }[];
  readonly nextOrder: number;
  /** The emergency stop, until it is lifted. */
  readonly stop?: Stop;
}

export interface Stop {
  readonly by: string;
  readonly why: string;
  /** Wall time at which it was pressed. */
  readonly atWallMs: number;
}

/** How a takeover was over: it had its plays or its airtime, its time had come, or somebody cancelled it. */
export type TakeoverEnd = 'done' | 'expired' | 'cancelled';

export type BeginOutcome = 'begun' | 'known' | 'expired' | 'too-many';

export interface EndedTakeover {
  readonly takeover: Takeover;
  readonly ended: TakeoverEnd;
}

/** More at once than people can tell apart; bounds what is kept. */
export const mostStanding = 50;
const mostRemembered = 500;

export const noTakeovers: TakeoverState = { standing: [], over: [], nextOrder: 0 };

/** Begins a takeover. One that is known by its id, or has expired, changes nothing. */
export function beginTakeover(
  state: TakeoverState,
  takeover: Takeover,
  wallMs: number,
): { readonly state: TakeoverState; readonly outcome: BeginOutcome } {
  const isKnown = [...state.standing.map((each) => each.takeover), ...state.over].some(
    ({ id }) => id === takeover.id,
  );
  if (isKnown) return { state, outcome: 'known' };
  if (expiresAtMs(takeover) <= wallMs) return { state, outcome: 'expired' };
  if (state.standing.length >= mostStanding) return { state, outcome: 'too-many' };
  const begun = { takeover, order: state.nextOrder, plays: 0, airtimeMs: 0, seen: false };
  return {
    state: { ...state, standing: [...state.standing, begun], nextOrder: state.nextOrder + 1 },
    outcome: 'begun',
  };
}

/** Those that may be shown, the one that goes first at the front: by priority, then the newest. */
export function inPrecedence({ standing }: TakeoverState): StandingTakeover[] {
  return [...standing].sort((a, b) => b.takeover.priority - a.takeover.priority || b.order - a.order);
}

/** One of its plays is on view. */
export function takeoverSeen(state: TakeoverState, id: string): TakeoverState {
  return changed(state, id, (standing) => ({ ...standing, seen: true }));
}

/**
 * One of its plays is over. What was interrupted goes on afterwards with what is left to it.
 * @param completed whether the play came to its end: only those are counted
 */
export function takeoverPlayed(
  state: TakeoverState,
  id: string,
  play: { readonly airtimeMs: number; readonly completed: boolean },
): { readonly state: TakeoverState; readonly ended: readonly EndedTakeover[] } {
  const next = changed(state, id, (standing) => ({
    ...standing,
    plays: standing.plays + (play.completed ? 1 : 0),
    airtimeMs: standing.airtimeMs + play.airtimeMs,
  }));
  return end(next, 'done', (standing) => standing.takeover.id === id && isDone(standing));
}

/** Ends those whose time has come. */
export function expireTakeovers(
  state: TakeoverState,
  wallMs: number,
): { readonly state: TakeoverState; readonly ended: readonly EndedTakeover[] } {
  const over = state.over.filter(({ untilWallMs }) => untilWallMs > wallMs);
  const kept = over.length === state.over.length ? state : { ...state, over };
  return end(kept, 'expired', ({ takeover }) => expiresAtMs(takeover) <= wallMs);
}

export function cancelTakeover(
  state: TakeoverState,
  id: string,
): { readonly state: TakeoverState; readonly ended: readonly EndedTakeover[] } {
  return end(state, 'cancelled', ({ takeover }) => takeover.id === id);
}

/** Stops everything; a second stop changes nothing. */
export function stopAll(state: TakeoverState, stop: Stop): TakeoverState {
  return state.stop ? state : { ...state, stop };
}

export function liftStop(state: TakeoverState): TakeoverState {
  const { stop, ...rest } = state;
  return stop ? rest : state;
}

/** What is left to it: airtime in ms, or plays. */
export function leftOf({ takeover, plays, airtimeMs }: StandingTakeover): {
  readonly airtimeMs?: number;
  readonly plays?: number;
} {
  if (takeover.plays !== undefined) return { plays: Math.max(0, takeover.plays - plays) };
  return { airtimeMs: Math.max(0, (takeover.minutes ?? 0) * 60_000 - airtimeMs) };
}

export function expiresAtMs({ expiresAt }: Takeover): number {
  return Date.parse(expiresAt);
}

function isDone(standing: StandingTakeover): boolean {
  const left = leftOf(standing);
  return left.plays === 0 || left.airtimeMs === 0;
}

function changed(
  state: TakeoverState,
  id: string,
  change: (standing: StandingTakeover) => StandingTakeover,
): TakeoverState {
  return {
    ...state,
    standing: state.standing.map((each) => (each.takeover.id === id ? change(each) : each)),
  };
}

function end(
  state: TakeoverState,
  ended: TakeoverEnd,
  isOver: (standing: StandingTakeover) => boolean,
): { readonly state: TakeoverState; readonly ended: readonly EndedTakeover[] } {
  const gone = state.standing.filter(isOver).map(({ takeover }) => takeover);
  if (gone.length === 0) return { state, ended: [] };
  const over = gone.map((takeover) => ({ id: takeover.id, untilWallMs: expiresAtMs(takeover) }));
  return {
    state: {
      ...state,
      standing: state.standing.filter((standing) => !isOver(standing)),
      over: [...state.over, ...over].slice(-mostRemembered),
    },
    ended: gone.map((takeover) => ({ takeover, ended })),
  };
}
