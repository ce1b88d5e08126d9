import type { Choice } from '../airtime/airtime.ts';
import type { AiringPlay, PlayEnd } from './airing-play.ts';
import type { InterruptedPlan, Interruptions } from './interruptions.ts';

/**
 * Something more that may break into the programme, after those who may already: it lets them decide first and hands
 * everything on to them. Put it in their place.
 */
export class InterruptionLayer implements Interruptions {
  readonly #first: Interruptions;

  constructor(first: Interruptions) {
    this.#first = first;
  }

  get stoppedAtMs(): number | undefined {
    return this.#first.stoppedAtMs;
  }

  get pending(): boolean {
    return this.#first.pending;
  }

  get revision(): number {
    return this.#first.revision;
  }

  get away(): boolean {
    return this.#first.away === true;
  }

  choose(plan: InterruptedPlan): Choice | undefined {
    return this.#first.choose(plan);
  }

  breakIn(plan: InterruptedPlan): Choice | undefined {
    return this.#first.breakIn(plan);
  }

  isCancelled(play: AiringPlay): boolean {
    return this.#first.isCancelled(play);
  }

  leavesAfter(play: AiringPlay, ended: PlayEnd): boolean {
    return this.#first.leavesAfter?.(play, ended) === true;
  }

  cameOnView(play: AiringPlay): void {
    this.#first.cameOnView(play);
  }

  ended(play: AiringPlay, airtimeMs: number, ended: PlayEnd): void {
    this.#first.ended(play, airtimeMs, ended);
  }
}
