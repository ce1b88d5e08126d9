/** What the world outside wants of the playout; each wish wakes the loop. */
export class Wishes {
  #visible = true;
  #skip = false;
  #stop: StopReason | undefined;
  readonly #waiting = new Set<() => void>();

  /**
   * Resolves at the next change, or when `givenUp` is aborted. One promise for all who wait would keep something of each
   * look at it until it resolves, and on a screen that nobody touches that is never.
   */
  changed(givenUp?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const over = () => {
        this.#waiting.delete(over);
        givenUp?.removeEventListener('abort', over);
        resolve();
      };
      this.#waiting.add(over);
      givenUp?.addEventListener('abort', over);
    });
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
    for (const over of [...this.#waiting]) over();
  }
}

/** `update`: a new version of the app waits. `fault`: the page is to be loaded anew. `closed`: the player ends. */
export type StopReason = 'update' | 'fault' | 'closed';
