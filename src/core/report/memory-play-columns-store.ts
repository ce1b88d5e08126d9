import { rowsPerChunk } from './play-columns.ts';
import { type KeptColumns, PlayColumnsDamaged, type PlayColumnsStore } from './play-columns-store.ts';
import type { RowSubject } from './row-subject.ts';

/** For browsers that refuse to keep anything: columns live as long as the page. */
export class MemoryPlayColumnsStore implements PlayColumnsStore {
  #origin: string | undefined;
  #chunks: ArrayBuffer[] = [];
  #subjects: RowSubject[] = [];

  async describe(origin: string): Promise<KeptColumns> {
    return this.#describe(origin);
  }

  async append(
    origin: string,
    after: KeptColumns,
    chunk: ArrayBuffer,
    subjects: readonly RowSubject[],
  ): Promise<boolean> {
    // Without a pause from the comparison to the writing: another caller may be at the same place.
    const kept = this.#describe(origin);
    if (kept.size !== after.size || kept.subjects !== after.subjects) return false;
    if (this.#origin !== origin) this.#clear();
    this.#origin = origin;
    this.#chunks.push(chunk);
    this.#subjects.push(...subjects);
    return true;
  }

  async readSubjects(from: number): Promise<RowSubject[]> {
    return this.#subjects.slice(from);
  }

  async readChunks(fromSeq: number, toSeq: number): Promise<ArrayBuffer[]> {
    const chunks = this.#chunks.slice(fromSeq / rowsPerChunk, toSeq / rowsPerChunk);
    if (chunks.length * rowsPerChunk !== toSeq - fromSeq) throw new PlayColumnsDamaged('a chunk is missing');
    return chunks;
  }

  async clear(): Promise<void> {
    this.#clear();
  }

  #describe(origin: string): KeptColumns {
    if (origin !== this.#origin) return { size: 0, subjects: 0 };
    return { size: this.#chunks.length * rowsPerChunk, subjects: this.#subjects.length };
  }

  #clear(): void {
    this.#origin = undefined;
    this.#chunks = [];
    this.#subjects = [];
  }
}
