import type { AsRunEntry, StopEntry } from '../../as-run/entry.ts';
import type { Findings } from './findings.ts';

/** The picture is covered at once; what is written of it is rounded. */
const toleranceMs = 1_000;

/** Whether nothing was shown while the emergency stop held. A stop that storage did not keep ends with the session. */
export class StopWatch {
  private readonly findings: Findings;
  private stopped: { readonly onAirMs: number; readonly entry: number } | undefined;

  constructor(findings: Findings) {
    this.findings = findings;
  }

  see(entry: AsRunEntry, position: number): void {
    if (entry.type === 'stop') this.order(entry, position);
    if (entry.type !== 'play' || !this.stopped || entry.airtimeMs === 0) return;
    const untilOnAirMs = entry.onAirMs + entry.airtimeMs;
    if (untilOnAirMs <= this.stopped.onAirMs + toleranceMs) return;
    this.findings.note('shown-while-stopped', {
      entry: position,
      stoppedAt: this.stopped.entry,
      untilOnAirMs,
      stoppedAtOnAirMs: this.stopped.onAirMs,
    });
    // Said once a stop.
    this.stopped = undefined;
  }

  /** Entries between are not carried: whether a stop was lifted there nobody knows. */
  forget(): void {
    this.stopped = undefined;
  }

  private order({ action, onAirMs }: StopEntry, entry: number): void {
    this.stopped = action === 'stopped' ? { onAirMs, entry } : undefined;
  }
}
