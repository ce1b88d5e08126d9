import type { ProgrammeSpot } from '../playlist/programme-spot.ts';

/** Says announcements: from their recordings, or by the system's speech. It decides nothing about when. */
export interface Voice {
  /**
   * Makes an announcement ready to be heard at once. Rejects with a {@link SpotError}: `unsupported` when this voice
   * has nothing to say it with, the others as for pictures. Aborting releases it.
   */
  prepare(spot: ProgrammeSpot, signal: AbortSignal): Promise<PreparedAnnouncement>;
}

export interface PreparedAnnouncement {
  /**
   * Resolves when the first sound was given out. Rejects with a {@link SpotError}, `refused` when the browser allows no
   * sound without a gesture, `timeout` when none came within a few seconds; nothing is heard then.
   * @param volume 0 silent to 1 full
   */
  start(volume: number): Promise<Utterance>;
  /** Gives back what preparing took. Not needed once started. */
  release(): void;
}

/** An announcement being heard. */
export interface Utterance {
  /** Monotonic time at which it began to be heard. */
  readonly startedAtMs: number;
  /** Settles when nothing more is heard: by its end, by {@link stop}, or because it broke off. Never rejects. */
  readonly over: Promise<'end' | 'stopped' | { readonly failed: Error }>;
  /** Time in which it was heard so far, rounded down; stalls are left out. */
  heardMs(): number;
  /** Silence, within the same task. */
  stop(): void;
}
