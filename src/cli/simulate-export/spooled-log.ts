import { type FileHandle, open, rm } from 'node:fs/promises';
import { originOf, type ScreenIdentity, signerOf } from '../../core/as-run/screen-identity.ts';
import type { AsRunHead } from '../../core/ports/as-run-store.ts';
import type { AsRunReader } from '../../core/report/extend-play-columns.ts';
import { signCheckpoint } from '../../core/tlog/checkpoint.ts';
import { appendLeaf, type CompactRange, leafHash, rootOf } from '../../core/tlog/merkle.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const entriesPerIndex = 256;
const bytesPerWrite = 1 << 20;

/**
 * A log that lies in a file of its own while it is made, so that a million entries need no memory: entries go in once,
 * then they are read. Only the last checkpoint is signed.
 */
export class SpooledLog implements AsRunReader {
  size = 0;
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #screen: ScreenIdentity;
  /** Where each run of {@link entriesPerIndex} entries begins. */
  readonly #index: number[] = [];
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #length = 0;
  #range: CompactRange = [];

  private constructor(handle: FileHandle, path: string, screen: ScreenIdentity) {
    this.#handle = handle;
    this.#path = path;
    this.#screen = screen;
  }

  static async create(path: string, screen: ScreenIdentity): Promise<SpooledLog> {
    return new SpooledLog(await open(path, 'w+'), path, screen);
  }

  async append(entry: Bytes): Promise<void> {
    if (this.size % entriesPerIndex === 0) this.#index.push(this.#length);
    this.#range = appendLeaf(this.#range, this.size++, leafHash(entry));
    const length = Buffer.alloc(2);
    length.writeUInt16BE(entry.length);
    this.#waiting.push(length, Buffer.from(entry.buffer, entry.byteOffset, entry.length));
    this.#waitingBytes += 2 + entry.length;
    this.#length += 2 + entry.length;
    if (this.#waitingBytes >= bytesPerWrite) await this.#flush();
  }

  async readHead(): Promise<AsRunHead> {
    await this.#flush();
    const origin = originOf(this.#screen);
    const root = rootOf(this.#range);
    const checkpoint = signCheckpoint({ origin, size: this.size, root }, signerOf(this.#screen));
    return { origin, size: this.size, range: [...this.#range], checkpoint };
  }

  async readEntries(from: number, to: number): Promise<Bytes[]> {
    const first = Math.floor(from / entriesPerIndex);
    const start = this.#index[first] ?? this.#length;
    const end = this.#index[Math.ceil(to / entriesPerIndex)] ?? this.#length;
    const bytes = new Uint8Array(end - start);
    await this.#handle.read(bytes, 0, bytes.length, start);
    const entries: Bytes[] = [];
    for (let at = 0, seq = first * entriesPerIndex; at < bytes.length && seq < to; seq++) {
      const next = at + 2 + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
      if (seq >= from) entries.push(bytes.subarray(at + 2, next));
      at = next;
    }
    return entries;
  }

  async close(): Promise<void> {
    await this.#handle.close();
    await rm(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    await this.#handle.writev(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}
