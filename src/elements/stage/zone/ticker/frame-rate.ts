const usualMs = 1000 / 60;
/** About half a second of frames. */
const most = 31;

/** How often this display shows a frame, and which frames it left out. */
export class FrameRate {
  readonly #intervals: number[] = [];
  #lastAtMs: number | undefined;
  #periodMs = usualMs;
  #sinceSorted = 0;

  get isKnown(): boolean {
    return this.#intervals.length === most;
  }

  /** Median of the last frames' distances, in ms; what most displays have while none has been seen. */
  get periodMs(): number {
    return this.#periodMs;
  }

  /** Notes a frame by its own time; gives how many were left out before it. */
  frame(atMs: number): number {
    const sinceMs = this.#lastAtMs === undefined ? undefined : atMs - this.#lastAtMs;
    this.#lastAtMs = atMs;
    // A page that was hidden has shown nothing: no frame was left out.
    if (sinceMs === undefined || sinceMs <= 0 || sinceMs > 1_000) return 0;
    this.#intervals.push(sinceMs);
    if (this.#intervals.length > most) this.#intervals.shift();
    this.#sinceSorted += 1;
    if (this.#sinceSorted >= most && this.#intervals.length === most) this.#settle();
    return Math.max(0, Math.round(sinceMs / this.#periodMs) - 1);
  }

  #settle(): void {
    this.#sinceSorted = 0;
    const sorted = [...this.#intervals].sort((a, b) => a - b);
    this.#periodMs = sorted[Math.floor(most / 2)] ?? usualMs;
  }
}
