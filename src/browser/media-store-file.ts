import { throwIfAborted } from '../core/abort.ts';
import { mediaTypeOf } from '../core/media/kept-address.ts';
import { type DownloadJournal, headersToResume, journalOf, planNext } from '../core/media/resume-plan.ts';
import { MediaError } from '../core/ports/media-store.ts';
import { PacedHash } from './media-store-hash.ts';
import type { KeptBody, KeptCreatives } from './media-store-kept.ts';
import { DownloadParts } from './media-store-parts.ts';
import { asMediaError, request } from './media-store-request.ts';

/** One file to keep. */
export interface WantedFile {
  readonly url: string;
  /** Its kept address, relative to the scope. */
  readonly path: string;
  readonly sha256?: string | undefined;
}

export interface FileContext {
  readonly kept: KeptCreatives;
  readonly fetch: typeof fetch;
  readonly partBytes: number;
  readonly stallMs: number;
  readonly signal: AbortSignal;
  readonly observer: FileObserver;
}

/** Hears how a file comes along. */
export interface FileObserver {
  /** Bytes kept by an earlier attempt. */
  onKept(bytes: number): void;
  onFetched(bytes: number): void;
  onLength(bytes: number): void;
  /** What was counted is lost; the file begins anew. */
  onRestart(): void;
}

/**
 * Fetches a file, going on where an earlier attempt ended, verifies it and keeps it.
 * Complete parts stay kept when it rejects, except after a hash mismatch: then every byte is suspect.
 */
export async function keepFile(file: WantedFile, context: FileContext): Promise<void> {
  const download = await FileDownload.open(file, context);
  // A second round asks for the whole file when the kept parts turned out to belong to another version of it.
  if ((await download.receive()) === 'restart' && (await download.receive()) === 'restart') {
    throw new MediaError('incomplete', file.url, 'the file changes while it is being fetched');
  }
  const body = await download.finish();
  await download.orGiveWayWhenFull(context.kept.put(file.path, body));
  await download.dropParts();
}

class FileDownload {
  readonly #file: WantedFile;
  readonly #context: FileContext;
  readonly #parts: DownloadParts;
  readonly #hash = new PacedHash();
  /** Bytes after the last complete part; `#pendingBytes` of them are filled. */
  readonly #pending: Uint8Array<ArrayBuffer>;
  #pendingBytes = 0;

  private constructor(file: WantedFile, context: FileContext, parts: DownloadParts) {
    this.#file = file;
    this.#context = context;
    this.#parts = parts;
    this.#pending = new Uint8Array(context.partBytes);
  }

  static async open(file: WantedFile, context: FileContext): Promise<FileDownload> {
    const parts = await DownloadParts.open(context.kept.addressOf(file.path), context.partBytes);
    const download = new FileDownload(file, context, parts);
    await download.#readKept();
    return download;
  }

  async receive(): Promise<'done' | 'restart'> {
    const { journal } = this.#parts;
    if (this.#parts.keptBytes > 0 && this.#parts.keptBytes === journal.totalBytes) return 'done';
    const response = await this.#ask(journal);
    const head = { status: response.status, header: (name: string) => response.headers.get(name) };
    const next = planNext(head, this.#parts.keptBytes, journal);
    if (next.step === 'fail' || next.step === 'restart') response.release();
    if (next.step === 'fail') throw new MediaError(next.code, this.#file.url, next.detail);
    if (next.step !== 'append') await this.#restart(next.step === 'replace' ? journalOf(head) : {});
    if (next.step === 'restart') return 'restart';
    const total = this.#parts.journal.totalBytes;
    if (total !== undefined) this.#context.observer.onLength(total);
    await response.read((bytes) => this.#take(bytes));
    return 'done';
  }

  async finish(): Promise<KeptBody> {
    const { url, sha256 } = this.#file;
    const tail = this.#pending.subarray(0, this.#pendingBytes);
    const body = new Blob([...this.#parts.blobs, tail]);
    const { totalBytes, contentType } = this.#parts.journal;
    // More than announced is a compressed body whose coding the server did not show; the hash decides about that.
    if (totalBytes !== undefined && body.size < totalBytes) {
      throw new MediaError('incomplete', url, `${body.size} of ${totalBytes} bytes came`);
    }
    const found = this.#hash.digest();
    if (sha256 !== undefined && found !== sha256) {
      await this.#parts.drop();
      throw new MediaError('hash-mismatch', url, `expected SHA-256 ${sha256}, found ${found}`);
    }
    return { body, contentType: mediaTypeOf(url, contentType ?? null), sha256: found };
  }

  async dropParts(): Promise<void> {
    await this.#parts.drop();
  }

  /** A disk without room for the rest must have room for the as-run log: the parts of this file go. */
  async orGiveWayWhenFull(writing: Promise<void>): Promise<void> {
    try {
      await writing;
    } catch (cause) {
      const failure = asMediaError(cause, this.#file.url);
      if (failure.code === 'quota') await this.#parts.drop();
      throw failure;
    }
  }

  /** Counts and hashes what an earlier attempt kept. Unreadable parts are as good as none. */
  async #readKept(): Promise<void> {
    try {
      for (const part of this.#parts.blobs) await this.#hash.updateFromBlob(part, this.#context.signal);
      this.#context.observer.onKept(this.#parts.keptBytes);
    } catch {
      throwIfAborted(this.#context.signal);
      await this.#restart({});
    }
  }

  async #ask(journal: DownloadJournal) {
    const { fetch, stallMs, signal } = this.#context;
    const headers = headersToResume(this.#parts.keptBytes, journal);
    const ask = (extra: Record<string, string>) => request(this.#file.url, extra, { fetch, stallMs, signal });
    try {
      return await ask(headers);
    } catch (cause) {
      // Another origin may refuse the headers of a resumption (CORS preflight) and still give the whole file.
      const isOther = new URL(this.#file.url).origin !== location.origin;
      throwIfAborted(signal);
      if (!isOther || Object.keys(headers).length === 0) throw cause;
      return await ask({});
    }
  }

  async #restart(journal: DownloadJournal): Promise<void> {
    await this.#parts.restart(journal);
    this.#hash.restart();
    this.#pendingBytes = 0;
    this.#context.observer.onRestart();
  }

  async #take(bytes: Uint8Array): Promise<void> {
    await this.#hash.update(bytes);
    this.#context.observer.onFetched(bytes.length);
    for (let at = 0; at < bytes.length; ) {
      const fitting = bytes.subarray(at, at + this.#pending.length - this.#pendingBytes);
      this.#pending.set(fitting, this.#pendingBytes);
      this.#pendingBytes += fitting.length;
      at += fitting.length;
      if (this.#pendingBytes === this.#pending.length) await this.#keepPending();
    }
  }

  async #keepPending(): Promise<void> {
    await this.orGiveWayWhenFull(this.#parts.append(this.#pending));
    this.#pendingBytes = 0;
  }
}
