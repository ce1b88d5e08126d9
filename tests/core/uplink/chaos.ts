import {
  identityOf,
  originOf,
  type ScreenIdentity,
  verifierOf,
} from '../../../src/core/as-run/screen-identity.ts';
import { emptyHead, growHead } from '../../../src/core/as-run/tree-head.ts';
import type { CollectorAnswer } from '../../../src/core/collector/answer.ts';
import { Collector } from '../../../src/core/collector/collector.ts';
import type { AsRunHead } from '../../../src/core/ports/as-run-store.ts';
import type { EntryArchive } from '../../../src/core/ports/entry-archive.ts';
import { type Uplink, type UplinkAnswer, UplinkError } from '../../../src/core/ports/uplink.ts';
import type { WitnessHeads } from '../../../src/core/ports/witness-heads.ts';
import { openCosignature } from '../../../src/core/tlog/cosignature.ts';
import { ed25519 } from '../../../src/core/tlog/ed25519.ts';
import type { NoteSigner } from '../../../src/core/tlog/signed-note.ts';
import { LogUplink } from '../../../src/core/uplink/log-uplink.ts';
import { MemoryBundleStaging } from '../../contracts/memory-bundle-staging.ts';
import { MemoryCosignatures } from '../../contracts/memory-cosignatures.ts';
import { MemoryEntryArchive } from '../../contracts/memory-entry-archive.ts';
import { MemoryWitnessHeads } from '../../contracts/memory-witness-heads.ts';

// One screen and one collector with a network between them that does whatever networks do. Time is a number.

type Bytes = Uint8Array<ArrayBuffer>;
export type Random = () => number;

const seed = new Uint8Array(32).fill(77);
export const collectorSigner: NoteSigner = {
  name: 'collector.example',
  secretKey: seed,
  publicKey: ed25519.getPublicKey(seed),
};
const screenKey = identityOf(new Uint8Array(32).fill(5));

/** The log of one epoch on the screen's disk. */
export class ScreenLog {
  readonly screen: ScreenIdentity;
  readonly entries: Bytes[] = [];
  head: AsRunHead;
  /** Most entries that were read at once. */
  widestRead = 0;

  constructor(epoch: number) {
    this.screen = { ...screenKey, epoch };
    this.head = emptyHead(this.screen);
  }

  get origin(): string {
    return originOf(this.screen);
  }

  grow(count: number, random: Random): void {
    const added = Array.from({ length: count }, (_, index) => entryOf(this.entries.length + index, random));
    this.entries.push(...added);
    this.head = growHead(this.head, added, this.screen);
  }

  async readHead(): Promise<AsRunHead> {
    return this.head;
  }

  async readEntries(from: number, to: number): Promise<Bytes[]> {
    this.widestRead = Math.max(this.widestRead, to - from);
    return this.entries.slice(from, to);
  }
}

/** Everything that goes wrong in a schedule, each with its probability for one request or step. */
export interface Harm {
  readonly lostRequest: number;
  readonly lostAnswer: number;
  readonly late: number;
  readonly twice: number;
  readonly truncated: number;
  readonly slow: number;
  readonly serverError: number;
  readonly tooMany: number;
  readonly collectorKilled: number;
  readonly screenKilled: number;
  readonly grows: number;
}

/** What a test puts in the place of a sound part. */
export interface Faulty {
  archive?(sound: EntryArchive): EntryArchive;
  heads?(sound: WitnessHeads): WitnessHeads;
}

class Killed extends Error {}

export class World {
  readonly logs: ScreenLog[] = [new ScreenLog(1)];
  readonly heads = new MemoryWitnessHeads();
  readonly archive = new MemoryEntryArchive();
  readonly cosignatures = new MemoryCosignatures();
  staging = new MemoryBundleStaging();
  readonly alarms: string[] = [];
  nowMs = 0;
  /** What went wrong, for the reader of a failed test. */
  readonly history: string[] = [];
  readonly happened = new Set<keyof Harm | 'newEpoch'>();
  readonly #random: Random;
  readonly #harm: Harm;
  readonly #faulty: Faulty;
  #isCalm = false;
  /** Requests that the network still carries. */
  #late: (() => Promise<unknown>)[] = [];
  #collector: Collector;
  /** Steps of the collector until it is killed. */
  #stepsLeft = Number.POSITIVE_INFINITY;
  #uplinks = new Map<ScreenLog, LogUplink>();
  #collectorsLost = 0;
  /** What {@link checkAcknowledged} has looked at. */
  #checked = '';
  /** Sizes whose cosignature reached the screen. */
  readonly acknowledged = new Map<string, number>();
  stagedMost = 0;

  constructor(random: Random, harm: Harm, faulty: Faulty = {}) {
    this.#random = random;
    this.#harm = harm;
    this.#faulty = faulty;
    this.#collector = this.#startCollector();
  }

  /** No more harm; what is on its way still comes. */
  calm(): void {
    this.#isCalm = true;
  }

  get log(): ScreenLog {
    const log = this.logs[this.logs.length - 1];
    if (log === undefined) throw new Error('A screen has a log');
    return log;
  }

  /** Everything on the screen is vouched for, as far as the screen knows. */
  async isDone(): Promise<boolean> {
    for (const log of this.logs) {
      const size = (await this.cosignatures.read(log.origin))?.size ?? 0;
      if (size !== log.head.size) return false;
    }
    return true;
  }

  /** The screen's next step, or a stroke of fate. */
  async step(): Promise<void> {
    if (this.#happens('screenKilled')) this.#uplinks.clear();
    if (this.#happens('collectorKilled')) this.#stepsLeft = Math.floor(this.#random() * 8);
    if (this.#happens('grows')) this.log.grow(1 + Math.floor(this.#random() * 6), this.#random);
    if (this.#late.length > 0 && this.#random() < 0.3) await this.deliverLate();
    const uplink = this.#nextUplink();
    this.nowMs = Math.max(this.nowMs, uplink.notBeforeMs);
    await uplink.step(this.nowMs);
    this.nowMs += 1;
    await this.#noteAcknowledged();
  }

  async deliverLate(): Promise<void> {
    const [late] = this.#late.splice(Math.floor(this.#random() * this.#late.length), 1);
    await late?.();
  }

  async deliverAllLate(): Promise<void> {
    while (this.#late.length > 0) await this.deliverLate();
  }

  /** A screen that could not go on with its log begins another. */
  beginEpoch(): void {
    this.happened.add('newEpoch');
    this.logs.push(new ScreenLog(this.logs.length + 1));
    this.log.grow(1 + Math.floor(this.#random() * 5), this.#random);
  }

  /** Throws unless what was acknowledged is in the archive, byte for byte. Looks only when something has changed. */
  async checkAcknowledged(): Promise<void> {
    const standing = `${this.#collectorsLost} ${[...this.acknowledged.values()]}`;
    if (standing === this.#checked) return;
    this.#checked = standing;
    await this.#compareAcknowledged();
  }

  async #compareAcknowledged(): Promise<void> {
    for (const log of this.logs) {
      const size = this.acknowledged.get(log.origin) ?? 0;
      const held = await this.archive.read(log.origin, 0, size);
      if (held.length !== size) throw new Error(`lost: entry ${held.length} of ${size} acknowledged`);
      const wrong = held.findIndex((entry, seq) => !isSame(entry, log.entries[seq]));
      if (wrong >= 0) throw new Error(`entry ${wrong} is not what the screen has`);
      const head = await this.heads.read(log.origin);
      if ((head?.size ?? 0) < size) throw new Error(`acknowledged ${size}, but the head is at ${head?.size}`);
    }
  }

  /** Throws unless the collector holds what the screen holds, no more and no less. */
  async checkWhole(): Promise<void> {
    await this.#compareAcknowledged();
    for (const log of this.logs) {
      const head = await this.heads.read(log.origin);
      if ((head?.size ?? 0) !== log.entries.length) throw new Error(`the head is at ${head?.size}`);
      const held = await this.archive.read(log.origin, 0, log.entries.length + 999);
      if (held.length !== log.entries.length) throw new Error(`${held.length} entries are held`);
      if (head) openCosignature(head.checkpoint, collectorSigner);
    }
    if ((await this.heads.forks()).length > 0) throw new Error('a fork that was none');
    if (this.logs.some(({ widestRead }) => widestRead > 256)) throw new Error('more than a bundle was read');
    const staged = Math.max(0, this.staging.bytes);
    if (staged > 0 && !(await this.#isOnlyStale()))
      throw new Error(`${staged} bytes stay staged for nothing`);
  }

  /** What came late is staged again, if it was not acknowledged then; the next acknowledgement clears it. */
  async #isOnlyStale(): Promise<boolean> {
    for (const log of this.logs) await this.staging.release(log.origin, log.entries.length);
    return this.staging.bytes === 0;
  }

  #nextUplink(): LogUplink {
    const uplinks = this.logs.map((log) => this.#uplinkOf(log));
    return uplinks.reduce((first, other) => (other.notBeforeMs < first.notBeforeMs ? other : first));
  }

  #uplinkOf(log: ScreenLog): LogUplink {
    const known = this.#uplinks.get(log);
    if (known) return known;
    const uplink = new LogUplink({
      origin: log.origin,
      log,
      uplink: this.#network(),
      cosignatures: this.cosignatures,
      collectors: [collectorSigner],
      random: this.#random,
    });
    this.#uplinks.set(log, uplink);
    return uplink;
  }

  #network(): Uplink {
    return {
      put: (origin, path, bytes) =>
        this.#carry(`put ${path}`, bytes.length, (length) =>
          this.#collector.put(origin, path, bytes.slice(0, length)),
        ),
      addCheckpoint: (request) =>
        this.#carry(request.slice(0, request.indexOf('\n')), request.length, (length) =>
          this.#collector.addCheckpoint(request.slice(0, length)),
        ),
    };
  }

  async #carry(
    what: string,
    length: number,
    deliver: (length: number) => Promise<CollectorAnswer>,
  ): Promise<UplinkAnswer> {
    const say = (fate: string) => this.history.push(`${Math.round(this.nowMs)} ${what}: ${fate}`);
    if (this.#happens('slow')) this.nowMs += 30_000 * this.#random();
    if (this.#happens('lostRequest')) {
      say('lost');
      throw new UplinkError('timeout', 'lost');
    }
    if (this.#happens('late')) {
      say('late');
      this.#late.push(() => this.#deliver(() => deliver(length)));
      throw new UplinkError('timeout', 'late');
    }
    if (this.#happens('serverError')) return plain(500);
    if (this.#happens('tooMany')) return { ...plain(429), retryAfterMs: 5000 };
    const cut = this.#happens('truncated') ? Math.floor(this.#random() * length) : length;
    const isTwice = this.#happens('twice');
    if (isTwice && this.#random() < 0.5) this.#late.push(() => this.#deliver(() => deliver(length)));
    const [answer] = await Promise.all([
      this.#deliver(() => deliver(cut)),
      ...(isTwice ? [this.#deliver(() => deliver(length))] : []),
    ]);
    say(cut < length ? `cut at ${cut}: ${answer?.status}` : `${answer?.status}`);
    if (answer === undefined || this.#happens('lostAnswer')) {
      say('no answer');
      throw new UplinkError('network', 'no answer');
    }
    return { ...answer, retryAfterMs: answer.retryAfterSeconds && answer.retryAfterSeconds * 1000 };
  }

  async #deliver(deliver: () => Promise<CollectorAnswer>): Promise<CollectorAnswer | undefined> {
    try {
      const answer = await deliver();
      if (answer.alarm) this.alarms.push(answer.alarm.kind);
      this.stagedMost = Math.max(this.stagedMost, this.staging.bytes);
      return answer;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      return undefined;
    }
  }

  #startCollector(): Collector {
    this.#stepsLeft = Number.POSITIVE_INFINITY;
    this.staging = new MemoryBundleStaging();
    const { heads: faultyHeads, archive: faultyArchive } = this.#faulty;
    const process = { isAlive: true };
    return new Collector({
      heads: this.#mortal(process, faultyHeads ? faultyHeads(this.heads) : this.heads),
      archive: this.#mortal(process, faultyArchive ? faultyArchive(this.archive) : this.archive),
      staging: this.#mortal(process, this.staging),
      keys: { verifiersOf: async (origin) => this.#verifiersOf(origin) },
      signer: collectorSigner,
      clock: { wallMs: () => 1_795_000_000_000 + this.nowMs },
    });
  }

  #verifiersOf(origin: string) {
    const log = this.logs.find((known) => known.origin === origin);
    return log && [verifierOf(log.screen)];
  }

  /** A port whose process may be gone before and after each call, with whatever the call has done. */
  #mortal<T extends object>(process: { isAlive: boolean }, port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const method = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          await this.#moment(process);
          const result: unknown = await Reflect.apply(method, target, args);
          await this.#moment(process);
          return result;
        };
      },
    });
  }

  async #moment(process: { isAlive: boolean }): Promise<void> {
    for (let turns = Math.floor(this.#random() * 3); turns > 0; turns--) await Promise.resolve();
    if (process.isAlive && --this.#stepsLeft <= 0) {
      process.isAlive = false;
      this.history.push('the collector is killed');
      this.#collectorsLost++;
      this.#collector = this.#startCollector();
    }
    if (!process.isAlive) throw new Killed();
  }

  async #noteAcknowledged(): Promise<void> {
    for (const { origin } of this.logs) {
      const kept = await this.cosignatures.read(origin);
      if (kept) this.acknowledged.set(origin, kept.size);
    }
  }

  #happens(what: keyof Harm): boolean {
    if (this.#isCalm || this.#random() >= this.#harm[what]) return false;
    this.happened.add(what);
    return true;
  }
}

function plain(status: number): UplinkAnswer {
  return { status, contentType: 'text/plain', body: '' };
}

/** Mostly short, now and then empty: what counts are bytes. */
function entryOf(seq: number, random: Random): Bytes {
  const bytes = new Uint8Array(Math.floor(random() * 24));
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = (seq * 31 + at * 7 + Math.floor(random() * 256)) & 255;
  return bytes;
}

function isSame(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return a.length === b?.length && a.every((byte, at) => byte === b[at]);
}
