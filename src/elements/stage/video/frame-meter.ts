/** A frame with the monotonic time at which it was presented. */
export interface TimedFrame {
  readonly atMs: number;
  readonly mediaMs: number;
  readonly presented: number;
}

/** Slowest pace at which a picture still counts as moving, until the film itself has shown a slower one. */
const slowestMs = 600;
/** However slow a film: a picture that stands longer than this between two frames is frozen. */
const slowestOfAllMs = 1_200;

/**
 * Adds up the time a film's picture was truly on view from the frames it presented. Time goes in with the frames;
 * nothing here reads a clock.
 *
 * An interval between two frames counts whole when it is no longer than {@link FrameMeter.freezeAfterMs}; a longer
 * one was a frozen picture, and only its frame's own period counts.
 */
export class FrameMeter {
  #last: TimedFrame | undefined;
  #countedMs = 0;
  /** Film time gone through since the reveal. */
  #advancedMs = 0;
  #shown = 0;
  #periodMs = 1000 / 30;
  #longestStepMs = 0;
  #interrupted = false;
  /** Film time minus monotonic time of the last few frames. */
  #offsets: number[] = [];

  /** The frame that stood prepared takes the view. */
  reveal(atMs: number): void {
    const frame = this.#last ?? { mediaMs: 0, presented: 1, atMs };
    this.#last = { ...frame, atMs };
    this.#countedMs = 0;
    this.#advancedMs = 0;
    this.#shown = 1;
  }

  add(frame: TimedFrame): void {
    const last = this.#last;
    this.#last = frame;
    if (last === undefined) return;
    const frames = Math.max(1, frame.presented - last.presented);
    const stepMs = frame.mediaMs - last.mediaMs;
    if (stepMs > 0 && !this.#interrupted) {
      this.#advancedMs += stepMs;
      this.#learn(stepMs / frames, frame);
    }
    this.#interrupted = false;
    this.#shown += frames;
    const elapsedMs = frame.atMs - last.atMs;
    this.#countedMs += elapsedMs <= this.freezeAfterMs * frames ? elapsedMs : this.#periodMs;
  }

  /** A pause, a seek or a reload breaks the sequence: what follows is not one interval. */
  interrupt(): void {
    this.#offsets = [];
    this.#interrupted = true;
  }

  #learn(stepMs: number, frame: TimedFrame): void {
    if (stepMs >= 4 && stepMs <= slowestOfAllMs) {
      this.#periodMs = this.#shown < 3 ? stepMs : Math.min(this.#periodMs, stepMs);
      this.#longestStepMs = Math.max(this.#longestStepMs, stepMs);
    }
    const offset = frame.mediaMs - frame.atMs;
    const jumped = this.#offsets.length > 0 && Math.abs(offset - (this.#offsets[0] ?? offset)) > 120;
    this.#offsets = [...(jumped ? [] : this.#offsets.slice(-5)), offset];
  }

  /** How long without a new frame means frozen: three of the film's own slowest steps, within limits. */
  get freezeAfterMs(): number {
    return Math.min(slowestOfAllMs, Math.max(slowestMs, 3 * this.#longestStepMs));
  }

  /** How many recent frames {@link mediaMsAt} rests on. */
  get steps(): number {
    return this.#offsets.length;
  }

  get periodMs(): number {
    return this.#periodMs;
  }

  get shown(): number {
    return this.#shown;
  }

  get last(): TimedFrame | undefined {
    return this.#last;
  }

  /** Where in the film the picture is at `atMs`, by its least late recent frame; undefined before two frames. */
  mediaMsAt(atMs: number): number | undefined {
    return this.#offsets.length > 0 ? atMs + Math.max(...this.#offsets) : undefined;
  }

  /** The last frame has its own period; what comes after it is proven by the next frame only. */
  properUntilMs(atMs: number): number {
    return this.#last ? Math.min(atMs, this.#last.atMs + this.#periodMs) : atMs;
  }

  /**
   * Airtime up to `atMs`, rounded down. Never more than the film has gone on: a film that stutters for lack of power
   * takes longer than it is, and the time it stood still showed nothing new.
   */
  airtimeMs(atMs: number): number {
    const pendingMs = this.#last ? Math.max(0, this.properUntilMs(atMs) - this.#last.atMs) : 0;
    return Math.floor(Math.min(this.#countedMs + pendingMs, this.#advancedMs + this.#periodMs));
  }
}
