import type { AsRunEntry } from '../as-run/entry.ts';
import { columnsOfEntries, type PlayColumns, rowsPerChunk } from '../report/play-columns.ts';
import type { PlayTable } from '../report/play-table.ts';
import { SubjectDictionary } from '../report/subject-dictionary.ts';

/** Sequence numbers, [from, to). */
export interface SequenceRange {
  readonly from: number;
  readonly to: number;
}

export interface CarriedTables {
  /** The claimed entries, and before them what is needed to judge them: what figures are computed from. */
  readonly judged: PlayTable;
  /** The claimed entries alone. Row 0 is entry `from`. */
  readonly claimed: PlayTable;
}

type Entry = AsRunEntry | undefined;

interface Run {
  readonly firstSeq: number;
  readonly entries: Entry[];
}

/**
 * Gathers the entries that an export carries, as columns. Export and verification both compute from it, so that they
 * cannot differ in what they take into account:
 * - claimed entries;
 * - entries before them as far back as none is missing;
 * - of those further back, only the programmes that came into force;
 * - nothing after the claimed ones, which are carried only because a bundle is carried whole.
 */
export class CarriedEntries {
  private readonly claim: SequenceRange;
  private readonly dictionary = new SubjectDictionary();
  private readonly claimed: PlayColumns[] = [];
  private before: Run[] = [];
  private context: PlayColumns[] | undefined;
  private waiting: Run = { firstSeq: 0, entries: [] };

  constructor(claim: SequenceRange) {
    this.claim = claim;
  }

  /**
   * Adds consecutive entries, the first of them number `firstSeq`; undefined stands for bytes that are no entry.
   * Precondition: called in the order of the log.
   */
  add(firstSeq: number, entries: readonly Entry[]): void {
    const { from, to } = this.claim;
    const early = clamp(from - firstSeq, entries.length);
    const end = clamp(to - firstSeq, entries.length);
    if (early > 0) this.addBefore(firstSeq, entries.slice(0, early));
    if (end > early) this.addClaimed(firstSeq + early, entries.slice(early, end));
  }

  /** What has been added. Nothing may be added any more. */
  tables(origin: string | undefined): CarriedTables {
    this.flush();
    const { subjects } = this.dictionary;
    const tableOf = (chunks: readonly PlayColumns[]): PlayTable => ({
      origin,
      size: chunks.reduce((sum, chunk) => sum + chunk.count, 0),
      chunks,
      subjects,
    });
    return {
      judged: tableOf([...this.closeContext(), ...this.claimed]),
      claimed: tableOf(this.claimed),
    };
  }

  private addBefore(firstSeq: number, entries: readonly Entry[]): void {
    const last = this.before[this.before.length - 1];
    if (last && last.firstSeq + last.entries.length === firstSeq) {
      last.entries.push(...entries);
      return;
    }
    this.before = [...this.before.flatMap(activationsOf), { firstSeq, entries: [...entries] }];
  }

  private addClaimed(firstSeq: number, entries: readonly Entry[]): void {
    // Subjects are numbered in the order of the log: what came before comes first.
    this.closeContext();
    if (firstSeq !== this.waiting.firstSeq + this.waiting.entries.length) this.flush();
    if (this.waiting.entries.length === 0) this.waiting = { firstSeq, entries: [] };
    this.waiting.entries.push(...entries);
    while (this.waiting.entries.length >= rowsPerChunk) this.flush();
  }

  private closeContext(): readonly PlayColumns[] {
    this.context ??= this.before
      .flatMap((run) => (run.firstSeq + run.entries.length === this.claim.from ? [run] : activationsOf(run)))
      .map(({ firstSeq, entries }) => columnsOfEntries(firstSeq, entries, this.dictionary));
    this.before = [];
    return this.context;
  }

  private flush(): void {
    const { firstSeq, entries } = this.waiting;
    if (entries.length === 0) return;
    const full = entries.slice(0, rowsPerChunk);
    this.claimed.push(columnsOfEntries(firstSeq, full, this.dictionary));
    this.waiting = { firstSeq: firstSeq + full.length, entries: entries.slice(full.length) };
  }
}

function activationsOf({ firstSeq, entries }: Run): Run[] {
  return entries.flatMap((entry, row) =>
    entry?.type === 'programme' && entry.action === 'activated'
      ? [{ firstSeq: firstSeq + row, entries: [entry] }]
      : [],
  );
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}
