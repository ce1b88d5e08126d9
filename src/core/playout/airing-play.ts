import type { AiredSpot, Choice } from '../airtime/airtime.ts';
import type { Outcome, PlayDraft, PlayEntry, Stamp } from '../as-run/entry.ts';
import { playSubject } from '../as-run/play-subject.ts';
import type { Programme } from '../playlist/definition.ts';
import type { Airing, SpotOnView } from '../ports/stage.ts';
import { mainZone } from '../zones/zone-rules.ts';

export type PlayEnd = PlayEntry['ended'];

/** The play on view: what was chosen, when it came on, and what it has been so far. */
export class AiringPlay {
  readonly choice: Choice;
  readonly onView: SpotOnView;
  readonly stamp: Stamp;
  readonly programme: Programme;
  readonly zone: string;

  constructor(choice: Choice, onView: SpotOnView, stamp: Stamp, programme: Programme, zone = mainZone) {
    this.choice = choice;
    this.onView = onView;
    this.stamp = stamp;
    this.programme = programme;
    this.zone = zone;
  }

  get plannedMs(): number {
    return this.choice.plannedMs;
  }

  /** When a spot without an end of its own has had its slot; never for the others. */
  get slotEndsAtMs(): number {
    const endsByItself = this.choice.spot.spot.durationMs !== undefined;
    return endsByItself ? Number.POSITIVE_INFINITY : this.onView.shownAtMs + this.plannedMs;
  }

  /** What it has added to its category by a monotonic time: measured, and never more than the time that has passed. */
  aired(monotonicMs: number): AiredSpot {
    return this.#airedFor(this.#airtimeMs(this.onView.measure(), monotonicMs));
  }

  /** What it will have added when it plays to its end. */
  airedInFull(lengthMs: number): AiredSpot {
    return this.#airedFor(lengthMs);
  }

  /** The entry for it, had it ended at `monotonicMs`. */
  draft(ended: PlayEnd, monotonicMs: number): PlayDraft {
    const airing = this.onView.measure();
    return {
      type: 'play',
      ...this.stamp,
      ...playSubject(this.programme, this.choice.spot, this.zone),
      plannedMs: this.plannedMs,
      airtimeMs: this.#airtimeMs(airing, monotonicMs),
      gapMs: Math.ceil(this.onView.gapMs),
      ...(airing.framesShown === undefined
        ? {}
        : { frames: { shown: airing.framesShown, dropped: airing.framesDropped ?? 0 } }),
      outcome: outcomeOf(ended),
      because: this.choice.because,
      ended,
    };
  }

  #airtimeMs(airing: Airing, monotonicMs: number): number {
    const passedMs = Math.max(0, monotonicMs - this.onView.shownAtMs);
    return Math.floor(Math.min(airing.airtimeMs, passedMs));
  }

  #airedFor(airtimeMs: number): AiredSpot {
    const { key, spot } = this.choice.spot;
    return {
      key,
      category: spot.category,
      ...(spot.topic === undefined ? {} : { topic: spot.topic }),
      kind: spot.kind,
      ...this.choice.turn,
      startOnAirMs: this.stamp.onAirMs,
      airtimeMs,
    };
  }
}

function outcomeOf(ended: PlayEnd): Outcome {
  if (ended === 'end') return 'completed';
  return ended === 'error' ? 'failed' : 'cut';
}
