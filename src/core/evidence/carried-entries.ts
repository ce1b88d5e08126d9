import type { AsRunEntry } from '../as-run/entry.ts';
import { columnsOfEntries, GrowingColumns, type PlayColumns } from '../report/play-columns.ts';
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
  private growing: GrowingColumns | undefined;

  constructor(claim: SequenceRange) {
    this.claim = claim;
  }

  /** Adds consecutive entries, the first of them number `firstSeq`; otherwise as {@link see}. */
  add(firstSeq: number, entries: readonly Entry[]): void {
    entries.forEach((entry, row) => {
      this.see(entry, firstSeq + row);
    });
  }

  /**
   * @param entry undefined for bytes that are no entry
   * Precondition: called in the order of the log.
   */
  see(entry: Entry, seq: number): void {
    if (seq < this.claim.from) this.addBefore(seq, entry);
    else if (seq < this.claim.to) this.addClaimed(seq, entry);
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

  private addBefore(seq: number, entry: Entry): void {
    const last = this.before[this.before.length - 1];
    if (last && last.firstSeq + last.entries.length === seq) last.entries.push(entry);
    else this.before = [...this.before.flatMap(activationsOf), { firstSeq: seq, entries: [entry] }];
  }

  private addClaimed(seq: number, entry: Entry): void {
    // Subjects are numbered in the order of the log: what came before comes first.
    if (!this.context) this.closeContext();
    if (this.growing?.nextSeq !== seq) this.flush();
    this.growing ??= new GrowingColumns(seq);
    this.growing.add(entry, this.dictionary);
    if (this.growing.isFull) this.flush();
  }

  private closeContext(): readonly PlayColumns[] {
    this.context ??= this.before
      .flatMap((run) => (run.firstSeq + run.entries.length === this.claim.from ? [run] : activationsOf(run)))
      .map(({ firstSeq, entries }) => columnsOfEntries(firstSeq, entries, this.dictionary));
    this.before = [];
    return this.context;
  }

  private flush(): void {
    if (this.growing) this.claimed.push(this.growing.finished());
    this.growing = undefined;
  }
}

function activationsOf({ firstSeq, entries }: Run): Run[] {
  return entries.flatMap((entry, row) =>
    entry?.type === 'programme' && entry.action === 'activated'
      ? [{ firstSeq: firstSeq + row, entries: [entry] }]
      : [],
  );
}
