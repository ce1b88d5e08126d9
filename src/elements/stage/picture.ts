import type { Airing, SpotError, StageFault } from '../../core/ports/stage.ts';

/**
 * One prepared spot on its layer. Order of calls: `start()` while covered, `reveal()` when it takes the view,
 * `leave()` when another picture has taken it. `release()` may come at any time and is idempotent.
 */
export interface Picture {
  readonly layer: HTMLElement;
  /** Time from `start()` to the instant its first frame is due, from experience. */
  readonly startUpMs: number;
  /** Resolves when it runs under cover and may be revealed; rejects with a SpotError. */
  start(): Promise<void>;
  reveal(atMs: number): void;
  leave(atMs: number): void;
  release(): void;
  /** Time until its natural end; undefined when it has none. */
  remainingMs(): number | undefined;
  /** True once the last frame has had its time on view. */
  isOver(): boolean;
  /** Until when its picture was a proper one: a frozen or ended film has only its last frame's time. */
  properUntilMs(): number;
  /** Resolves at the natural end or at the failure that nothing cured; never rejects. */
  readonly ending: Promise<PictureEnd>;
  measure(): Airing;
  setVolume(volume: number): void;
}

export type PictureEnd = 'end' | { readonly failed: SpotError };

/** What a picture may ask of the stage it stands on. */
export interface StageContext {
  /** Monotonic milliseconds. */
  now(): number;
  /** False while the page is hidden: nothing is on view then. */
  visible(): boolean;
  volume(): number;
  soundRefused(spotKey: string): void;
  soundAllowed(): void;
  fault(fault: StageFault): void;
}

/** A promise with its resolver outside, settled at most once. */
export function endingSwitch(): { promise: Promise<PictureEnd>; end: (end: PictureEnd) => void } {
  let end: (end: PictureEnd) => void = () => {};
  const promise = new Promise<PictureEnd>((resolve) => {
    end = resolve;
  });
  return { promise, end };
}
