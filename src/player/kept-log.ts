import type { AsRunHome } from '../core/as-run/as-run-home.ts';
import type { AsRunLog } from '../core/as-run/as-run-log.ts';
import { AsRunLogError } from '../core/as-run/as-run-log-error.ts';
import type { Finding, MirrorState } from '../core/as-run/copies.ts';
import type { AsRunEntry, EntryDraft, PlayDraft, Stamp } from '../core/as-run/entry.ts';
import { openAsRunLog } from '../core/as-run/open-as-run-log.ts';
import type { OpenedAsRunLog, OpenOptions } from '../core/as-run/open-epoch.ts';
import type { PlayLog } from '../core/playout/journal.ts';

/**
 * The log as the playout sees it: one that can be written to, whatever becomes of what lies under it. While it cannot
 * be opened each entry tries again, so that a disk that recovers after an hour still gets the plays of that hour; when
 * it must not be continued any more, a new epoch takes its place.
 */
export class KeptLog implements PlayLog {
  readonly #home: AsRunHome;
  #opening: Promise<OpenedAsRunLog> | undefined;
  #opened: OpenedAsRunLog | undefined;
  /** The epoch that this session has written to. */
  #epoch: number | undefined;
  #startedWithout = false;
  /** A session that started without its log began its on-air clock at 0: in the log it goes on from where that ended. */
  #aheadMs = 0;
  /** The present instant on the clocks of the session. */
  now: () => Stamp;
  /** What has to be written down about the copies. */
  onFinding: ((finding: Finding) => void) | undefined;
  /** A new epoch has begun under the running session, and does not say yet what plays. */
  onRenewed: (() => void) | undefined;

  constructor(home: AsRunHome, now: () => Stamp) {
    this.#home = home;
    this.now = now;
  }

  /**
   * The log at a start. Undefined when it does not open within `patience`; then it is opened for the entries that come.
   * A device that says no at once is asked again after each `pause`: a browser that has just found its store damaged
   * opens a new one at the second attempt.
   */
  async openAtStart(
    patience: Promise<unknown>,
    pause: () => Promise<unknown>,
  ): Promise<AsRunLog | undefined> {
    let isOver = false;
    const over = patience.then(() => {
      isOver = true;
    });
    while (this.#opened === undefined && !isOver) {
      await Promise.race([this.#open().catch(pause), over]);
    }
    this.#startedWithout = this.#opened === undefined;
    return this.#opened?.log;
  }

  get checkpoint(): string | undefined {
    return this.#opened?.log.checkpoint;
  }

  /** How the second copy stands; undefined while the log is not open. */
  get secondCopy(): MirrorState | undefined {
    return this.#opened?.store.mirrorState;
  }

  async append(...drafts: EntryDraft[]): Promise<AsRunEntry[]> {
    const opened = await this.#current();
    const moved = drafts.map((draft) => this.#move(draft));
    try {
      return await opened.log.append(...moved);
    } catch (error) {
      if (!mustNotGoOn(error)) throw error;
      // What lies under the log has changed: looked at anew it is whole again, or a new epoch begins.
      this.#drop(opened);
      return (await this.#current()).log.append(...moved);
    }
  }

  async inFlight(play: PlayDraft, until: Stamp): Promise<void> {
    await this.#opened?.log.inFlight(this.#move(play), this.#move(until));
  }

  /** One small step of upkeep of the copies, for when the device has time; resolves with whether there is more to do. */
  async tend(): Promise<boolean> {
    return (await this.#opened?.store.tend()) ?? false;
  }

  async #current(): Promise<OpenedAsRunLog> {
    return this.#opened ?? this.#open();
  }

  #open(): Promise<OpenedAsRunLog> {
    return this.#begin((now, options) => openAsRunLog(this.#home, now, options));
  }

  #begin(open: (now: Stamp, options: OpenOptions) => Promise<OpenedAsRunLog>): Promise<OpenedAsRunLog> {
    this.#opening ??= open(this.#move(this.now()), {
      resume: this.#epoch !== undefined,
      onFinding: (finding) => this.onFinding?.(finding),
      onLoss: (error) => this.#renew(error),
    })
      .then((opened) => this.#take(opened))
      .finally(() => {
        this.#opening = undefined;
      });
    return this.#opening;
  }

  #take(opened: OpenedAsRunLog): OpenedAsRunLog {
    const { epoch } = opened.screen;
    if (this.#epoch === undefined && this.#startedWithout) this.#aheadMs = opened.log.recovered.onAirMs;
    const isOther = this.#epoch !== undefined && this.#epoch !== epoch;
    this.#opened = opened;
    this.#epoch = epoch;
    if (isOther) this.onRenewed?.();
    return opened;
  }

  /** Entries are in neither copy, found while playing. */
  #renew(error: AsRunLogError): void {
    const opened = this.#opened;
    if (opened === undefined || this.#opening !== undefined) return;
    this.#begin(async (now, options) => {
      await opened.log.close();
      const { renewAsRunLog } = await import('../core/as-run/renew-as-run-log.ts');
      return renewAsRunLog(this.#home, opened.screen, error, now, options);
    }).catch(() => {});
    this.#drop(opened);
  }

  #drop(opened: OpenedAsRunLog): void {
    if (this.#opened === opened) this.#opened = undefined;
  }

  #move<Stamped extends Stamp>(stamped: Stamped): Stamped {
    return this.#aheadMs === 0 ? stamped : { ...stamped, onAirMs: stamped.onAirMs + this.#aheadMs };
  }
}

function mustNotGoOn(error: unknown): boolean {
  return error instanceof AsRunLogError && (error.code === 'inconsistent' || error.code === 'closed');
}
