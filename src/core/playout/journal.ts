import type { AsRunLog } from '../as-run/as-run-log.ts';
import type { AsRunEntry, EntryDraft, PlayDraft, Stamp } from '../as-run/entry.ts';
import type { Clock } from '../ports/clock.ts';
import { isoWithOffset } from '../wall-time.ts';
import type { OnAirClock } from './on-air-clock.ts';

/** Far more than a day of plays; beyond it memory would be at risk and the oldest are given up, said in the log. */
const mostHeld = 10_000;

/** What the playout needs of the as-run log. */
export type PlayLog = Pick<AsRunLog, 'append' | 'inFlight'>;

/**
 * Writes the as-run log for the playout: in order, never twice, and without ever making the picture wait.
 * What the store refuses (full disk) is held and written before the next entry.
 */
export class Journal {
  readonly #log: PlayLog;
  readonly #clock: Clock;
  readonly #onAir: OnAirClock;
  #held: EntryDraft[] = [];
  #lost = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #behindSinceMs: number | undefined;
  timeZone: string;
  onWritten: ((entries: readonly AsRunEntry[]) => void) | undefined;
  onRefused: ((error: unknown, held: number) => void) | undefined;

  constructor(log: PlayLog, clock: Clock, onAir: OnAirClock, timeZone: string) {
    this.#log = log;
    this.#clock = clock;
    this.#onAir = onAir;
    this.timeZone = timeZone;
  }

  /** Number of entries that could not be written yet. */
  get held(): number {
    return this.#held.length;
  }

  /** How long the oldest entry that is not durable yet has been waiting; 0 when all is written. */
  get behindMs(): number {
    return this.#behindSinceMs === undefined ? 0 : this.#clock.monotonicMs() - this.#behindSinceMs;
  }

  /** The time of an instant of this run, as entries carry it. Default: now. */
  stamp(monotonicMs = this.#clock.monotonicMs()): Stamp {
    const wallMs = this.#clock.wallMs() - (this.#clock.monotonicMs() - monotonicMs);
    return {
      at: isoWithOffset(Math.floor(wallMs), this.timeZone),
      monotonicMs: Math.round(monotonicMs),
      onAirMs: this.#onAir.at(monotonicMs),
    };
  }

  /** Takes the entries at once; resolves with whether they are durable, or else held back. Never rejects. */
  write(...drafts: EntryDraft[]): Promise<boolean> {
    this.#held.push(...drafts);
    this.#behindSinceMs ??= this.#clock.monotonicMs();
    const flushed = this.#queue.then(() => this.#flush());
    this.#queue = flushed;
    return flushed;
  }

  /** Refreshes the row that stands for the play on view. A refused refresh loses nothing but a second of proof. */
  inFlight(play: PlayDraft): void {
    const until = this.stamp();
    this.#queue = this.#queue.then(() => this.#log.inFlight(play, until)).catch(() => {});
  }

  /** Whether nothing of what was held when it began is left. */
  async #flush(): Promise<boolean> {
    const drafts = this.#held;
    if (drafts.length === 0) return true;
    this.#held = [];
    try {
      const entries = await this.#log.append(...this.#lossDeclared(), ...drafts);
      this.#lost = 0;
      this.#behindSinceMs = this.#held.length > 0 ? this.#clock.monotonicMs() : undefined;
      this.onWritten?.(entries);
      return true;
    } catch (error) {
      this.#holdBack(drafts);
      this.onRefused?.(error, this.#held.length);
      return false;
    }
  }

  #holdBack(drafts: EntryDraft[]): void {
    const all = [...drafts, ...this.#held];
    this.#lost += Math.max(0, all.length - mostHeld);
    this.#held = all.slice(-mostHeld);
  }

  #lossDeclared(): EntryDraft[] {
    if (this.#lost === 0) return [];
    return [
      {
        type: 'fault',
        ...this.stamp(),
        what: 'storage',
        detail: `${this.#lost} entries could not be kept while storage refused them`,
        recovery: 'declared',
      },
    ];
  }
}
