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

/** A seek can bring one single frame: only a picture that has moved this long is cured. */
const curedAfterMs = 700;

/**
 * Decides from samples taken a few times a second. The clock of a video may run while its picture is frozen,
 * so only presented frames count as life. Steps come in order, each once per freeze.
 */
export class Watchdog {
  #lookedAtMs: number | undefined;
  /** The last frame before the freeze; while all is well, simply the last frame. */
  #stillSinceMs = Number.NEGATIVE_INFINITY;
  #movingSinceMs: number | undefined;
  #taken = 0;

  look(sample: WatchdogSample): WatchdogStep | undefined {
    const lateMs = sample.nowMs - (this.#lookedAtMs ?? sample.nowMs);
    this.#lookedAtMs = sample.nowMs;
    if (!sample.framesDue) this.#revive(sample.nowMs);
    else if (lateMs > lateLookMs) this.#stillSinceMs += lateMs;
    const moving = this.#followMovement(sample);
    return moving ? undefined : this.#dueStep(sample.nowMs - this.#stillSinceMs, sample.freezeAfterMs);
  }

  /** True while a frame is fresh enough that no step is called for. */
  #followMovement({ nowMs, lastFrameAtMs, freezeAfterMs }: WatchdogSample): boolean {
    const moving = nowMs - lastFrameAtMs <= freezeAfterMs / 2;
    this.#movingSinceMs = moving ? (this.#movingSinceMs ?? nowMs) : undefined;
    const cured = this.#movingSinceMs !== undefined && nowMs - this.#movingSinceMs >= curedAfterMs;
    if (this.#taken === 0 || cured) this.#revive(Math.max(this.#stillSinceMs, lastFrameAtMs));
    return moving;
  }

  #revive(atMs: number): void {
    this.#stillSinceMs = atMs;
    this.#taken = 0;
  }

  #dueStep(stillMs: number, freezeAfterMs: number): WatchdogStep | undefined {
    const next = order[this.#taken];
    const dueMs = { seek: freezeAfterMs, reload: freezeAfterMs + reloadAfterMs, 'give-up': giveUpAfterMs };
    if (next === undefined || stillMs < dueMs[next]) return undefined;
    this.#taken += 1;
    return next;
  }

  /** True between the first step against a freeze and its cure. */
  get curing(): boolean {
    return this.#taken > 0;
  }
}
