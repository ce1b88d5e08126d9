import {
  type AirtimeState,
  type Choice,
  changeRules,
  deadlineOnAirMs,
  isOverdue,
  nextSpot,
} from '../airtime/airtime.ts';
import { eligibleSpots } from '../playlist/eligible.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../playlist/programme-spot.ts';
import type { Clock } from '../ports/clock.ts';
import { sameItems } from '../same-items.ts';
import { rulesIn } from '../zones/zone-rules.ts';
import type { AiringPlay } from './airing-play.ts';
import type { InterruptedPlan, Interruptions } from './interruptions.ts';
import type { Plan } from './look-ahead.ts';
import type { Quarantine } from './quarantine.ts';

export interface PlannerOptions {
  readonly clock: Clock;
  readonly quarantine: Quarantine;
  /** Whether a spot's media are on this device, or needed from nowhere. */
  readonly playable: (spot: ProgrammeSpot) => boolean;
}

/** A boundary, as it is or as it is foreseen. */
export interface Boundary {
  /** The programme in force, and the one that the next picture is to come from. */
  readonly inForce: ResolvedProgramme;
  readonly wanted: ResolvedProgramme;
  /** Under the rules of the programme in force, with everything aired up to `onAirMs`. */
  readonly airtime: AirtimeState;
  readonly onAirMs: number;
  readonly playing?: AiringPlay;
  /** Whether what is on view comes to its end there. */
  readonly completes: boolean;
}

/** What comes next: what breaks into the programme, or else what the airtime rule chooses of it. */
export class Planner {
  interruptions: Interruptions | undefined;
  readonly #options: PlannerOptions;
  #usable: readonly ProgrammeSpot[] = [];

  constructor(options: PlannerOptions) {
    this.#options = options;
  }

  plan(boundary: Boundary): Plan {
    const seen = this.#see(boundary);
    const choice =
      this.interruptions?.choose(seen) ?? nextSpot(seen.airtime, seen.eligible, boundary.onAirMs);
    return { programme: boundary.wanted, choice };
  }

  /** What is to replace the play on view now. */
  breakIn(boundary: Boundary): Choice | undefined {
    return this.interruptions?.breakIn(this.#see(boundary));
  }

  /** Whether what was prepared under a forecast may still start, now that the forecast can be compared. */
  mayStart({ choice, programme }: Plan, boundary: Boundary): boolean {
    if (programme !== boundary.wanted) return false;
    if (interruptionOf(choice) !== undefined) {
      return interruptionOf(this.interruptions?.choose(this.#see(boundary))) === interruptionOf(choice);
    }
    if (programme !== boundary.inForce) return true;
    const { airtime, onAirMs } = boundary;
    const { spot, key } = choice.spot;
    if (deadlineOnAirMs(airtime, spot, onAirMs) < onAirMs + choice.plannedMs) return false;
    // What was cut or failed before it may have broken a promise, and that sets no deadline.
    return !isOverdue(airtime, spot, onAirMs) || this.plan(boundary).choice.spot.key === key;
  }

  /** Under the rules of the programme that was offered, if one was. */
  #see(boundary: Boundary): InterruptedPlan {
    const { inForce, wanted, airtime, onAirMs } = boundary;
    const { clock, playable, quarantine } = this.#options;
    const nowMs = clock.monotonicMs();
    const usable = (spot: ProgrammeSpot) => playable(spot) && !quarantine.holds(spot.key, nowMs);
    const eligible = eligibleSpots(wanted, clock.wallMs()).spots.filter(usable);
    // The rule sorts an array once: it is given the same one while nothing has changed.
    if (!sameItems(eligible, this.#usable)) this.#usable = eligible;
    return {
      ...boundary,
      programme: wanted,
      airtime: wanted === inForce ? airtime : changeRules(airtime, rulesIn(wanted.programme), onAirMs),
      eligible: this.#usable,
      usable,
    };
  }
}

/** What a choice breaks into the programme for: a takeover, or a person. */
export function interruptionOf(choice: Choice | undefined): string | undefined {
  return choice?.because.code === 'interaction' ? ':person' : takeoverOf(choice);
}

/** The takeover that a choice was made for. */
export function takeoverOf(choice: Choice | undefined): string | undefined {
  return choice?.because.code === 'takeover' ? choice.because.takeover : undefined;
}
