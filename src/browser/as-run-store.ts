import type { IDBPTransaction } from 'idb';
import {
  type AsRunCommit,
  type AsRunHead,
  AsRunStoreError,
  type AsRunStoreErrorCode,
  type MendableAsRunStore,
} from '../core/ports/as-run-store.ts';
import type { AsRunConnection, AsRunDatabase, AsRunSchema } from './as-run-database.ts';

type CommitTransaction = IDBPTransaction<AsRunSchema, ('heads' | 'entries' | 'inFlight')[], 'readwrite'>;

/** Keeps the as-run log of one epoch in IndexedDB. */
export class IndexedDbAsRunStore implements MendableAsRunStore {
  readonly #database: AsRunDatabase;
  readonly #epoch: number;
  #closed = false;

  /** @param database Owned by the caller; `close()` closes this store, not the database. */
  constructor(database: AsRunDatabase, epoch: number) {
    this.#database = database;
    this.#epoch = epoch;
  }

  readHead(): Promise<AsRunHead | undefined> {
    return this.#use((connection) => connection.get('heads', this.#epoch));
  }

  commit(commit: AsRunCommit): Promise<void> {
    return this.#use((connection) => this.#commit(connection, commit));
  }

  readEntries(from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]> {
    if (from >= to) return Promise.resolve([]);
    const range = IDBKeyRange.bound([this.#epoch, from], [this.#epoch, to], false, true);
    return this.#use((connection) => connection.getAll('entries', range));
  }

  writeInFlight(row: Uint8Array<ArrayBuffer> | undefined): Promise<void> {
    return this.#use(async (connection) => {
      // Refreshed about once a second: an fsync each would wear flash out for a second of proof.
      const transaction = connection.transaction('inFlight', 'readwrite', { durability: 'relaxed' });
      const write = row ? transaction.store.put(row, this.#epoch) : transaction.store.delete(this.#epoch);
      await Promise.all([write, transaction.done]);
    });
  }

  readInFlight(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#use((connection) => connection.get('inFlight', this.#epoch));
  }

  mend(from: number, entries: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    return this.#use(async (connection) => {
      const transaction = beginStrict(connection);
      const size = (await transaction.objectStore('heads').get(this.#epoch))?.size ?? 0;
      if (from + entries.length > size) throw conflict(size, entries.length, from + entries.length);
      const log = transaction.objectStore('entries');
      const writes = entries.map((bytes, index) => log.put(bytes, [this.#epoch, from + index]));
      await Promise.all([...writes, transaction.done]);
    });
  }

  clear(): Promise<void> {
    return this.#use(async (connection) => {
      const transaction = beginStrict(connection);
      const all = IDBKeyRange.bound([this.#epoch], [this.#epoch, []], false, true);
      await Promise.all([
        transaction.objectStore('heads').delete(this.#epoch),
        transaction.objectStore('inFlight').delete(this.#epoch),
        transaction.objectStore('entries').delete(all),
        transaction.done,
      ]);
    });
  }

  close(): void {
    this.#closed = true;
  }

  async #commit(connection: AsRunConnection, commit: AsRunCommit): Promise<void> {
    const transaction = beginStrict(connection);
    try {
      await Promise.all([this.#write(transaction, commit), transaction.done]);
    } catch (error) {
      throw await whyAborted(transaction, error);
    }
  }

  async #write(transaction: CommitTransaction, { entries, head, inFlight }: AsRunCommit): Promise<void> {
    const heads = transaction.objectStore('heads');
    const rows = transaction.objectStore('inFlight');
    const log = transaction.objectStore('entries');
    const storedSize = (await heads.get(this.#epoch))?.size ?? 0;
    if (head.size !== storedSize + entries.length) throw conflict(storedSize, entries.length, head.size);
    await Promise.all([
      heads.put(head, this.#epoch),
      inFlight ? rows.put(inFlight, this.#epoch) : rows.delete(this.#epoch),
      // `add` refuses to overwrite: an entry once stored is never touched again.
      ...entries.map(async (bytes, index) => log.add(bytes, [this.#epoch, storedSize + index])),
    ]);
  }

  async #use<T>(action: (connection: AsRunConnection) => Promise<T>): Promise<T> {
    if (this.#closed) throw new AsRunStoreError('closed', 'it was closed');
    try {
      return await action(await this.#database.connect()).catch((error: unknown) => {
        // The connection went away before a transaction could begin, so nothing has been done yet: open it anew.
        if (!isNamed(error, 'InvalidStateError')) throw error;
        return this.#database.reconnect().then(action);
      });
    } catch (error) {
      throw asStoreError(error);
    }
  }
}

/** `strict`, because Chromium's default resolves before fsync: a power cut could then take plays that were called written. */
function beginStrict(connection: AsRunConnection): CommitTransaction {
  return connection.transaction(['heads', 'entries', 'inFlight'], 'readwrite', { durability: 'strict' });
}

function conflict(storedSize: number, added: number, size: number): AsRunStoreError {
  return new AsRunStoreError('conflict', `${storedSize} stored and ${added} new entries do not make ${size}`);
}

/** Makes sure that nothing of the transaction is kept, and says what was wrong with it. */
async function whyAborted(transaction: CommitTransaction, error: unknown): Promise<unknown> {
  try {
    transaction.abort();
  } catch {
    // It has aborted by itself.
  }
  const reason: unknown = await transaction.done.catch((aborted: unknown) => aborted);
  // A full disk aborts the transaction: each request says only `AbortError`, the transaction knows why.
  return isNamed(error, 'AbortError') ? reason : error;
}

function isNamed(error: unknown, name: string): error is Error {
  return error instanceof Error && error.name === name;
}

const codes: Record<string, AsRunStoreErrorCode> = {
  QuotaExceededError: 'quota',
  ConstraintError: 'corrupt',
  DataError: 'corrupt',
  NotFoundError: 'corrupt',
  VersionError: 'closed',
};

function asStoreError(error: unknown): AsRunStoreError {
  if (error instanceof AsRunStoreError) return error;
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  return new AsRunStoreError(codes[name] ?? 'device', `${name}: ${message}`);
}
