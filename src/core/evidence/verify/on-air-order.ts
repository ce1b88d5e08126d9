import type { AsRunEntry, PlayEntry } from '../../as-run/entry.ts';
import type { Findings } from './findings.ts';

/** What the picture shows is known a moment later; an entry may be stamped with an instant that much before the last. */
const lateNewsMs = 1_000;
/** On-air time rounds up, airtime down: plays that follow each other may touch, never overlap. */
const roundingMs = 1;

interface Instant {
  readonly onAirMs: number;
  readonly entry: number;
}

/**
 * The on-air clock of an epoch over all its sessions: it never goes back, no two plays of a zone hold the same of it,
 * and no play holds more than has passed.
 */
export class OnAirOrder {
  private readonly findings: Findings;
  /** The latest instant that an entry other than a play was stamped with. */
  private told: Instant = { onAirMs: 0, entry: -1 };
  /** The latest end of a play. */
  private played: Instant = { onAirMs: 0, entry: -1 };
  private readonly zones = new Map<string, { startMs: number; endMs: number; entry: number }>();

  constructor(findings: Findings) {
    this.findings = findings;
  }

  see(entry: AsRunEntry, position: number): void {
    if (entry.type === 'play') this.play(entry, position);
    else this.instant(entry.onAirMs, position);
  }

  private instant(onAirMs: number, entry: number): void {
    if (onAirMs < this.told.onAirMs - lateNewsMs) {
      this.findings.fail('on-air-clock-back', { entry, expected: this.told.onAirMs, found: onAirMs });
    } else if (onAirMs < this.played.onAirMs - roundingMs) {
      this.findings.fail('airtime-exceeds-clock', {
        entry: this.played.entry,
        endsAtOnAirMs: this.played.onAirMs,
        laterEntry: entry,
        atOnAirMs: onAirMs,
      });
    }
    if (onAirMs >= this.told.onAirMs) this.told = { onAirMs, entry };
  }

  private play(play: PlayEntry, entry: number): void {
    this.findings.count('plays');
    const startMs = play.onAirMs;
    const endMs = startMs + play.airtimeMs;
    const before = this.zones.get(play.zone);
    if (before && startMs < before.startMs) {
      this.findings.fail('on-air-clock-back', { entry, expected: before.startMs, found: startMs });
    } else if (before && startMs < before.endMs - roundingMs) {
      const { endMs: endsAtOnAirMs, entry: with_ } = before;
      this.findings.fail('plays-overlap', {
        entry,
        startsAtOnAirMs: startMs,
        withEntry: with_,
        endsAtOnAirMs,
      });
    }
    // A hostile log names a zone a play; a canvas has a few.
    if (before || this.zones.size < 100) this.zones.set(play.zone, { startMs, endMs, entry });
    if (endMs > this.played.onAirMs) this.played = { onAirMs: endMs, entry };
  }
}
