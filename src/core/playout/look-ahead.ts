import { throwIfAborted } from '../abort.ts';
import type { Choice } from '../airtime/airtime.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../playlist/programme-spot.ts';
import type { Clock } from '../ports/clock.ts';
import { type PreparedSpot, SpotError, type Stage } from '../ports/stage.ts';
import type { Quarantine } from './quarantine.ts';

/** A choice of one programme. */
export interface Plan {
  readonly programme: ResolvedProgramme;
  readonly choice: Choice;
}

/** A choice with its picture ready to start. */
export interface Ready extends Plan {
  readonly prepared: PreparedSpot;
}

export interface Preparing {
  readonly stage: Stage;
  readonly clock: Clock;
  readonly quarantine: Quarantine;
  /** The spot with the address from which it is played on this device. */
  readonly locate: (spot: ProgrammeSpot) => Promise<ProgrammeSpot>;
  readonly onFault: (error: SpotError, recovery: string) => void;
}

const restAfterFailureMs = 100;

/**
 * Chooses and prepares until something is ready. A spot that cannot be prepared is set aside and another is chosen;
 * built-in slogans need no file, so this ends.
 * @param plan asks the airtime rule again, with what is set aside left out
 * @param onTry hears of each choice before it is prepared
 * @throws the signal's reason when aborted
 */
async function prepareNext(
  plan: () => Plan,
  preparing: Preparing,
  onTry: (planned: Plan) => void,
  signal: AbortSignal,
): Promise<Ready> {
  for (;;) {
    const planned = plan();
    onTry(planned);
    try {
      const spot = await preparing.locate(planned.choice.spot);
      throwIfAborted(signal);
      return { ...planned, prepared: await preparing.stage.prepare(spot, signal) };
    } catch (error) {
      throwIfAborted(signal);
      setAside(planned.choice.spot, error, preparing);
      await preparing.clock.sleepUntil(preparing.clock.monotonicMs() + restAfterFailureMs, signal);
    }
  }
}

/** Leaves a failed spot out for a while and reports it. */
export function setAside(spot: ProgrammeSpot, error: unknown, preparing: Preparing): void {
  preparing.quarantine.add(spot.key, preparing.clock.monotonicMs());
  const spotError =
    error instanceof SpotError ? error : new SpotError('unsupported', spot.key, inWords(error));
  preparing.onFault(spotError, 'set aside, another spot plays');
}

function inWords(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Media that are not ready after this long are left out for a while: they would hold up the boundary again. */
const slowMs = 1_000;

/** The next picture being made ready while another is on view. */
export class LookAhead {
  /** The programme for which it is being made ready. */
  readonly programme: ResolvedProgramme;
  readonly #preparing: Preparing;
  readonly #abort = new AbortController();
  readonly #promise: Promise<Ready>;
  #ready: Ready | undefined;
  #trying: { readonly spot: ProgrammeSpot; readonly sinceMs: number } | undefined;

  constructor(programme: ResolvedProgramme, plan: () => Plan, preparing: Preparing) {
    this.programme = programme;
    this.#preparing = preparing;
    const onTry = ({ choice }: Plan) => {
      this.#trying = { spot: choice.spot, sinceMs: preparing.clock.monotonicMs() };
    };
    this.#promise = prepareNext(plan, preparing, onTry, this.#abort.signal);
    this.#promise.then(
      (ready) => {
        this.#ready = ready;
      },
      () => {},
    );
  }

  /** Resolves when something is ready, or nothing more is to be. */
  get settled(): Promise<unknown> {
    return this.#promise.catch(() => undefined);
  }

  /** What is ready by now, if anything. */
  get ready(): Ready | undefined {
    return this.#ready;
  }

  /** Waits for it, at most until a monotonic time; undefined (and given up) when it is not ready by then. */
  async readyBy(atMonotonicMs: number): Promise<Ready | undefined> {
    const patience = new AbortController();
    const late = this.#preparing.clock.sleepUntil(atMonotonicMs, patience.signal).then(
      () => undefined,
      () => undefined,
    );
    const given = this.#promise.catch((error: unknown) => this.#unlessGivenUp(error));
    const ready = await Promise.race([given, late]).finally(() => patience.abort());
    if (!ready) this.#giveUp();
    return ready;
  }

  abort(): void {
    this.#abort.abort();
  }

  #unlessGivenUp(error: unknown): undefined {
    if (!this.#abort.signal.aborted) throw error;
  }

  #giveUp(): void {
    this.abort();
    const trying = this.#trying;
    if (!trying) return;
    const triedMs = this.#preparing.clock.monotonicMs() - trying.sinceMs;
    if (triedMs < slowMs) return;
    const slow = new SpotError('timeout', trying.spot.key, `not ready after ${Math.round(triedMs)} ms`);
    setAside(trying.spot, slow, this.#preparing);
  }
}
