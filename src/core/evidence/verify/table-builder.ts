import type { AsRunEntry } from '../../as-run/entry.ts';
import { columnsOfEntries, type PlayColumns, rowsPerChunk } from '../../report/play-columns.ts';
import type { PlayTable } from '../../report/play-table.ts';
import { SubjectDictionary } from '../../report/subject-dictionary.ts';

/** Makes columns of entries as they pass by: what a report is made of, in a twelfth of the memory. */
export class TableBuilder {
  private readonly dictionary = new SubjectDictionary();
  private readonly chunks: PlayColumns[] = [];
  private waiting: (AsRunEntry | undefined)[] = [];
  private waitingFrom = 0;

  add(firstSeq: number, entries: readonly (AsRunEntry | undefined)[]): void {
    if (firstSeq !== this.waitingFrom + this.waiting.length) this.flush();
    if (this.waiting.length === 0) this.waitingFrom = firstSeq;
    this.waiting.push(...entries);
    if (this.waiting.length >= rowsPerChunk) this.flush();
  }

  table(origin: string | undefined, size: number): PlayTable {
    this.flush();
    return { origin, size, chunks: this.chunks, subjects: this.dictionary.subjects };
  }

  private flush(): void {
    if (this.waiting.length === 0) return;
    this.chunks.push(columnsOfEntries(this.waitingFrom, this.waiting, this.dictionary));
    this.waiting = [];
  }
}
