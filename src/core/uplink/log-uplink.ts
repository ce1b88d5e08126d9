import { sameRange } from '../as-run/copies.ts';
import type { AsRunHead } from '../ports/as-run-store.ts';
import type { Cosignatures, Cosigned } from '../ports/cosignatures.ts';
import type { Uplink } from '../ports/uplink.ts';
import type { AsRunReader } from '../report/extend-play-columns.ts';
import { encodeEntryBundle } from '../tlog/entry-bundle.ts';
import { type Hash, rootOf } from '../tlog/merkle.ts';
import type { NoteVerifier } from '../tlog/signed-note.ts';
import { tileWidth } from '../tlog/tile.ts';
import { formatAddCheckpoint } from '../tlog/witness.ts';
import { type Heard, hear } from './answers.ts';
import { emptyTree, Growth, type TreeBase } from './growth.ts';
import { findCosignature } from './open-cosignatures.ts';
import { beginOf, endOf, pieceAt, piecePath } from './piece.ts';
import { addMark } from './retention.ts';
import { retryDelayMs } from './retry.ts';
import { Throttle } from './throttle.ts';

export interface LogUplinkOptions {
  /** `changming/<screen id>/<epoch>` */
  readonly origin: string;
  readonly log: AsRunReader;
  readonly uplink: Uplink;
  readonly cosignatures: Cosignatures;
  /** Those whose cosignature counts. */
  readonly collectors: readonly NoteVerifier[];
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Shared by the logs of a screen. */
  readonly throttle?: Throttle;
  /** How often a log that is all there is looked at again. */
  readonly pollMs?: number;
}

/** How it stands, for the operator. */
export interface UplinkStanding {
  readonly state: /** Everything is acknowledged. */
    | 'idle'
    | 'sending'
    /** The collector does not answer, or not as it should; tried again by itself. */
    | 'waiting'
    /** The collector does not want this log: the screen is not enrolled, its key not known, or its tree another. */
    | 'refused'
    /** The collector has more of this log than the screen: entries were lost here, or this is a copy of another disk. */
    | 'behind'
    /** The log cannot be read as the one that was signed. */
    | 'unreadable';
  readonly detail: string;
  /** Entries that a collector has vouched for. */
  readonly acknowledged: number;
  /** Entries on their way or acknowledged. */
  readonly total: number;
}

/** What is under way: the tree that is being brought to the collector, which stays the same until it is there. */
interface Round {
  readonly target: AsRunHead;
  readonly growth: Growth;
  proof: readonly Hash[];
  /** Entries before this one are acknowledged or were put in this round. */
  sent: number;
  /** What the collector missed when it was asked last; -1: it was not. */
  missed: number;
  /** How often it missed the same again. */
  stuck: number;
}

type Phase = 'begin' | 'look' | 'hash' | 'send' | 'offer';

const defaultPollMs = 60_000;
/** Waiting for somebody to do something is no reason to ask every second. */
const refusedFailures = 9;

/**
 * Brings one log to a collector, a small step at a time: read and hash a bundle, put a bundle, or offer a checkpoint.
 * Nothing is lost with it: a new one asks the collector and goes on. What was acknowledged is kept in `cosignatures`.
 */
export class LogUplink {
  readonly #options: LogUplinkOptions;
  readonly #throttle: Throttle;
  #phase: Phase = 'begin';
  #round: Round | undefined;
  #cosigned: Cosigned | undefined;
  /** A tree that is a beginning of this log, not larger than what the collector has. */
  #base: TreeBase = emptyTree;
  /** What the collector has acknowledged, as far as is known here. */
  #theirs = 0;
  /** Something was heard from the collector: what it misses is known. */
  #hasHeard = false;
  #failures = 0;
  #standing: Pick<UplinkStanding, 'state' | 'detail'> = { state: 'sending', detail: '' };
  #notBeforeMs = 0;

  constructor(options: LogUplinkOptions) {
    this.#options = options;
    this.#throttle = options.throttle ?? new Throttle();
  }

  get origin(): string {
    return this.#options.origin;
  }

  /** When {@link step} should be called next, on the clock of its argument. */
  get notBeforeMs(): number {
    return this.#notBeforeMs;
  }

  get standing(): UplinkStanding {
    const acknowledged = this.#cosigned?.size ?? 0;
    const total = Math.max(acknowledged, this.#round?.target.size ?? 0);
    return { ...this.#standing, acknowledged, total };
  }

  /**
   * Does the next small thing. One call at a time. Rejects only with what the log's store or `cosignatures` rejects
   * with; the step is then tried again by the next call.
   * @param nowMs monotonic
   */
  async step(nowMs: number, signal?: AbortSignal): Promise<void> {
    this.#notBeforeMs = nowMs;
    switch (this.#phase) {
      case 'begin':
        return this.#begin();
      case 'look':
        return this.#look(nowMs);
      case 'hash':
        return this.#hash(nowMs);
      case 'send':
        return this.#send(nowMs, signal);
      case 'offer':
        return this.#offer(nowMs, signal);
    }
  }

  async #begin(): Promise<void> {
    const kept = await this.#options.cosignatures.read(this.origin);
    this.#cosigned = kept;
    if (kept) this.#base = kept;
    this.#theirs = this.#base.size;
    this.#phase = 'look';
  }

  async #look(nowMs: number): Promise<void> {
    const target = await this.#options.log.readHead();
    if (target === undefined || target.size === (this.#cosigned?.size ?? 0)) return this.#rest(nowMs);
    if (target.size < this.#theirs) {
      const detail = `the collector has ${this.#theirs} entries, this screen ${target.size}`;
      // Asked anew next time: a collector may have been put back to an older state, too.
      this.#theirs = Math.min(this.#cosigned?.size ?? 0, target.size);
      return this.#wait(nowMs, { state: 'behind', detail });
    }
    await this.#beginRound(target);
  }

  /** Takes up a tree, or the same again from another base. */
  async #beginRound(target: AsRunHead): Promise<void> {
    if (this.#base.size > this.#theirs) this.#base = emptyTree;
    const size = this.#base.size < this.#theirs ? this.#theirs : target.size;
    const sent = this.#round?.target === target ? Math.max(this.#round.sent, this.#theirs) : this.#theirs;
    const growth = await Growth.begin(this.#base, size);
    this.#round = { target, growth, proof: [], sent, missed: -1, stuck: 0 };
    this.#phase = 'hash';
  }

  /** One bundle; then, when the tree is whole, what follows. */
  async #hash(nowMs: number): Promise<void> {
    const { growth, target } = this.#roundUnderWay();
    if (!growth.isWhole) {
      const { size } = growth.tree;
      const to = Math.min(endOf(pieceAt(size, target.size)), growth.size);
      const entries = await this.#options.log.readEntries(size, to);
      if (entries.length !== to - size) return this.#unreadable(nowMs);
      for (const entry of entries) growth.add(entry);
    }
    if (growth.isWhole) await this.#hashed(nowMs);
  }

  async #hashed(nowMs: number): Promise<void> {
    const round = this.#roundUnderWay();
    const { growth, target } = round;
    if (this.#base.size < this.#theirs) {
      this.#base = growth.tree;
      return this.#beginRound(target);
    }
    if (!sameRange(growth.tree.range, target.range)) return this.#unreadable(nowMs);
    round.proof = await growth.proof();
    // A collector that is new to this session may have got much of a long backlog from the one before.
    const shouldAsk = !this.#hasHeard && target.size - this.#theirs > tileWidth;
    this.#phase = shouldAsk ? 'offer' : 'send';
  }

  async #send(nowMs: number, signal: AbortSignal | undefined): Promise<void> {
    const round = this.#roundUnderWay();
    if (round.sent >= round.target.size) {
      this.#phase = 'offer';
      return;
    }
    const piece = pieceAt(round.sent, round.target.size);
    const entries = await this.#options.log.readEntries(beginOf(piece), endOf(piece));
    if (entries.length !== piece.width - piece.from) return this.#unreadable(nowMs);
    const bytes = encodeEntryBundle(entries);
    const heard = await hear(this.#options.uplink.put(this.origin, piecePath(piece), bytes, signal));
    // Whether it came through or not: the line was used.
    this.#notBeforeMs = this.#throttle.spend(nowMs, bytes.length, entries.length);
    if (heard.kind !== 'done') return this.#unheard(nowMs, heard);
    round.sent = endOf(piece);
    this.#went();
  }

  async #offer(nowMs: number, signal: AbortSignal | undefined): Promise<void> {
    const { target, proof } = this.#roundUnderWay();
    const oldSize = this.#theirs;
    const request = formatAddCheckpoint({ oldSize, proof, checkpoint: target.checkpoint });
    const heard = await hear(this.#options.uplink.addCheckpoint(request, signal));
    this.#notBeforeMs = this.#throttle.spend(nowMs, request.length, 0);
    switch (heard.kind) {
      case 'done':
        return this.#acknowledged(nowMs, heard.body);
      case 'size':
        return this.#theySay(nowMs, heard.size);
      case 'missing':
        return this.#theyMiss(nowMs, heard.from);
      case 'bad-proof':
        return this.#proofRefused(nowMs, heard.detail, signal);
      default:
        return this.#unheard(nowMs, heard);
    }
  }

  async #acknowledged(nowMs: number, lines: string): Promise<void> {
    const { target } = this.#roundUnderWay();
    const { origin, size, range } = target;
    const found = findCosignature(target.checkpoint, lines, this.#options.collectors);
    if (!found) {
      return this.#refused(nowMs, 'the collector did not sign with a key that is known here');
    }
    const { checkpoint, atSeconds } = found;
    const marks = addMark(this.#cosigned?.marks ?? [], { size, atSeconds });
    const cosigned = { origin, size, range, checkpoint, marks };
    await this.#options.cosignatures.keep(cosigned);
    this.#cosigned = cosigned;
    this.#base = { size, range };
    this.#theirs = size;
    this.#hasHeard = true;
    this.#round = undefined;
    this.#went();
    this.#phase = 'look';
  }

  async #theySay(nowMs: number, size: number): Promise<void> {
    const { target } = this.#roundUnderWay();
    this.#hasHeard = true;
    if (size === this.#theirs) {
      // Its tree of this size is another one, or somebody else sends this log at the same time.
      if (size === target.size) return this.#refused(nowMs, `the collector has another tree of size ${size}`);
      return this.#failed(nowMs, 'another sender was first');
    }
    this.#theirs = size;
    if (size <= target.size) return this.#beginRound(target);
    this.#round = undefined;
    this.#phase = 'look';
  }

  async #theyMiss(nowMs: number, from: number): Promise<void> {
    const round = this.#roundUnderWay();
    this.#hasHeard = true;
    // The first time it was asked, or it has come further. Otherwise what is put there does not stay.
    round.stuck = from > round.missed ? 0 : round.stuck + 1;
    round.missed = from;
    round.sent = Math.min(Math.max(from, this.#theirs), round.target.size - 1);
    this.#phase = 'send';
    if (round.stuck === 0) return;
    this.#failures = round.stuck - 1;
    this.#failed(nowMs, `the collector still misses entry ${from}`);
  }

  /**
   * The proof holds here, so the collector has another tree. Where the old tree is one perfect subtree the proof alone
   * does not say which one this log has: said once, so that the collector can tell a fork from a fault.
   */
  async #proofRefused(nowMs: number, detail: string, signal: AbortSignal | undefined): Promise<void> {
    const { target, proof } = this.#roundUnderWay();
    const isPerfect = this.#base.range.length === 1 && this.#base.size === this.#theirs;
    if (isPerfect && proof.length > 0) {
      const said = { oldSize: this.#theirs, proof: [rootOf(this.#base.range), ...proof] };
      const request = formatAddCheckpoint({ ...said, checkpoint: target.checkpoint });
      await hear(this.#options.uplink.addCheckpoint(request, signal));
    }
    this.#refused(nowMs, detail);
  }

  #unheard(nowMs: number, heard: Heard): void {
    if (heard.kind === 'refused') this.#refused(nowMs, heard.detail);
    else if (heard.kind === 'failed') this.#failed(nowMs, heard.detail, heard.retryAfterMs);
    else this.#failed(nowMs, `an answer that does not belong here: ${heard.kind}`);
  }

  #refused(nowMs: number, detail: string): void {
    this.#wait(nowMs, { state: 'refused', detail });
  }

  #unreadable(nowMs: number): void {
    this.#wait(nowMs, {
      state: 'unreadable',
      detail: 'entries are missing or are not those that were signed',
    });
    this.#base = emptyTree;
  }

  /** For what does not pass by itself soon. All is looked at anew afterwards. */
  #wait(nowMs: number, standing: Pick<UplinkStanding, 'state' | 'detail'>): void {
    this.#failures = Math.max(this.#failures, refusedFailures);
    this.#failed(nowMs, '');
    this.#standing = standing;
    this.#round = undefined;
    this.#hasHeard = false;
    this.#phase = 'look';
  }

  #failed(nowMs: number, detail: string, retryAfterMs = 0): void {
    this.#failures++;
    const delayMs = retryAfterMs + retryDelayMs(this.#failures, this.#options.random());
    this.#notBeforeMs = Math.max(this.#notBeforeMs, nowMs + delayMs);
    this.#standing = { state: 'waiting', detail };
  }

  #went(): void {
    this.#failures = 0;
    this.#standing = { state: 'sending', detail: '' };
  }

  #rest(nowMs: number): void {
    const pollMs = this.#options.pollMs ?? defaultPollMs;
    // Spread out: a street of screens was switched on by one switch.
    this.#notBeforeMs = nowMs + pollMs * (0.5 + this.#options.random());
    this.#standing = { state: 'idle', detail: '' };
    this.#failures = 0;
  }

  #roundUnderWay(): Round {
    if (this.#round === undefined) throw new RangeError('No tree is under way');
    return this.#round;
  }
}
