import type { AsRunLog } from '../as-run/as-run-log.ts';
import { AsRunLogError } from '../as-run/as-run-log-error.ts';
import type { AsRunEntry, EntryDraft, PlayDraft, Stamp } from '../as-run/entry.ts';
import type { Clock } from '../ports/clock.ts';
import { isoWithOffset } from '../wall-time.ts';
import type { OnAirClock } from './on-air-clock.ts';

/** Far more than a day of plays; beyond it memory would be at risk and the oldest are given up, said in the log. */
const mostHeld = 10_000;
/** As many as are placed, signed and stored in one go: each attempt on a full disk costs no more than that. */
const mostAtOnce = 256;

/** What the playout needs of the as-run log. */
export type PlayLog = Pick<AsRunLog, 'append' | 'inFlight'>;

/** What had to be given up. */
interface Loss {
  readonly entries: number;
  readonly plays: number;
  /** Wall times of the first and the last. */
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/**
 * Writes the as-run log for the playout: in order, never twice, and without ever making the picture wait.
 * What the store refuses (full disk) is held and written before the next entry.
 */
export class Journal {
  readonly #log: PlayLog;
  readonly #clock: Clock;
  readonly #onAir: OnAirClock;
  #held: EntryDraft[] = [];
  #loss: Loss | undefined;
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

  /** Whether nothing of what was held is left. */
  async #flush(): Promise<boolean> {
    while (this.#held.length > 0) {
      const drafts = this.#held.splice(0, mostAtOnce);
      try {
        await this.#append(drafts);
      } catch (error) {
        this.#holdBack(drafts);
        this.onRefused?.(error, this.#held.length);
        return false;
      }
    }
    this.#behindSinceMs = undefined;
    return true;
  }

  /** Takes out of `drafts` what is written or can never be; what is left when it rejects is to be held. */
  async #append(drafts: EntryDraft[]): Promise<void> {
    while (drafts.length > 0) {
      try {
        const entries = await this.#log.append(...this.#lossDeclared(), ...drafts);
        this.#loss = undefined;
        drafts.length = 0;
        this.onWritten?.(entries);
      } catch (error) {
        if (!isUnwritable(error)) throw error;
        await this.#appendFirst(drafts);
      }
    }
  }

  /** One of the drafts can never be written. It must not keep the others out: one by one, until it is found. */
  async #appendFirst(drafts: EntryDraft[]): Promise<void> {
    const [first] = drafts;
    if (first === undefined) return;
    try {
      const entries = await this.#log.append(first);
      this.onWritten?.(entries);
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      this.#giveUp([first], error.message);
    }
    drafts.shift();
  }

  #holdBack(drafts: readonly EntryDraft[]): void {
    const all = [...drafts, ...this.#held];
    this.#giveUp(all.slice(0, Math.max(0, all.length - mostHeld)), 'storage refused them for too long');
    this.#held = all.slice(-mostHeld);
  }

  #giveUp(drafts: readonly EntryDraft[], why: string): void {
    const [first] = drafts;
    const last = drafts[drafts.length - 1];
    if (first === undefined || last === undefined) return;
    const { entries = 0, plays = 0, from = first.at } = this.#loss ?? {};
    const lostPlays = drafts.filter(({ type }) => type === 'play').length;
    this.#loss = { entries: entries + drafts.length, plays: plays + lostPlays, from, to: last.at, why };
  }

  #lossDeclared(): EntryDraft[] {
    if (this.#loss === undefined) return [];
    const { entries, plays, from, to, why } = this.#loss;
    const detail = `${entries} entries, ${plays} of them plays, from ${from} to ${to} are not in the log: ${why}`;
    return [{ type: 'fault', ...this.stamp(), what: 'storage', detail, recovery: 'declared' }];
  }
}

/** Whether it is the entry that is wrong, not the device. */
function isUnwritable(error: unknown): error is AsRunLogError {
  return error instanceof AsRunLogError && (error.code === 'too-large' || error.code === 'unwritable');
}
