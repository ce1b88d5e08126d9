import type { ShareRule } from '../playlist/definition.ts';
import type { PromisePeriod } from './promise.ts';
import { roundingMs, type WorstWindow } from './share-totals.ts';

/** A stretch during which a promise was broken, with the instants between which its cause lies. */
export interface Shortfall {
  /** {@link Measure.key} */
  readonly measure: string;
  readonly rule: ShareRule;
  /**
   * - `share`: rolling windows that ended in this stretch held too little.
   * - `gap`: the category was away for longer than allowed; the stretch begins where it was last seen.
   */
  readonly kind: 'share' | 'gap';
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromOnAirMs: number;
  readonly toOnAirMs: number;
  /** Where the windows that were short begin: nothing before it can have caused them. */
  readonly sinceOnAirMs: number;
  /** On-air time during which it was broken; less than the stretch where the share hovered about the promise. */
  readonly brokenMs: number;
  /** Of `share`: the window that was furthest behind. */
  readonly worst?: WorstWindow;
}

/** An instant on both clocks. */
export interface Instant {
  readonly onAirMs: number;
  readonly wallMs: number;
}

/** A share that hovers about its promise is one shortfall, not one for every spot: breaks shorter than this part of the window do not end it. */
const partOfWindow = 0.25;

/** Gathers the shortfalls of one promise while its windows are looked at in order. */
export class ShortfallNotes {
  private readonly period: PromisePeriod;
  private readonly measure: string;
  private readonly shares: Shortfall[] = [];
  private readonly gaps: Shortfall[] = [];
  private behindMs = 0;

  constructor(measure: string, period: PromisePeriod) {
    this.measure = measure;
    this.period = period;
  }

  /**
   * The window that ends at `to` is behind by `worst.shortfallMs` (below zero: ahead); from the instant noted before,
   * `from`, to this one it changed at a constant rate.
   */
  noteWindow(from: Instant, to: Instant, worst: WorstWindow): void {
    const before = this.behindMs;
    const now = worst.shortfallMs;
    this.behindMs = now;
    if (before <= roundingMs && now <= roundingMs) return;
    const zero = from.onAirMs + ((to.onAirMs - from.onAirMs) * before) / (before - now);
    const begin = before > roundingMs ? from : moved(to, Math.max(zero, from.onAirMs));
    const end = now > roundingMs ? to : moved(to, Math.min(zero, to.onAirMs));
    this.noteShare(begin, end, worst);
  }

  /** At `to` the category has been away since `last`, longer than allowed. */
  noteGap(last: Instant, to: Instant): void {
    if (this.gaps[this.gaps.length - 1]?.fromOnAirMs === last.onAirMs) this.gaps.pop();
    this.gaps.push(this.shortfall('gap', last, to));
  }

  all(): Shortfall[] {
    return [...this.shares, ...this.gaps];
  }

  private noteShare(begin: Instant, end: Instant, worst: WorstWindow): void {
    const open = this.shares[this.shares.length - 1];
    const { rule } = this.period;
    if (!open || begin.onAirMs - open.toOnAirMs > rule.windowMinutes * 60_000 * partOfWindow) {
      this.shares.push({ ...this.shortfall('share', begin, end), worst });
      return;
    }
    this.shares[this.shares.length - 1] = {
      ...open,
      toMs: end.wallMs,
      toOnAirMs: end.onAirMs,
      brokenMs: open.brokenMs + end.onAirMs - begin.onAirMs,
      worst: open.worst && open.worst.shortfallMs >= worst.shortfallMs ? open.worst : worst,
    };
  }

  private shortfall(kind: Shortfall['kind'], from: Instant, to: Instant): Shortfall {
    const { rule, sinceOnAirMs } = this.period;
    const reachMs = kind === 'gap' ? 0 : rule.windowMinutes * 60_000;
    return {
      measure: this.measure,
      rule,
      kind,
      fromMs: from.wallMs,
      toMs: to.wallMs,
      fromOnAirMs: from.onAirMs,
      toOnAirMs: to.onAirMs,
      sinceOnAirMs: Math.max(sinceOnAirMs, from.onAirMs - reachMs),
      brokenMs: to.onAirMs - from.onAirMs,
    };
  }
}

/** The instant of another on-air time in the same stretch. */
function moved(instant: Instant, onAirMs: number): Instant {
  return { onAirMs, wallMs: instant.wallMs + onAirMs - instant.onAirMs };
}
