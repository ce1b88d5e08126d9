import { encodeEntry } from '../../src/core/as-run/entry-text.ts';
import { identityOf, type ScreenIdentity } from '../../src/core/as-run/screen-identity.ts';
import { emptyHead, growHead } from '../../src/core/as-run/tree-head.ts';
import type { AsRunHead } from '../../src/core/ports/as-run-store.ts';
import type { Uplink } from '../../src/core/ports/uplink.ts';
import type { AsRunReader } from '../../src/core/report/extend-play-columns.ts';
import type { NoteVerifier } from '../../src/core/tlog/signed-note.ts';
import { LogUplink } from '../../src/core/uplink/log-uplink.ts';
import { lobbyEntries } from '../contracts/lobby-log.ts';
import { MemoryCosignatures } from '../contracts/memory-cosignatures.ts';

const days = 4;
const playsPerDay = 2_280;

/** A screen without a picture: its log is a lobby's, grows when it is told to, and goes home by the player's own code. */
export class SimulatedScreen implements AsRunReader {
  readonly identity: ScreenIdentity;
  readonly entries: Uint8Array<ArrayBuffer>[] = [];
  readonly cosignatures = new MemoryCosignatures();
  readonly #coming = lobbyEntries({ plays: days * playsPerDay, lastDate: '2026-11-22' });
  #head: AsRunHead;

  /** @param number from 1; the same number is the same screen */
  constructor(number: number) {
    const seed = new Uint8Array(32);
    new DataView(seed.buffer).setUint32(0, number);
    this.identity = identityOf(seed);
    this.#head = emptyHead(this.identity);
  }

  get origin(): string {
    return this.#head.origin;
  }

  grow(count: number): void {
    const added: Uint8Array<ArrayBuffer>[] = [];
    while (added.length < count) {
      const next = this.#coming.next();
      if (next.done) throw new RangeError(`This log has ${days} days`);
      added.push(encodeEntry({ ...next.value, screen: this.identity.screenId }));
    }
    this.entries.push(...added);
    this.#head = growHead(this.#head, added, this.identity);
  }

  async readHead(): Promise<AsRunHead> {
    return this.#head;
  }

  async readEntries(from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]> {
    return this.entries.slice(from, to);
  }

  /** How much of it a collector has vouched for. */
  async acknowledged(): Promise<number> {
    return (await this.cosignatures.read(this.origin))?.size ?? 0;
  }

  uplink(uplink: Uplink, cosigner: NoteVerifier, random: () => number, pollMs?: number): LogUplink {
    return new LogUplink({
      origin: this.origin,
      log: this,
      uplink,
      cosignatures: this.cosignatures,
      collectors: [cosigner],
      random,
      ...(pollMs === undefined ? {} : { pollMs }),
    });
  }
}
