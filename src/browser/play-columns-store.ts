import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { checksumOf, rowsPerChunk } from '../core/report/play-columns.ts';
import {
  type KeptColumns,
  PlayColumnsDamaged,
  type PlayColumnsStore,
} from '../core/report/play-columns-store.ts';
import type { RowSubject } from '../core/report/row-subject.ts';

/** Raised whenever the bytes of a chunk or the shape of a subject come to mean something else. */
const columnsVersion = 1;

interface Description extends KeptColumns {
  readonly version: number;
  readonly origin: string;
}

interface ColumnsSchema extends DBSchema {
  /** One record: what is kept, and of which log. */
  description: { key: 'columns'; value: Description };
  /** By number of the first row. */
  chunks: { key: number; value: { readonly bytes: ArrayBuffer; readonly checksum: number } };
  /** By number, as the rows refer to them. */
  subjects: { key: number; value: RowSubject };
}

const nothing: KeptColumns = { size: 0, subjects: 0 };

/** Columns of the as-run log in an IndexedDB database of their own, apart from the evidence. */
export class IndexedDbPlayColumnsStore implements PlayColumnsStore {
  readonly #database: IDBPDatabase<ColumnsSchema>;

  private constructor(database: IDBPDatabase<ColumnsSchema>) {
    this.#database = database;
  }

  /** Rejects where the browser keeps nothing; columns in memory then serve as well. */
  static async open(name = 'changming-report'): Promise<IndexedDbPlayColumnsStore> {
    const database = await openDB<ColumnsSchema>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('description');
        fresh.createObjectStore('chunks');
        fresh.createObjectStore('subjects');
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return new IndexedDbPlayColumnsStore(database);
  }

  async describe(origin: string): Promise<KeptColumns> {
    return keptFor(origin, await this.#database.get('description', 'columns'));
  }

  async append(
    origin: string,
    after: KeptColumns,
    chunk: ArrayBuffer,
    subjects: readonly RowSubject[],
  ): Promise<boolean> {
    // 'relaxed': what a power cut takes is built anew from the log.
    const transaction = this.#database.transaction(['description', 'chunks', 'subjects'], 'readwrite', {
      durability: 'relaxed',
    });
    const description = transaction.objectStore('description');
    const kept = keptFor(origin, await description.get('columns'));
    if (kept.size !== after.size || kept.subjects !== after.subjects) return false;
    const known = transaction.objectStore('subjects');
    const chunks = transaction.objectStore('chunks');
    // At the beginning, what another log or version has left makes room.
    const makeRoom = kept.size === 0 ? [chunks.clear(), known.clear()] : [];
    await Promise.all([
      ...makeRoom,
      chunks.put({ bytes: chunk, checksum: checksumOf(chunk) }, kept.size),
      ...subjects.map((subject, index) => known.put(subject, kept.subjects + index)),
      description.put(
        {
          version: columnsVersion,
          origin,
          size: kept.size + rowsPerChunk,
          subjects: kept.subjects + subjects.length,
        },
        'columns',
      ),
      transaction.done,
    ]);
    return true;
  }

  readSubjects(from: number): Promise<RowSubject[]> {
    return this.#database.getAll('subjects', IDBKeyRange.lowerBound(from));
  }

  async readChunks(fromSeq: number, toSeq: number): Promise<ArrayBuffer[]> {
    const range = IDBKeyRange.bound(fromSeq, toSeq, false, true);
    const chunks = await this.#database.getAll('chunks', range);
    if (chunks.length * rowsPerChunk !== toSeq - fromSeq) throw new PlayColumnsDamaged('a chunk is missing');
    return chunks.map(({ bytes, checksum }) => {
      if (checksumOf(bytes) !== checksum) throw new PlayColumnsDamaged('a chunk is not as it was written');
      return bytes;
    });
  }

  async clear(): Promise<void> {
    const transaction = this.#database.transaction(['description', 'chunks', 'subjects'], 'readwrite', {
      durability: 'relaxed',
    });
    await Promise.all([
      transaction.objectStore('description').clear(),
      transaction.objectStore('chunks').clear(),
      transaction.objectStore('subjects').clear(),
      transaction.done,
    ]);
  }

  close(): void {
    this.#database.close();
  }
}

function keptFor(origin: string, description: Description | undefined): KeptColumns {
  if (description?.version !== columnsVersion || description.origin !== origin) return nothing;
  return { size: description.size, subjects: description.subjects };
}
