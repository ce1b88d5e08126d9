import type { AsRunCommit, AsRunHead, AsRunStore } from '../ports/as-run-store.ts';
import { AsRunLogError } from './as-run-log-error.ts';
import {
  type Copies,
  type Finding,
  lookAtMirror,
  lookAtPrimary,
  type MirrorState,
  type PrimaryFound,
  sizeIn,
  stateAfter,
} from './copies.ts';
import { sharedOfLost } from './high-water-mark.ts';
import type { Upkeep } from './upkeep.ts';

/** What the upkeep of the copies has to tell. */
export interface CopyEvents {
  /** Both copies, or the one that there is, have it for good. */
  onCommitted?(head: AsRunHead): void;
  /**
   * The first copy is about to go on alone, from the size `from` that the second has too; undefined: both have all.
   * Said before it is so, and before the first commit of a log.
   */
  onAlone?(from: number | undefined): void;
  /** Something that belongs into the log as a `fault`. */
  onFinding?(finding: Finding): void;
  /** The log must not be continued any more: entries are in neither copy, or the copies are of two different logs. */
  onLoss?(error: AsRunLogError): void;
}

/**
 * Keeps the log twice. A commit is written ahead to the second copy and then committed to the first; it is acknowledged
 * when both have it, so the second copy has all that was ever read from the first. While the second copy does not
 * answer, the first goes on alone, and {@link mirrorState} says so.
 */
export class MirroredAsRunStore implements AsRunStore {
  readonly #copies: Copies;
  readonly #events: CopyEvents;
  #state: MirrorState;
  /** Entries in the second copy. */
  #mirrorSize: number;
  /** Entries that were acknowledged, by this session or those before. */
  #known: number;
  /** As it was said last. */
  #aloneFrom: number | undefined;
  #work: Promise<unknown> = Promise.resolve();
  #upkeep: Upkeep | undefined;

  /**
   * Opens both copies and makes one log of them. Rejects with `AsRunLogError` `inconsistent` when neither may be
   * continued, and with the store's error when the first copy, or the only one that has everything, does not answer.
   */
  static async open(copies: Copies, events: CopyEvents = {}): Promise<MirroredAsRunStore> {
    const [first, second] = await Promise.all([lookAtPrimary(copies), lookAtMirror(copies)]);
    if ('state' in second || isEqual(first, second)) {
      const state = 'state' in second ? second : ({ state: 'in-step' } as const);
      return new MirroredAsRunStore(copies, events, state, sizeWithout(copies, first, state));
    }
    const { reconcile, salvage } = await import('./reconcile.ts');
    const shared = sharedOfLost(first, copies);
    if (shared !== undefined) throw await salvage(copies, first, second, shared);
    const { mirror, size, findings } = await reconcile(copies, first, second);
    const store = new MirroredAsRunStore(copies, events, mirror, Math.max(size, sizeIn(first)), size);
    for (const finding of findings) events.onFinding?.(finding);
    return store;
  }

  private constructor(
    copies: Copies,
    events: CopyEvents,
    state: MirrorState,
    known: number,
    mirrorSize = known,
  ) {
    this.#copies = copies;
    this.#events = events;
    this.#state = state;
    this.#known = known;
    this.#mirrorSize = mirrorSize;
    this.#aloneFrom = this.aloneFrom;
  }

  get mirrorState(): MirrorState {
    return this.#state;
  }

  /** How many entries both copies have, if the first goes on alone. */
  get aloneFrom(): number | undefined {
    return this.#state.state === 'in-step' ? undefined : this.#mirrorSize;
  }

  readHead(): Promise<AsRunHead | undefined> {
    return this.#exclusive(() => this.#settle());
  }

  commit(commit: AsRunCommit): Promise<void> {
    return this.#exclusive(async () => {
      await this.#writeAhead(commit);
      if (this.#state.state !== 'in-step' || this.#known === 0) this.#sayAlone(this.aloneFrom);
      try {
        await this.#copies.primary.commit(commit);
      } catch (error) {
        // What was written ahead must not be found later as if it were acknowledged. If this fails too, the caller's
        // next look at the head settles it, or else the next start.
        await this.#settle().catch(() => {});
        throw error;
      }
      this.#known = commit.head.size;
      this.#noteLag(this.#known);
      this.#events.onCommitted?.(commit.head);
    });
  }

  async readEntries(from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]> {
    const found = await this.#copies.primary.readEntries(from, to);
    const expected = Math.min(to, this.#known) - from;
    if (found.length >= expected || this.#copies.mirror === undefined) return found;
    // A hole in the first copy, which the upkeep will mend.
    const { readAround } = await import('./upkeep.ts');
    return this.#exclusive(() => readAround(this.#copies, from, from + expected));
  }

  writeInFlight(row: Uint8Array<ArrayBuffer> | undefined): Promise<void> {
    return this.#copies.primary.writeInFlight(row);
  }

  readInFlight(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#copies.primary.readInFlight();
  }

  /** The copies are the caller's: this closes the first one's store and leaves the second open. */
  close(): void {
    this.#copies.primary.close();
    if (this.#state.state === 'in-step') this.#state = { state: 'failed', detail: 'it was closed' };
  }

  /**
   * One small step of upkeep: brings the second copy back and up to the first, or compares both with the signed root.
   * To be called now and then, when the device has time. Resolves with whether there is more to do.
   */
  tend(): Promise<boolean> {
    return this.#exclusive(() => this.#tendOnce({ restore: false }));
  }

  async #tendOnce({ restore }: { restore: boolean }): Promise<boolean> {
    const { Upkeep } = await import('./upkeep.ts');
    this.#upkeep ??= new Upkeep(this.#copies);
    const standing = { state: this.#state, mirrorSize: this.#mirrorSize, known: this.#known };
    const step = await this.#upkeep.step(standing, restore);
    this.#state = step.state;
    this.#mirrorSize = step.mirrorSize;
    if (this.#aloneFrom !== undefined) {
      this.#sayAlone(step.state.state === 'in-step' ? undefined : step.mirrorSize);
    }
    if (step.finding) this.#events.onFinding?.(step.finding);
    if (step.loss) this.#events.onLoss?.(step.loss);
    return step.more;
  }

  async #writeAhead({ entries, head }: AsRunCommit): Promise<void> {
    const { mirror } = this.#copies;
    if (mirror === undefined || this.#state.state !== 'in-step') return;
    const from = head.size - entries.length;
    // A commit that does not build on what is known will be refused by the first copy, with the right word.
    if (from !== this.#mirrorSize) return;
    try {
      await mirror.append({ from, entries, checkpoint: head.checkpoint });
      this.#mirrorSize = head.size;
    } catch (error) {
      this.#mirrorFailed(error);
    }
  }

  /** The head of the first copy, with the second in step with it or known not to be. */
  async #settle(): Promise<AsRunHead | undefined> {
    const head = await this.#copies.primary.readHead();
    const size = head?.size ?? 0;
    // The first copy was thrown away under a running program.
    if (size < this.#known && this.#state.state === 'in-step') {
      await this.#tendOnce({ restore: true });
      return this.#copies.primary.readHead();
    }
    // A commit that was reported as failed may be there all the same.
    if (head !== undefined && size > this.#known) this.#events.onCommitted?.(head);
    this.#known = Math.max(this.#known, size);
    if (this.#state.state === 'in-step' && this.#mirrorSize > size) await this.#takeBack(size);
    this.#noteLag(size);
    return head;
  }

  #sayAlone(from: number | undefined): void {
    if (from === undefined || from !== this.#aloneFrom) this.#events.onAlone?.(from);
    this.#aloneFrom = from;
  }

  #noteLag(size: number): void {
    if (this.#state.state !== 'in-step' || this.#mirrorSize >= size) return;
    this.#state = { state: 'catching-up', missing: size - this.#mirrorSize };
  }

  async #takeBack(size: number): Promise<void> {
    try {
      const head = await this.#copies.mirror?.truncate(size);
      this.#mirrorSize = head?.size ?? 0;
    } catch (error) {
      // What lies behind is known to be refused, and is cut off when the copy answers again.
      this.#mirrorSize = size;
      this.#mirrorFailed(error);
    }
  }

  #mirrorFailed(error: unknown): void {
    this.#state = stateAfter(error);
    const detail = this.#state.state === 'failed' ? this.#state.detail : 'it is gone';
    this.#events.onFinding?.({
      what: 'as-run-copy',
      detail: `the second copy of the log: ${detail}`,
      recovery: 'one copy for now',
    });
  }

  /** One at a time: a commit must not meet a step of upkeep half-way. */
  #exclusive<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#work.then(action);
    this.#work = result.catch(() => {});
    return result;
  }
}

/** The size of the first copy when it has to do without the second. Throws when it must not. */
function sizeWithout({ isNew }: Copies, first: PrimaryFound, { state }: MirrorState): number {
  if ('damage' in first) throw new AsRunLogError('inconsistent', first.damage);
  if (first.head === undefined && state === 'failed' && !isNew) {
    // The second may have a log of this origin: another one must not begin.
    const detail = 'Cannot continue the as-run log: the first copy is empty and the second does not answer';
    throw new AsRunLogError('inconsistent', detail);
  }
  return first.head?.size ?? 0;
}

function isEqual(
  first: PrimaryFound,
  second: { size: number; reached: number; checkpoint?: string | undefined },
) {
  if ('damage' in first || second.reached > second.size) return false;
  return first.head?.size === second.size
    ? first.head.checkpoint === second.checkpoint
    : first.head === undefined && second.size === 0;
}
