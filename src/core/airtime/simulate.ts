import type { Outcome } from '../as-run/entry.ts';
import type { ShareRule } from '../playlist/definition.ts';
import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import { type Choice, nextSpot } from './choice.ts';
import type { AiredSpot } from './ledger.ts';
import { seededRandom } from './random.ts';
import type { Reason } from './reason.ts';
import { recordAiring, startAirtime } from './state.ts';

export interface SimulatedPlay {
  readonly spot: ProgrammeSpot;
  /** On-air time from the start. */
  readonly startMs: number;
  readonly airtimeMs: number;
  readonly plannedMs: number;
  readonly outcome: Outcome;
  readonly because: Reason;
  /** What the clock on the wall says at its start. */
  readonly wallMs: number;
}

export interface SimulationOptions {
  readonly rules: readonly ShareRule[];
  /** The spots that may play at a wall time; the same array while nothing changes. */
  readonly eligibleAt: (wallMs: number) => readonly ProgrammeSpot[];
  /** Whether the screen is open at a wall time, and until when that holds. Always open when left out. */
  readonly hoursAt?: (wallMs: number) => { readonly open: boolean; readonly untilWallMs: number };
  readonly fromWallMs: number;
  readonly toWallMs: number;
  readonly seed?: number;
  /** Part of the plays of file-backed spots that fail, 0 to 1. */
  readonly fail?: number;
}

/** A failed start keeps the screen without a proper picture for up to this long. */
const longestFailureMs = 500;
/** A spot that failed is not tried again for this much on-air time. */
const asideMs = 10_000;

/**
 * Plays a programme through the real scheduler without a screen: plays back to back, closed hours left out of on-air
 * time, what is on view at closing time cut. The same seed gives the same plays. Nothing is kept but the state.
 */
export function* simulate(options: SimulationOptions): Generator<SimulatedPlay> {
  const { rules, toWallMs, hoursAt } = options;
  const failures = new Failures(options.seed ?? 1, options.fail ?? 0);
  let state = startAirtime(rules);
  let wallMs = options.fromWallMs;
  let onAirMs = 0;
  while (wallMs < toWallMs) {
    const hours = hoursAt?.(wallMs) ?? { open: true, untilWallMs: Number.POSITIVE_INFINITY };
    if (!hours.open) {
      wallMs = hours.untilWallMs;
      continue;
    }
    const eligible = failures.without(options.eligibleAt(wallMs), onAirMs);
    const choice = nextSpot(state, eligible, onAirMs);
    const play = failures.strikes(choice.spot)
      ? failedPlay(choice, onAirMs, wallMs)
      : playOf(choice, onAirMs, wallMs, hours.untilWallMs - wallMs);
    yield play;
    state = recordAiring(state, airedOf(choice, play));
    const passedMs = play.outcome === 'failed' ? failures.costOf(choice.spot, onAirMs) : play.airtimeMs;
    onAirMs += passedMs;
    wallMs += passedMs;
  }
}

function playOf(choice: Choice, startMs: number, wallMs: number, untilClosedMs: number): SimulatedPlay {
  const { spot, because, plannedMs } = choice;
  const endMs = Math.min(plannedMs, choice.deadlineOnAirMs - startMs, untilClosedMs);
  const airtimeMs = Math.max(1, Math.floor(endMs));
  const complete = airtimeMs === spot.spot.durationMs;
  return { spot, startMs, airtimeMs, plannedMs, outcome: complete ? 'completed' : 'cut', because, wallMs };
}

function failedPlay({ spot, because, plannedMs }: Choice, startMs: number, wallMs: number): SimulatedPlay {
  return { spot, startMs, airtimeMs: 0, plannedMs, outcome: 'failed', because, wallMs };
}

function airedOf({ spot: { key, spot }, turn }: Choice, { startMs, airtimeMs }: SimulatedPlay): AiredSpot {
  return {
    key,
    category: spot.category,
    ...(spot.topic === undefined ? {} : { topic: spot.topic }),
    kind: spot.kind,
    ...turn,
    startOnAirMs: startMs,
    airtimeMs,
  };
}

/** Which plays fail, what that costs, and which spots are set aside for it. */
class Failures {
  readonly #random: () => number;
  readonly #share: number;
  readonly #asideUntilMs = new Map<string, number>();
  #seen = false;
  #from: readonly ProgrammeSpot[] = [];
  #left: readonly ProgrammeSpot[] = [];
  #changed = false;

  constructor(seed: number, share: number) {
    this.#random = seededRandom(seed);
    this.#share = share;
  }

  without(eligible: readonly ProgrammeSpot[], onAirMs: number): readonly ProgrammeSpot[] {
    for (const [key, untilMs] of this.#asideUntilMs) {
      if (untilMs > onAirMs) continue;
      this.#asideUntilMs.delete(key);
      this.#changed = true;
    }
    if (eligible !== this.#from || this.#changed) {
      const aside = this.#asideUntilMs;
      this.#left = aside.size === 0 ? eligible : eligible.filter(({ key }) => !aside.has(key));
      this.#from = eligible;
      this.#changed = false;
    }
    return this.#left;
  }

  strikes({ url }: ProgrammeSpot): boolean {
    const struck = this.#share > 0 && url !== undefined && this.#random() < this.#share;
    if (!struck) this.#seen = true;
    return struck;
  }

  /** On-air time lost. None before the first picture: on-air time begins with it. */
  costOf({ key }: ProgrammeSpot, onAirMs: number): number {
    this.#asideUntilMs.set(key, onAirMs + asideMs);
    this.#changed = true;
    const costMs = Math.floor(this.#random() * (longestFailureMs + 1));
    return this.#seen ? costMs : 0;
  }
}
