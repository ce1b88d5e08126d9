import type { AsRunHead } from '../ports/as-run-store.ts';
import { AsRunLogError } from './as-run-log-error.ts';
import { type Copies, type Finding, sameRange } from './copies.ts';
import { extendRange } from './mirror/segment.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Sparse = readonly (Bytes | undefined)[];

/** Steps of rest after a pass that found nothing: an hour, at one step in two seconds. */
const restSteps = 1_800;
/** Entries that are put right in one pass; the next one finds the others. */
const mostMended = 4_096;

export interface ScrubStep {
  readonly finding?: Finding;
  /** From here on the second copy must be written again. */
  readonly mirrorBadFrom?: number;
  readonly more: boolean;
}

/**
 * Reads the whole log, a few entries at a time, and compares both copies with each other and with the root that was
 * signed. Nothing is put right before the root has proven which of two copies is.
 */
export class Scrub {
  readonly #copies: Copies;
  readonly #entriesPerStep: number;
  #pass = new Pass();
  #resting = 0;

  constructor(copies: Copies, entriesPerStep: number) {
    this.#copies = copies;
    this.#entriesPerStep = entriesPerStep;
  }

  /**
   * Looks at the next entries. `withMirror`: whether the second copy has all of them.
   * Rejects with {@link AsRunLogError} `inconsistent` when entries are in neither copy, or are not what was signed.
   */
  async step(withMirror: boolean): Promise<ScrubStep> {
    if (this.#resting > 0) {
      this.#resting -= 1;
      return { more: false };
    }
    const { primary, mirror } = this.#copies;
    const head = await primary.readHead();
    if (head === undefined) return { more: false };
    const from = this.#pass.at;
    const to = Math.min(from + this.#entriesPerStep, head.size);
    const first = await readSparse(primary, from, to);
    this.#pass.add(first, withMirror && mirror ? await readSparse(mirror, from, to) : first);
    if (to < head.size) return { more: true };
    const pass = this.#pass;
    this.#pass = new Pass();
    return this.#conclude(pass, head);
  }

  async #conclude(pass: Pass, head: AsRunHead): Promise<ScrubStep> {
    const { holes, altered, lost } = pass;
    if (lost !== undefined) throw inconsistent(`entries ${lost.from} to ${lost.to} are in no copy`, lost);
    const [firstAltered] = altered;
    const firstIsRight = sameRange(pass.first, head.range);
    if (!firstIsRight && !sameRange(pass.second, head.range)) {
      throw inconsistent(`its ${head.size} entries do not have the root that was signed`);
    }
    const mended = firstIsRight ? holes : [...holes, ...altered];
    for (const seq of mended) await this.#mend(seq);
    const mirrorBad = [pass.mirrorMissing, firstIsRight ? firstAltered : undefined];
    const mirrorBadFrom = Math.min(...mirrorBad.filter((seq) => seq !== undefined));
    const clean = mended.length === 0 && !Number.isFinite(mirrorBadFrom);
    this.#resting = clean ? restSteps : 0;
    return {
      ...(mended.length > 0 ? { finding: mendedFirst(mended) } : {}),
      ...(Number.isFinite(mirrorBadFrom) ? { mirrorBadFrom } : {}),
      more: !clean,
    };
  }

  async #mend(seq: number): Promise<void> {
    const { primary, mirror } = this.#copies;
    const [entry] = (await mirror?.readEntries(seq, seq + 1)) ?? [];
    if (entry !== undefined) await primary.mend(seq, [entry]);
  }
}

/** What one pass from the first entry to the last has seen so far. */
class Pass {
  at = 0;
  /** The tree when the first copy is believed where the two differ, and when the second is. */
  first: AsRunHead['range'] = [];
  second: AsRunHead['range'] = [];
  /** Entries that the first copy lacks. */
  readonly holes: number[] = [];
  /** Entries that are not the same in both. */
  readonly altered: number[] = [];
  /** The first entry that the second copy lacks. */
  mirrorMissing: number | undefined;
  /** From the first to behind the last entry that is in neither; from then on there is no tree to compare. */
  lost: { readonly from: number; readonly to: number } | undefined;

  add(first: Sparse, second: Sparse): void {
    const from = this.at;
    const [believed, doubted] = [merged(first, second), merged(second, first)];
    const differs = this.#note(first, second, from);
    this.at += first.length;
    if (this.lost !== undefined) return;
    // As a rule both trees are one, and hashed once.
    const isOne = this.first === this.second && !differs;
    const before = this.second;
    this.first = extendRange(this.first, from, believed);
    this.second = isOne ? this.first : extendRange(before, from, doubted);
  }

  /** Returns whether an entry is in both copies and not the same. */
  #note(first: Sparse, second: Sparse, from: number): boolean {
    let differs = false;
    first.forEach((entry, index) => {
      const other = second[index];
      const seq = from + index;
      if (entry === undefined && other === undefined)
        this.lost = { from: this.lost?.from ?? seq, to: seq + 1 };
      else if (other === undefined) this.mirrorMissing ??= seq;
      else if (entry === undefined) push(this.holes, seq);
      else if (entry !== other && !sameBytes(entry, other)) {
        differs = true;
        push(this.altered, seq);
      }
    });
    return differs;
  }
}

function push(list: number[], seq: number): void {
  if (list.length < mostMended) list.push(seq);
}

/** Every entry from the first copy that has it. */
function merged(copy: Sparse, other: Sparse): Bytes[] {
  return copy.flatMap((entry, index) => entry ?? other[index] ?? []);
}

/** The entries [from, to), with undefined for those that are missing. */
async function readSparse(
  copy: { readEntries(from: number, to: number): Promise<Bytes[]> },
  from: number,
  to: number,
): Promise<Sparse> {
  const found = await copy.readEntries(from, to);
  if (found.length === to - from) return found;
  const entries: (Bytes | undefined)[] = [];
  for (let seq = from; seq < to; seq++) entries.push((await copy.readEntries(seq, seq + 1))[0]);
  return entries;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function mendedFirst(seqs: readonly number[]): Finding {
  const sorted = [...seqs].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted[sorted.length - 1]];
  return {
    what: 'as-run-copy',
    detail: `${sorted.length} entries from ${first} to ${last} were missing or altered in the first copy of the log`,
    recovery: 'restored',
  };
}

function inconsistent(detail: string, lost?: { from: number; to: number }): AsRunLogError {
  return new AsRunLogError('inconsistent', `Cannot continue the as-run log: ${detail}`, lost);
}
