import type { SwitchOn } from '../playlist/definition.ts';
import type { AiringPlay, PlayEnd } from './airing-play.ts';
import { InterruptionLayer } from './interruption-layer.ts';
import type { Interruptions } from './interruptions.ts';

const warningCategory = 'anti-fraud';

export interface SwitchOnParts {
  /** What the programme in force says; undefined: it hands over to nothing. */
  readonly wish: () => SwitchOn | undefined;
  /** Whether there is something to hand over to, as far as is known. */
  readonly reachable: () => boolean;
  /** Called when the screen is handed over or back: the playout must look again. */
  readonly onChange: () => void;
}

/**
 * Hands the screen over at the end of the play with which the warnings since the start have had their time. Only
 * measured airtime counts, and nothing makes it shorter.
 */
export class SwitchOnDesk extends InterruptionLayer {
  readonly #parts: SwitchOnParts;
  #airedMs = 0;
  #leaving = false;
  #away = false;

  constructor(first: Interruptions, parts: SwitchOnParts) {
    super(first);
    this.#parts = parts;
  }

  override get away(): boolean {
    return this.#away || super.away;
  }

  override leavesAfter(play: AiringPlay, ended: PlayEnd): boolean {
    const willHaveMs = this.#airedMs + (isWarning(play) ? airtimeOf(play, ended) : 0);
    this.#leaving = this.#isDue(willHaveMs) && this.#parts.reachable();
    return this.#leaving || super.leavesAfter(play, ended);
  }

  override ended(play: AiringPlay, airtimeMs: number, ended: PlayEnd): void {
    super.ended(play, airtimeMs, ended);
    if (isWarning(play)) this.#airedMs += airtimeMs;
    // Its last moment may have been spoilt: then the programme goes on.
    if (this.#leaving && this.#isDue(this.#airedMs)) this.#become(true);
    this.#leaving = false;
  }

  /** The screen is the programme's again, with a warning as at a start. */
  back(): void {
    this.#airedMs = 0;
    this.#become(false);
  }

  #isDue(airedMs: number): boolean {
    const wish = this.#parts.wish();
    return wish !== undefined && airedMs >= wish.atLeastSeconds * 1000;
  }

  #become(away: boolean): void {
    this.#away = away;
    this.#parts.onChange();
  }
}

function isWarning({ choice }: AiringPlay): boolean {
  return choice.spot.spot.category === warningCategory;
}

/** A play that is near its end will be let reach it. */
function airtimeOf(play: AiringPlay, ended: PlayEnd): number {
  const { airtimeMs, complete } = play.onView.measure();
  return ended === 'end' && !complete ? play.plannedMs : airtimeMs;
}
