import type { Choice } from '../airtime/airtime.ts';
// Not from airtime.ts: it is loaded with the kiosk, not before the first picture.
import { roomAt } from '../airtime/room.ts';
import { builtInPlaylistId } from '../playlist/built-in.ts';
import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import type { AiringPlay, PlayEnd } from './airing-play.ts';
import { InterruptionLayer } from './interruption-layer.ts';
import type { InterruptedPlan, Interruptions } from './interruptions.ts';

/** - `waiting`: asked for; the promises leave no room yet, or films that are owed play in between. */
export type KioskState = 'idle' | 'waiting' | 'on-view';

/** Less is no time to read a page: a person waits until the promises leave as much. */
const leastMs = 30_000;
/** A sensor that is stuck must not keep the programme away for a day. */
const mostMs = 15 * 60_000;

/** What is shown for a person: it counts for no promise, and has no end but theirs. */
export const kioskSpot: ProgrammeSpot = {
  key: `${builtInPlaylistId}/kiosk`,
  playlist: { id: builtInPlaylistId, revision: 1 },
  spot: { id: 'kiosk', kind: 'web', category: 'interaction', weight: 1, src: 'kiosk', durationMs: mostMs },
};

/** Ends that nobody waits through. */
const sendsAway: ReadonlySet<PlayEnd> = new Set(['hidden', 'opening-hours', 'stop', 'update']);
/** Ends after which the person has the screen again: what interrupted them is over soon. */
const pauses: ReadonlySet<PlayEnd> = new Set(['deadline', 'takeover']);

/**
 * Gives the screen to a person who touches it, for as long as the promises leave room. When they do not, the films that
 * are owed play, and the person has the screen again. Takeovers and the stop go before.
 */
export class KioskDesk extends InterruptionLayer {
  readonly #onChange: () => void;
  #state: KioskState = 'idle';
  /** The visit has had the screen already: it waits for boundaries from now on. */
  #seen = false;
  #changes = 0;

  /** @param onChange called whenever the state is another: the playout must look again */
  constructor(first: Interruptions, onChange: () => void) {
    super(first);
    this.#onChange = onChange;
  }

  get state(): KioskState {
    return this.#state;
  }

  override get pending(): boolean {
    return super.pending || this.#state === 'waiting';
  }

  override get revision(): number {
    return super.revision + this.#changes;
  }

  /** Somebody is there. */
  wake(): void {
    if (this.#state === 'idle' && this.stoppedAtMs === undefined) this.#become('waiting');
  }

  /** They are gone before the screen was theirs (again). */
  giveUp(): void {
    if (this.#state === 'waiting') this.#become('idle');
  }

  override choose(plan: InterruptedPlan): Choice | undefined {
    return super.choose(plan) ?? (this.#state === 'idle' ? undefined : choiceFor(plan));
  }

  override breakIn(plan: InterruptedPlan): Choice | undefined {
    const first = super.breakIn(plan);
    if (first || this.#state !== 'waiting' || this.#seen) return first;
    // What goes before at the boundary would take the screen from them again at once, and again be cut.
    return super.choose(plan) ? undefined : choiceFor(plan);
  }

  override cameOnView(play: AiringPlay): void {
    super.cameOnView(play);
    if (!isUse(play)) return;
    this.#seen = true;
    this.#become('on-view');
  }

  override ended(play: AiringPlay, airtimeMs: number, ended: PlayEnd): void {
    super.ended(play, airtimeMs, ended);
    if (isUse(play)) this.#become(pauses.has(ended) ? 'waiting' : 'idle');
    else if (sendsAway.has(ended)) this.giveUp();
  }

  #become(state: KioskState): void {
    this.#state = state;
    if (state === 'idle') this.#seen = false;
    this.#changes += 1;
    this.#onChange();
  }
}

/** Undefined while the promises leave no room for it: what is broken already is made good first. */
function choiceFor({ airtime, eligible, onAirMs, playing, usable }: InterruptedPlan): Choice | undefined {
  if (!usable(kioskSpot) || (playing && isUse(playing))) return undefined;
  const { endByOnAirMs, owed } = roomAt(airtime, eligible, kioskSpot.spot, onAirMs);
  const roomMs = endByOnAirMs - onAirMs;
  if (owed || roomMs < leastMs) return undefined;
  return {
    spot: kioskSpot,
    because: { code: 'interaction', category: 'interaction' },
    deadlineOnAirMs: endByOnAirMs,
    plannedMs: Math.min(mostMs, roomMs),
    turn: { weight: 1 },
  };
}

function isUse({ choice }: AiringPlay): boolean {
  return choice.because.code === 'interaction';
}
