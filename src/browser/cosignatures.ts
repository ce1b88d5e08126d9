import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Cosignatures, Cosigned } from '../core/ports/cosignatures.ts';

interface CosignaturesSchema extends DBSchema {
  /** By origin. */
  cosigned: { key: string; value: Cosigned };
}

/** Cosignatures in an IndexedDB database of their own: the log's is written by the log alone. */
export class IndexedDbCosignatures implements Cosignatures {
  readonly #database: IDBPDatabase<CosignaturesSchema>;

  private constructor(database: IDBPDatabase<CosignaturesSchema>) {
    this.#database = database;
  }

  /** Rejects with what IndexedDB says where the browser keeps nothing. */
  static async open(name = 'changming-cosignatures'): Promise<IndexedDbCosignatures> {
    const database = await openDB<CosignaturesSchema>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('cosigned');
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return new IndexedDbCosignatures(database);
  }

  read(origin: string): Promise<Cosigned | undefined> {
    return this.#database.get('cosigned', origin);
  }

  async keep(cosigned: Cosigned): Promise<void> {
    // `strict`, because what may be pruned is decided by it.
    const transaction = this.#database.transaction('cosigned', 'readwrite', { durability: 'strict' });
    await Promise.all([transaction.store.put(cosigned, cosigned.origin), transaction.done]);
  }

  close(): void {
    this.#database.close();
  }
}
