import type { ScreenIdentity } from '../core/as-run/screen-identity.ts';
import type { AsRunMirror, MirrorHead, MirrorRecord } from '../core/ports/as-run-mirror.ts';
import { AsRunStoreError, type AsRunStoreErrorCode } from '../core/ports/as-run-store.ts';

/** What the page asks of the worker, and what that answers: plain data. */
export interface MirrorCall {
  readonly id: number;
  readonly method: keyof AsRunMirror;
  readonly parameters: readonly unknown[];
}

export interface MirrorAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly failed?: { readonly code: AsRunStoreErrorCode; readonly detail: string };
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Far longer than any disk takes: a worker that has not answered by then has died without a word. */
const patienceMs = 20_000;

/**
 * The second copy in the origin private file system, behind a worker that is started with the first call, and again
 * after it has died. Only the page that has the writer lock may use it: the files are open to one at a time.
 */
export class OpfsAsRunMirror implements AsRunMirror {
  readonly #root: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  /** @param root Folder in the file system that everything lies in; its own root by default. */
  constructor(root = '') {
    this.#root = root;
  }

  open(origin: string): Promise<MirrorHead> {
    return this.#call('open', origin);
  }

  append(record: MirrorRecord): Promise<void> {
    return this.#call('append', record);
  }

  truncate(size: number): Promise<MirrorHead> {
    return this.#call('truncate', size);
  }

  readEntries(from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]> {
    return this.#call('readEntries', from, to);
  }

  readIdentity(): Promise<ScreenIdentity | undefined> {
    return this.#call('readIdentity');
  }

  writeIdentity(screen: ScreenIdentity): Promise<void> {
    return this.#call('writeIdentity', screen);
  }

  /** Frees the files at once; the next call starts anew. */
  close(): void {
    this.#end(new AsRunStoreError('closed', 'the second copy was closed'));
  }

  #call<T>(method: keyof AsRunMirror, ...parameters: readonly unknown[]): Promise<T> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      const worker = this.#start();
      const timer = setTimeout(() => this.#end(noAnswer()), patienceMs);
      const settle = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
      };
      this.#waiting.set(id, {
        resolve: (value) => {
          settle();
          resolve(value as T);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      worker.postMessage({ id, method, parameters } satisfies MirrorCall);
    });
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = startWorker(this.#root);
    worker.onmessage = ({ data }: MessageEvent<MirrorAnswer>) => this.#answered(data);
    // It did not load: an engine of before module workers, or one that does not know its syntax.
    worker.onerror = () => this.#end(new AsRunStoreError('unsupported', 'its worker does not run here'));
    this.#worker = worker;
    return worker;
  }

  #answered({ id, value, failed }: MirrorAnswer): void {
    const waiting = this.#waiting.get(id);
    if (failed) waiting?.reject(new AsRunStoreError(failed.code, failed.detail));
    else waiting?.resolve(value);
  }

  #end(error: AsRunStoreError): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const waiting of [...this.#waiting.values()]) waiting.reject(error);
  }
}

function startWorker(name: string): Worker {
  try {
    return new Worker(new URL('./as-run-mirror-worker.ts', import.meta.url), { type: 'module', name });
  } catch (error) {
    // Switched off by a policy, or an engine without them.
    throw new AsRunStoreError('unsupported', `no worker can be started: ${String(error)}`);
  }
}

function noAnswer(): AsRunStoreError {
  return new AsRunStoreError('device', 'the worker of the second copy does not answer');
}
