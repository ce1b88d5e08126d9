import type { ShareRule } from '../playlist/definition.ts';
import { commercialCategory, countsFor } from '../playlist/share-rule.ts';
import { airtimeUpTo, append, emptyLedger, type Ledger } from './ledger.ts';
import type { Playing } from './promise.ts';

export interface TalliedPlay extends Playing {
  readonly startMs: number;
  readonly airtimeMs: number;
}

export interface TallyResult {
  /** Share in the worst rolling window ÷ share promised; infinite while there was nothing to measure against. */
  readonly worst: number;
  /** Share over all the time ÷ share promised. */
  readonly delivered: number;
  readonly longestGapMs: number;
}

/**
 * Keeps the score of one rule over plays given in order: evaluates every rolling window at all instants at which its
 * share can turn, those at which a play begins or ends and those at which one does so a window ago.
 */
export class Tally {
  readonly #rule: ShareRule;
  readonly #windowMs: number;
  readonly #judgedFromMs: number;
  readonly #edges: number[] = [];
  #nextEdge = 0;
  #counting: Ledger = emptyLedger();
  #measured: Ledger = emptyLedger();
  #countedUntilMs = 0;
  #endMs = 0;
  #worst = Number.POSITIVE_INFINITY;
  #longestGapMs = 0;

  /** @param judgedFromMs windows that end before are not judged */
  constructor(rule: ShareRule, judgedFromMs = 0) {
    this.#rule = rule;
    this.#judgedFromMs = judgedFromMs;
    this.#windowMs = Math.round(rule.windowMinutes * 60_000);
  }

  add(play: TalliedPlay): void {
    const { startMs, airtimeMs } = play;
    const endMs = startMs + airtimeMs;
    if (startMs > this.#endMs) this.#passTo(startMs);
    if (airtimeMs === 0) return;
    const horizonMs = startMs - this.#windowMs;
    if (countsFor(this.#rule, play)) {
      this.#longestGapMs = Math.max(this.#longestGapMs, startMs - this.#countedUntilMs);
      this.#counting = append(this.#counting, startMs, airtimeMs, horizonMs);
      this.#countedUntilMs = endMs;
    }
    if (this.#rule.of === 'on-air' || play.category === commercialCategory)
      this.#measured = append(this.#measured, startMs, airtimeMs, horizonMs);
    this.#passTo(endMs);
  }

  result(): TallyResult {
    const ofMs = this.#rule.of === 'on-air' ? this.#endMs : this.#measured.totalMs;
    return {
      worst: this.#worst,
      delivered: ofMs > 0 ? this.#counting.totalMs / (this.#rule.atLeast * ofMs) : Number.POSITIVE_INFINITY,
      longestGapMs: Math.max(this.#longestGapMs, this.#endMs - this.#countedUntilMs),
    };
  }

  #passTo(endMs: number): void {
    while (this.#nextEdge < this.#edges.length) {
      const edgeMs = (this.#edges[this.#nextEdge] ?? 0) + this.#windowMs;
      if (edgeMs > endMs) break;
      this.#judge(edgeMs);
      this.#nextEdge++;
    }
    this.#judge(endMs);
    this.#edges.push(endMs);
    this.#endMs = endMs;
    if (this.#nextEdge > 4096) {
      this.#edges.splice(0, this.#nextEdge);
      this.#nextEdge = 0;
    }
  }

  #judge(atMs: number): void {
    const fromMs = Math.max(0, atMs - this.#windowMs);
    const within = (ledger: Ledger) => airtimeUpTo(ledger, atMs) - airtimeUpTo(ledger, fromMs);
    const ofMs = this.#rule.of === 'on-air' ? atMs - fromMs : within(this.#measured);
    if (ofMs > 0 && atMs >= this.#judgedFromMs)
      this.#worst = Math.min(this.#worst, within(this.#counting) / (this.#rule.atLeast * ofMs));
  }
}
