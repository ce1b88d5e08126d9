/** What the world outside wants of the playout; each wish wakes the loop. */
export class Wishes {
  #visible = true;
  #skip = false;
  #stop: StopReason | undefined;
  #wake: (() => void) | undefined;
  #changed: Promise<void>;

  constructor() {
    this.#changed = this.#renew();
  }

  /** Resolves at the next change. */
  get changed(): Promise<void> {
    return this.#changed;
  }

  get visible(): boolean {
    return this.#visible;
  }

  set visible(visible: boolean) {
    if (this.#visible === visible) return;
    this.#visible = visible;
    this.wake();
  }

  /** Why the playout is to end at the next boundary; undefined while it is to go on. */
  get stop(): StopReason | undefined {
    return this.#stop;
  }

  stopAtBoundary(reason: StopReason): void {
    this.#stop ??= reason;
    this.wake();
  }

  skip(): void {
    this.#skip = true;
    this.wake();
  }

  /** True once for each skip asked for. */
  takeSkip(): boolean {
    const skip = this.#skip;
    this.#skip = false;
    return skip;
  }

  wake(): void {
    const wake = this.#wake;
    this.#changed = this.#renew();
    wake?.();
  }

  #renew(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** `update`: a new version of the app waits. `fault`: the page is to be loaded anew. `closed`: the player ends. */
export type StopReason = 'update' | 'fault' | 'closed';
