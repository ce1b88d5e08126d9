/** What starting a video took lately; each new start is predicted by the median of the last ones. */
export class StartUpTimes {
  readonly #recentMs: number[] = [60];

  add(tookMs: number): void {
    // A start that took longer than this was a fault, not a habit.
    if (tookMs < 0 || tookMs > 400) return;
    this.#recentMs.push(tookMs);
    if (this.#recentMs.length > 9) this.#recentMs.shift();
  }

  get expectedMs(): number {
    const sorted = [...this.#recentMs].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 60;
  }
}
