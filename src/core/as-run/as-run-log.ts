import type { AsRunHead, AsRunStore } from '../ports/as-run-store.ts';
import { AsRunLogError } from './as-run-log-error.ts';
import type { AsRunEntry, EntryDraft, PlayDraft, PlayEntry, Stamp } from './entry.ts';
import { decodeEntry } from './entry-text.ts';
import { PlaysInFlight, playKey, readRow } from './in-flight.ts';
import { type Placed, placeDrafts } from './place-drafts.ts';
import { mostPlays, RecentPlays } from './recent-plays.ts';
import { closeLastSession, provenUntil, type Recovered, saysWhetherOnAir } from './recovery.ts';
import type { ScreenIdentity } from './screen-identity.ts';
import { emptyHead, growHead, verifyHead } from './tree-head.ts';

export type { EntryDraft } from './entry.ts';

export interface AsRunLogOptions {
  readonly store: AsRunStore;
  readonly screen: ScreenIdentity;
  /** The session that wrote the end of the log still runs: it is not closed, and its plays are known. */
  readonly resume?: boolean;
}

interface WaitingAppend {
  readonly drafts: readonly EntryDraft[];
  readonly resolve: (entries: AsRunEntry[]) => void;
  readonly reject: (reason: unknown) => void;
}

interface WaitingRow {
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * The as-run log of one screen and epoch: places entries, grows the tree, signs, and commits all of it at once.
 * There must be one per store at a time; the caller holds the Web Lock.
 */
export class AsRunLog {
  readonly #store: AsRunStore;
  readonly #screen: ScreenIdentity;
  /** The committed head as last read or written here. */
  #head: AsRunHead;
  /** A commit failed and what is stored has not been looked at since. */
  #headIsStale = false;
  readonly #inFlight = new PlaysInFlight();
  readonly #recentPlays = new RecentPlays();
  #appends: WaitingAppend[] = [];
  #rows: WaitingRow[] = [];
  /** The row as it is stored; null when a write failed and it is not known. */
  #storedRow: string | undefined | null;
  #work: Promise<void> | undefined;
  #closed = false;
  #recovered: Recovered = { onAirMs: 0, crashed: false, cut: [] };

  private constructor({ store, screen }: AsRunLogOptions, head: AsRunHead) {
    this.#store = store;
    this.#screen = screen;
    this.#head = head;
  }

  /**
   * Verifies the stored head and writes down how the last session ended, through the same append as everything else.
   * Rejects with {@link AsRunLogError} `inconsistent` when the stored log must not be continued, and with the
   * store's error when that cannot be read.
   */
  static async open(options: AsRunLogOptions): Promise<AsRunLog> {
    const { store, screen } = options;
    const head = await readVerifiedHead(store, screen);
    const log = new AsRunLog(options, head);
    await (options.resume === true ? log.#resume() : log.#recover());
    return log;
  }

  /** Number of entries that are committed. */
  get size(): number {
    return this.#head.size;
  }

  /** The signed note for exactly {@link size} entries. */
  get checkpoint(): string {
    return this.#head.checkpoint;
  }

  get recovered(): Recovered {
    return this.#recovered;
  }

  /**
   * Resolves with the entries in their places once they are durable. Calls are committed in their order, those that
   * wait together in one transaction. A play that is in the log already, such as after an append that failed on
   * its way back, is not written again: its entry is returned.
   *
   * Rejects with the store's error when the commit failed, and with {@link AsRunLogError} when an entry cannot be
   * written as it is; either way nothing of this call is in the log.
   */
  append(...drafts: EntryDraft[]): Promise<AsRunEntry[]> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(closedError());
      this.#appends.push({ drafts, resolve, reject });
      this.#startWork();
    });
  }

  /**
   * Says what the entry of a play on view would be if it ended at `until`, by default at the end of its airtime so
   * far. The next start writes it as `cut` if no `append` of the same play (zone, spot and `monotonicMs`) comes
   * before. Resolves when the row is stored, which is not yet durable.
   */
  inFlight(play: PlayDraft, until: Stamp = provenUntil(play)): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(closedError());
      if (!this.#recentPlays.has(playKey(play))) this.#inFlight.set({ play, until });
      this.#rows.push({ resolve, reject });
      this.#startWork();
    });
  }

  /** The committed entries with sequence numbers in [from, to), oldest first. */
  async entries(from: number, to: number): Promise<AsRunEntry[]> {
    const end = Math.min(to, this.#head.size);
    const start = Math.max(0, from);
    return start >= end ? [] : this.#readEntries(start, end);
  }

  async #readEntries(start: number, end: number): Promise<AsRunEntry[]> {
    const stored = await this.#store.readEntries(start, end);
    const entries = stored.map(decodeEntry);
    if (entries.length !== end - start || entries.some(({ seq }, index) => seq !== start + index)) {
      throw new AsRunLogError('inconsistent', `Cannot read entries ${start} to ${end}: some are missing`);
    }
    return entries;
  }

  /** Finishes what was asked for, then closes the store. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#work;
    this.#store.close();
  }

  /** Knows the plays again that this session wrote, so that none of them is written twice. */
  async #resume(): Promise<void> {
    const tail = await this.entries(this.size - mostPlays, this.size);
    const start = tail.map(({ type }) => type).lastIndexOf('on-air');
    for (const entry of tail.slice(start + 1)) this.#recentPlays.note(entry);
  }

  async #recover(): Promise<void> {
    const row = await this.#store.readInFlight();
    const tail = await this.#readTail();
    const { drafts, onAirMs, crashed } = closeLastSession(tail, readRow(row));
    const entries = await this.append(...drafts);
    // A play of this session may start at the same monotonic time as one of the last.
    this.#recentPlays.clear();
    if (row !== undefined && entries.length === 0) await this.#store.writeInFlight(undefined);
    const cut = entries.filter((entry) => entry.type === 'play');
    this.#recovered = { onAirMs, crashed, cut };
  }

  /** The newest entries, oldest first, at least back to the last that says whether the screen was on air. */
  async #readTail(): Promise<AsRunEntry[]> {
    const batch = 64;
    let tail: AsRunEntry[] = [];
    for (let end = this.size; end > 0 && !tail.some(saysWhetherOnAir); end -= batch) {
      tail = [...(await this.entries(end - batch, end)), ...tail];
    }
    return tail;
  }

  #startWork(): void {
    // Started in a microtask, so that what is asked for together is written together.
    this.#work ??= Promise.resolve().then(() => this.#workOff());
  }

  async #workOff(): Promise<void> {
    while (this.#appends.length > 0 || this.#rows.length > 0) {
      if (this.#appends.length > 0) await this.#commitWaiting(this.#appends.splice(0));
      else await this.#writeRow(this.#rows.splice(0));
    }
    this.#work = undefined;
  }

  async #commitWaiting(waiting: readonly WaitingAppend[]): Promise<void> {
    try {
      if (this.#headIsStale) await this.#readHeadAgain();
      const placed = this.#place(waiting);
      await this.#commit(placed.flatMap(({ added }) => added));
      for (const { call, result } of placed) call.resolve(result);
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  /** Gives every draft its place. A call that cannot be written is rejected here and takes no place. */
  #place(waiting: readonly WaitingAppend[]): (Placed & { call: WaitingAppend })[] {
    const written = this.#recentPlays.copy();
    let nextSeq = this.#head.size;
    return waiting.flatMap((call) => {
      try {
        const placed = placeDrafts(call.drafts, nextSeq, this.#screen.screenId, written);
        for (const { entry } of placed.added) written.note(entry);
        nextSeq += placed.added.length;
        return [{ ...placed, call }];
      } catch (error) {
        call.reject(error);
        return [];
      }
    });
  }

  async #commit(added: Placed['added']): Promise<void> {
    if (added.length === 0) return;
    const entries = added.map(({ bytes }) => bytes);
    const head = growHead(this.#head, entries, this.#screen);
    const row = this.#inFlight.row(new Set(added.flatMap(({ entry }) => keyIfPlay(entry))));
    try {
      await this.#store.commit({ entries, head, inFlight: encodeRow(row) });
    } catch (error) {
      if (!(await this.#isWritten(head))) throw error;
    }
    this.#head = head;
    this.#storedRow = row;
    for (const { entry } of added) this.#noteWritten(entry);
  }

  /** Whether a commit that was reported as failed is in the store all the same. */
  async #isWritten(head: AsRunHead): Promise<boolean> {
    this.#headIsStale = true;
    this.#storedRow = null;
    try {
      await this.#readHeadAgain();
    } catch {
      // The store cannot be read either. The caller gets the first error; the next append looks again.
      return false;
    }
    return this.#head.checkpoint === head.checkpoint;
  }

  async #readHeadAgain(): Promise<void> {
    const stored = await readVerifiedHead(this.#store, this.#screen);
    const known = this.#head.size;
    if (stored.size < known) {
      // tlog-checkpoint: a log must not sign what is inconsistent with what it signed before.
      throw new AsRunLogError(
        'inconsistent',
        `Cannot continue the as-run log: ${known} entries became ${stored.size}`,
      );
    }
    // Before the head counts: if they cannot be read now, the next look must find them new again.
    const added = known === stored.size ? [] : await this.#readEntries(known, stored.size);
    this.#head = stored;
    for (const entry of added) this.#noteWritten(entry);
    this.#headIsStale = false;
  }

  #noteWritten(entry: AsRunEntry): void {
    this.#recentPlays.note(entry);
    for (const key of keyIfPlay(entry)) this.#inFlight.delete(key);
  }

  async #writeRow(waiting: readonly WaitingRow[]): Promise<void> {
    const row = this.#inFlight.row();
    try {
      if (row !== this.#storedRow) await this.#store.writeInFlight(encodeRow(row));
      this.#storedRow = row;
      for (const { resolve } of waiting) resolve();
    } catch (error) {
      this.#storedRow = null;
      for (const { reject } of waiting) reject(error);
    }
  }
}

async function readVerifiedHead(store: AsRunStore, screen: ScreenIdentity): Promise<AsRunHead> {
  const stored = await store.readHead();
  if (stored !== undefined) verifyHead(stored, screen);
  const head = stored ?? emptyHead(screen);
  const beyond = await store.readEntries(head.size, head.size + 1);
  if (beyond.length > 0) {
    // Signing from here would give a second tree of the size that the lost head had.
    throw new AsRunLogError(
      'inconsistent',
      `Cannot continue the as-run log: its head, ${head.size}, is too old`,
    );
  }
  return head;
}

function keyIfPlay(entry: AsRunEntry): string[] {
  return entry.type === 'play' ? [playKey(entry satisfies PlayEntry)] : [];
}

function encodeRow(row: string | undefined): Uint8Array<ArrayBuffer> | undefined {
  return row === undefined ? undefined : new TextEncoder().encode(row);
}

function closedError(): AsRunLogError {
  return new AsRunLogError('closed', 'Cannot write to the as-run log: it is closed');
}
