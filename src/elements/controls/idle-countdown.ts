import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface IdleCountdownOptions {
  /** How often a new second is looked for. */
  readonly tickMs?: number;
  readonly onZero: () => void;
}

/**
 * A wait that a person sees coming to its end: quiet first, then a countdown that the host shows from `secondsLeft`.
 * Every `start()` begins anew. Runs only while its host is on the page.
 */
export class IdleCountdown implements ReactiveController {
  /** Undefined while quiet or stopped. */
  secondsLeft: number | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: IdleCountdownOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #zeroAtMs = 0;
  #shownMs = 0;

  constructor(host: ReactiveControllerHost, options: IdleCountdownOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Waits `quietMs`, then shows the last `shownMs`, then calls `onZero` once. */
  start(quietMs: number, shownMs: number): void {
    this.stop();
    this.#zeroAtMs = performance.now() + quietMs + shownMs;
    this.#shownMs = shownMs;
    this.#timer = setInterval(() => this.#tick(), this.#options.tickMs ?? 200);
    this.#show(quietMs + shownMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#set(undefined);
  }

  #tick(): void {
    const leftMs = this.#zeroAtMs - performance.now();
    if (leftMs > 0) {
      this.#show(leftMs);
      return;
    }
    this.stop();
    this.#options.onZero();
  }

  #show(leftMs: number): void {
    this.#set(leftMs <= this.#shownMs ? Math.ceil(leftMs / 1000) : undefined);
  }

  #set(secondsLeft: number | undefined): void {
    if (secondsLeft === this.secondsLeft) return;
    this.secondsLeft = secondsLeft;
    this.#host.requestUpdate();
  }
}
