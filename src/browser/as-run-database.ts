import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { ScreenIdentity } from '../core/as-run/screen-identity.ts';
import type { AsRunHead } from '../core/ports/as-run-store.ts';

/**
 * The first copy of the screen's key and its log, in one database so that they cannot part. The second copy keeps both
 * as well (as-run-mirror.ts).
 */
export interface AsRunSchema extends DBSchema {
  /** One record: who signs. */
  identity: { key: 'screen'; value: ScreenIdentity };
  /** The committed head of each epoch. */
  heads: { key: number; value: AsRunHead };
  /** Entry bytes by epoch and sequence number. */
  entries: { key: [epoch: number, seq: number]; value: Uint8Array<ArrayBuffer> };
  /** The in-flight row of each epoch. */
  inFlight: { key: number; value: Uint8Array<ArrayBuffer> };
}

export type AsRunConnection = IDBPDatabase<AsRunSchema>;

/** The database, opened on first use and again whenever the browser has closed it. */
export class AsRunDatabase {
  readonly #name: string;
  #connection: Promise<AsRunConnection> | undefined;

  constructor(name = 'changming-as-run') {
    this.#name = name;
  }

  /** Rejects with what IndexedDB says, for instance a `VersionError` when a newer program has upgraded it. */
  connect(): Promise<AsRunConnection> {
    this.#connection ??= this.#open();
    return this.#connection;
  }

  /** Drops a connection that turned out to be closed and opens another. */
  reconnect(): Promise<AsRunConnection> {
    this.close();
    return this.connect();
  }

  close(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.then((open) => open.close()).catch(() => {});
  }

  #open(): Promise<AsRunConnection> {
    const connection = this.#openWhole(
      () => this.#forget(connection, true),
      () => this.#forget(connection, false),
    );
    connection.catch(() => this.#forget(connection, false));
    return connection;
  }

  /** Somebody who merely looked may have made an empty database of this name first: it holds nothing and is replaced. */
  async #openWhole(onBlocking: () => void, onTerminated: () => void): Promise<AsRunConnection> {
    const connection = await this.#openAsItIs(onBlocking, onTerminated);
    if (connection.objectStoreNames.length > 0) return connection;
    connection.close();
    await deleteDB(this.#name);
    return this.#openAsItIs(onBlocking, onTerminated);
  }

  #openAsItIs(onBlocking: () => void, onTerminated: () => void): Promise<AsRunConnection> {
    return openDB<AsRunSchema>(this.#name, 1, {
      upgrade(database) {
        database.createObjectStore('identity');
        database.createObjectStore('heads');
        database.createObjectStore('entries');
        database.createObjectStore('inFlight');
      },
      // Another tab wants to upgrade or delete the database and cannot while this connection is open.
      blocking: onBlocking,
      // The browser closed it, as after a storage fault.
      terminated: onTerminated,
    });
  }

  #forget(connection: Promise<AsRunConnection>, close: boolean): void {
    if (this.#connection === connection) this.#connection = undefined;
    if (close) connection.then((open) => open.close()).catch(() => {});
  }
}
