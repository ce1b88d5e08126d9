import type { Hour } from './hours.ts';

/** A stretch of on-air time within one clock hour, during which wall and on-air time run together. */
export interface Stretch<H extends Hour> {
  readonly onAirMs: number;
  readonly wallMs: number;
  readonly hour: H;
}

/** More than this between what the wall clock says and what it should say begins a new stretch. */
const jumpMs = 1000;

/**
 * The on-air clock laid over the calendar. Durations come from the on-air clock alone; the wall clock says only in
 * which hour they fall, so that a jump moves time to another hour but neither makes nor loses any.
 */
export class OnAirTimeline<H extends Hour> {
  private readonly hourAt: (wallMs: number) => H;
  /** In order, each until the next one begins. */
  readonly stretches: Stretch<H>[] = [];
  /** How far on-air time has got. */
  onAirMs: number;
  private anchorOnAirMs: number;
  private anchorWallMs: number;
  private continuesAtWallMs = Number.NaN;

  constructor(onAirMs: number, wallMs: number, hourAt: (wallMs: number) => H) {
    this.onAirMs = onAirMs;
    this.anchorOnAirMs = onAirMs;
    this.anchorWallMs = wallMs;
    this.hourAt = hourAt;
  }

  /** What the wall clock says there. */
  get wallMs(): number {
    return this.anchorWallMs + this.onAirMs - this.anchorOnAirMs;
  }

  /** At on-air time `onAirMs` the wall clock says `wallMs`. Ignored for times already passed. */
  anchor(onAirMs: number, wallMs: number): void {
    if (onAirMs < this.onAirMs) return;
    this.advance(onAirMs);
    this.anchorOnAirMs = onAirMs;
    this.anchorWallMs = wallMs;
  }

  /** On-air time runs on to `onAirMs`; `onSpan` hears which hour gets how much of it. */
  advance(onAirMs: number): void {
    while (this.onAirMs < onAirMs) {
      const wallMs = this.wallMs;
      const hour = this.hourAt(wallMs);
      this.enter(hour, wallMs);
      const step = Math.min(onAirMs - this.onAirMs, hour.endMs - wallMs);
      this.onAirMs += step;
      this.continuesAtWallMs = wallMs + step;
    }
  }

  /** The parts of [fromOnAirMs, toOnAirMs) in each hour. Precondition: on-air time has got to `toOnAirMs`; `from` is recent. */
  split(fromOnAirMs: number, toOnAirMs: number, part: (hour: H, durationMs: number) => void): void {
    const last = this.stretches[this.stretches.length - 1];
    if (last && last.onAirMs <= fromOnAirMs) {
      part(last.hour, toOnAirMs - fromOnAirMs);
      return;
    }
    let index = this.indexAt(fromOnAirMs);
    for (let from = fromOnAirMs; from < toOnAirMs; index++) {
      const stretch = this.stretches[index];
      if (!stretch) return;
      const to = Math.min(this.stretches[index + 1]?.onAirMs ?? toOnAirMs, toOnAirMs);
      if (to > from) part(stretch.hour, to - from);
      from = Math.max(from, to);
    }
  }

  /** What the wall clock said at a recent on-air time. */
  wallMsAt(onAirMs: number): number {
    const stretch = this.stretches[this.indexAt(onAirMs)];
    return stretch ? stretch.wallMs + onAirMs - stretch.onAirMs : this.wallMs;
  }

  private enter(hour: H, wallMs: number): void {
    const last = this.stretches[this.stretches.length - 1];
    const runsOn = Math.abs(wallMs - this.continuesAtWallMs) <= jumpMs;
    if (last?.hour === hour && runsOn) return;
    this.stretches.push({ onAirMs: this.onAirMs, wallMs, hour });
  }

  /** Searched from the end: those who ask, ask for what has just been. */
  private indexAt(onAirMs: number): number {
    let index = this.stretches.length - 1;
    while (index > 0 && (this.stretches[index]?.onAirMs ?? 0) > onAirMs) index--;
    return Math.max(index, 0);
  }
}
