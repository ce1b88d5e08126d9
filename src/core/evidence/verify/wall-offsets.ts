import type { AsRunEntry, ClockEntry } from '../../as-run/entry.ts';
import { stampMs } from '../../as-run/stamp-ms.ts';

/** The watch of the player takes less for no jump, and the stamps of one instant are rounded. */
const toleranceMs = 2_000;
/** How fast NTP slews a clock at most, with as much again for a clock that runs wrong by itself. */
const driftRate = 1e-3;
/** The player looks once a second; browsers let pages that are not seen look once a minute. */
const noticedWithinMs = 120_000;
/** Jumps during one play, whose stamp is older than theirs. */
const mostSteps = 16;

interface Step {
  readonly fromMonotonicMs: number;
  /** Wall minus monotonic time, as last seen. */
  offsetMs: number;
  seenAtMs: number;
}

/** An entry whose wall time is not what the one before and the jumps that the log tells lead to. */
interface UnsaidJump {
  readonly entry: number;
  readonly byMs: number;
  readonly monotonicMs: number;
}

/** Follows wall minus monotonic time through one stretch on air, in which it may change only as the log says. */
export class WallOffsets {
  private steps: Step[] = [];
  private pending: UnsaidJump | undefined;

  /** A jump that was not told so far; it may have been about to be when the stretch ended. */
  get untold(): UnsaidJump | undefined {
    return this.pending;
  }

  /** @returns a jump that should have been told by now and was not */
  see(entry: AsRunEntry, position: number): UnsaidJump | undefined {
    const { monotonicMs } = entry;
    const overdue = this.overdue(monotonicMs);
    if (entry.type === 'clock') this.told(entry);
    else this.compare(stampMs(entry.at) - monotonicMs, monotonicMs, position);
    return overdue;
  }

  private told(clock: ClockEntry): void {
    this.pending = undefined;
    const { monotonicMs } = clock;
    const offsetMs = Date.parse(clock.newWall) - monotonicMs;
    this.steps.push({ fromMonotonicMs: monotonicMs, offsetMs, seenAtMs: monotonicMs });
    if (this.steps.length > mostSteps) this.steps.shift();
  }

  private compare(offsetMs: number, monotonicMs: number, entry: number): void {
    const step = this.stepAt(monotonicMs);
    if (!step) {
      this.steps.push({ fromMonotonicMs: monotonicMs, offsetMs, seenAtMs: monotonicMs });
      return;
    }
    const byMs = offsetMs - step.offsetMs;
    const mayDriftMs = Math.abs(monotonicMs - step.seenAtMs) * driftRate;
    if (Math.abs(byMs) > toleranceMs + mayDriftMs) this.pending ??= { entry, byMs, monotonicMs };
    else if (monotonicMs >= step.seenAtMs) Object.assign(step, { offsetMs, seenAtMs: monotonicMs });
  }

  /** The step in force at a monotonic time: a play is stamped with its first frame and written at its end. */
  private stepAt(monotonicMs: number): Step | undefined {
    for (let index = this.steps.length - 1; index > 0; index--) {
      const step = this.steps[index];
      if (step && step.fromMonotonicMs <= monotonicMs) return step;
    }
    return this.steps[0];
  }

  private overdue(monotonicMs: number): UnsaidJump | undefined {
    const pending = this.pending;
    if (!pending || monotonicMs <= pending.monotonicMs + noticedWithinMs) return undefined;
    // Said once; from here on the new offset is the one to compare with.
    this.pending = undefined;
    this.steps = [];
    return pending;
  }
}
