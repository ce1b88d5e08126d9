import type { FaultSubject, PlaySubject, StopSubject } from './row-subject.ts';

/** Time without a picture, and what moved the clock: what an auditor asks about, with the cause that the log gives. */
export type Interruption =
  /** Switched off, closed, hidden or crashed. Does not count as on-air time. `toMs` undefined: until the log's end. */
  | {
      readonly kind: 'off-air';
      readonly because: string;
      /** Who pressed the emergency stop that held then, and why. */
      readonly order?: StopOrder;
      readonly fromMs: number;
      readonly toMs?: number;
    }
  /** On air without a picture. Counts against the share. */
  | {
      readonly kind: 'no-picture';
      readonly fromMs: number;
      readonly durationMs: number;
      /** Faults noted and spots that failed meanwhile, each once; empty where the log gives no cause. */
      readonly causes: readonly string[];
    }
  | { readonly kind: 'clock'; readonly fromMs: number; readonly jumpMs: number };

export type StopOrder = Pick<StopSubject, 'by' | 'why'>;

/** A boundary takes a frame or two; from this on, time without a picture is listed. */
export const noPictureFromMs = 1000;

/** Gathers interruptions while the log is read from its beginning. */
export class InterruptionList {
  private readonly found: Interruption[] = [];
  private readonly causes = new Set<string>();
  private off: { because: string; order?: StopOrder; fromMs: number } | undefined;
  private order: StopOrder | undefined;

  offAir(because: string, wallMs: number): void {
    // A crash is written at the next start; a screen that was hidden before it was off all along.
    const { order } = this;
    this.off ??= { because, ...(order ? { order } : {}), fromMs: wallMs };
  }

  stop({ action, by, why }: StopSubject): void {
    this.order = action === 'stopped' ? { by, why } : undefined;
  }

  onAir(wallMs: number): void {
    if (!this.off) return;
    this.found.push({ kind: 'off-air', ...this.off, toMs: wallMs });
    this.off = undefined;
    this.causes.clear();
  }

  fault(fault: FaultSubject): void {
    this.causes.add(fault.what);
  }

  failedPlay(play: PlaySubject): void {
    this.causes.add(`failed: ${play.spot}`);
  }

  clock(wallMs: number, jumpMs: number): void {
    this.found.push({ kind: 'clock', fromMs: wallMs, jumpMs });
  }

  /** On air, but nothing was seen from wall time `fromMs` on. */
  noPicture(fromMs: number, durationMs: number): void {
    this.found.push({ kind: 'no-picture', fromMs, durationMs, causes: [...this.causes] });
  }

  /** A picture is on view: what went wrong before has no more to explain. */
  picture(): void {
    if (this.causes.size > 0) this.causes.clear();
  }

  /** Oldest first. */
  all(): Interruption[] {
    return this.off ? [...this.found, { kind: 'off-air', ...this.off }] : [...this.found];
  }
}
