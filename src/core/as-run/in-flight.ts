import type { PlayDraft, PlayEntry, Stamp } from './entry.ts';

/** A play on view: what its entry would be if it ended now, and the instant up to which that is proven. */
export interface PlayInFlight {
  readonly play: PlayDraft;
  readonly until: Stamp;
}

/** More zones than a canvas has; bounds the row when plays are never ended. */
const mostPlays = 16;

/** Two entries of one session with the same key are the same play. The wall time is left out: it may jump meanwhile. */
export function playKey(play: PlayDraft | PlayEntry): string {
  return `${play.zone} ${play.monotonicMs} ${play.spot}`;
}

/** The plays on view, one per zone, plus those that have ended and are not yet written. */
export class PlaysInFlight {
  readonly #plays = new Map<string, PlayInFlight>();

  set(inFlight: PlayInFlight): void {
    this.#plays.set(playKey(inFlight.play), inFlight);
    const [oldest] = this.#plays.keys();
    if (this.#plays.size > mostPlays && oldest !== undefined) this.#plays.delete(oldest);
  }

  delete(key: string): void {
    this.#plays.delete(key);
  }

  /** The row that says all of them but those in `except`; undefined when that is none. */
  row(except: ReadonlySet<string> = new Set()): string | undefined {
    const plays = [...this.#plays].filter(([key]) => !except.has(key)).map(([, inFlight]) => inFlight);
    return plays.length === 0 ? undefined : JSON.stringify(plays);
  }
}

/**
 * The plays that a row says. A row that makes no sense says none: it is written without fsync, so a power failure
 * may leave anything, and the log itself must open all the same.
 */
export function readRow(bytes: Uint8Array | undefined): PlayInFlight[] {
  try {
    const row: unknown = bytes === undefined ? [] : JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(row) ? row.filter(isPlayInFlight) : [];
  } catch {
    return [];
  }
}

function isPlayInFlight(value: unknown): value is PlayInFlight {
  const { play, until } = (value ?? {}) as Partial<PlayInFlight>;
  return play?.type === 'play' && isStamp(play) && Number.isFinite(play.airtimeMs) && isStamp(until);
}

function isStamp(value: Partial<Stamp> | undefined): boolean {
  return (
    typeof value?.at === 'string' && Number.isFinite(value.monotonicMs) && Number.isFinite(value.onAirMs)
  );
}
