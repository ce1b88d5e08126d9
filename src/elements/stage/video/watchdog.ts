/** What to do about a picture that does not move. */
export type WatchdogStep = 'seek' | 'reload' | 'give-up';

export interface WatchdogSample {
  readonly nowMs: number;
  /** When the last frame was presented. */
  readonly lastFrameAtMs: number;
  /** Longest time without a frame that is normal for this film. */
  readonly freezeAfterMs: number;
  /** False while hidden, paused on purpose or ended: no frames are due then. */
  readonly framesDue: boolean;
}

/** How long after the noticing of a freeze the reload follows the seek. */
const reloadAfterMs = 300;
/** Never more than 2 s without a moving picture, so the end comes this long after the last frame. */
const giveUpAfterMs = 1_850;
const order: readonly WatchdogStep[] = ['seek', 'reload', 'give-up'];
/** A page that was too busy to look is no proof of a frozen picture. */
const lateLookMs = 500;

/**
 * Decides from samples taken a few times a second. The clock of a video may run while its picture is frozen,
 * so only presented frames count as life. Steps come in order, each once per freeze.
 */
export class Watchdog {
  #lookedAtMs: number | undefined;
  #aliveAtMs = Number.NEGATIVE_INFINITY;
  #taken = 0;

  look(sample: WatchdogSample): WatchdogStep | undefined {
    const lateMs = sample.nowMs - (this.#lookedAtMs ?? sample.nowMs);
    this.#lookedAtMs = sample.nowMs;
    if (sample.lastFrameAtMs > this.#aliveAtMs) this.#revive(sample.lastFrameAtMs);
    if (!sample.framesDue) this.#revive(sample.nowMs);
    else if (lateMs > lateLookMs) this.#aliveAtMs += lateMs;
    return this.#dueStep(sample.nowMs - this.#aliveAtMs, sample.freezeAfterMs);
  }

  #revive(atMs: number): void {
    this.#aliveAtMs = atMs;
    this.#taken = 0;
  }

  #dueStep(stillMs: number, freezeAfterMs: number): WatchdogStep | undefined {
    const next = order[this.#taken];
    const dueMs = { seek: freezeAfterMs, reload: freezeAfterMs + reloadAfterMs, 'give-up': giveUpAfterMs };
    if (next === undefined || stillMs < dueMs[next]) return undefined;
    this.#taken += 1;
    return next;
  }
}
