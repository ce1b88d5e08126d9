import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import type { Clock } from '../../../src/core/ports/clock.ts';
import {
  type Airing,
  type PreparedSpot,
  SpotError,
  type SpotOnView,
  type Stage,
} from '../../../src/core/ports/stage.ts';

/** What happens to one rendering of a spot. Left out: all goes well. */
export interface Script {
  readonly prepareMs?: number;
  readonly prepareFails?: boolean;
  readonly showFails?: boolean;
  /** The picture freezes after this long; the stage gives up 1.8 s later. */
  readonly freezesAfterMs?: number;
  /** The real length; default the planned one. */
  readonly lengthMs?: number;
}

const startUpMs = 40;
const giveUpMs = 1_800;

/** A stage without a picture: keeps time and obeys a script, through the port that the real one implements. */
export class ScriptedStage implements Stage {
  volume = 0;
  readonly soundRefused = false;
  onFault: Stage['onFault'];
  readonly shown: { key: string; atMs: number }[] = [];
  rests = 0;
  readonly #clock: Clock;
  readonly #script: (spot: ProgrammeSpot) => Script;
  #onView: ScriptedView | undefined;

  constructor(clock: Clock, script: (spot: ProgrammeSpot) => Script = () => ({})) {
    this.#clock = clock;
    this.#script = script;
  }

  async prepare(spot: ProgrammeSpot, signal: AbortSignal): Promise<PreparedSpot> {
    const neverFails = spot.playlist.id === 'built-in' && spot.spot.category !== 'interaction';
    const script = neverFails ? {} : this.#script(spot);
    await this.#clock.sleepUntil(this.#clock.monotonicMs() + (script.prepareMs ?? 20), signal);
    if (script.prepareFails) throw new SpotError('corrupt', spot.key, 'scripted');
    return Object.assign({ spot, startUpMs }, { script });
  }

  async show(prepared: PreparedSpot): Promise<SpotOnView> {
    const { script = {} } = prepared as PreparedSpot & { script?: Script };
    await this.#clock.sleepUntil(this.#clock.monotonicMs() + startUpMs);
    if (script.showFails) throw new SpotError('timeout', prepared.spot.key, 'scripted');
    const nowMs = this.#clock.monotonicMs();
    const gapMs = this.#onView ? this.#onView.overstayedMs(nowMs) : 0;
    this.#onView?.replacedAt(nowMs);
    this.#onView = new ScriptedView(prepared.spot, nowMs, gapMs, script, this.#clock);
    this.shown.push({ key: prepared.spot.key, atMs: nowMs });
    return this.#onView;
  }

  rest(): void {
    this.rests += 1;
    this.#onView?.replacedAt(this.#clock.monotonicMs());
    this.#onView = undefined;
  }
}

class ScriptedView implements SpotOnView {
  readonly spot: ProgrammeSpot;
  readonly shownAtMs: number;
  readonly gapMs: number;
  readonly #clock: Clock;
  readonly #endsAtMs: number;
  readonly #freezesAtMs: number;
  #replacedAtMs = Number.POSITIVE_INFINITY;

  constructor(spot: ProgrammeSpot, shownAtMs: number, gapMs: number, script: Script, clock: Clock) {
    this.spot = spot;
    this.shownAtMs = shownAtMs;
    this.gapMs = gapMs;
    this.#clock = clock;
    this.#endsAtMs = shownAtMs + (script.lengthMs ?? spot.spot.durationMs ?? Number.POSITIVE_INFINITY);
    this.#freezesAtMs = shownAtMs + (script.freezesAfterMs ?? Number.POSITIVE_INFINITY);
  }

  async nearEnd(leadMs: number, signal: AbortSignal) {
    if (this.#freezesAtMs < this.#endsAtMs - leadMs) {
      await this.#clock.sleepUntil(this.#freezesAtMs + giveUpMs, signal);
      return { failed: new SpotError('frozen', this.spot.key, 'scripted') };
    }
    await this.#clock.sleepUntil(this.#endsAtMs - leadMs, signal);
    return 'near-end' as const;
  }

  measure(): Airing {
    const untilMs = Math.min(
      this.#clock.monotonicMs(),
      this.#endsAtMs,
      this.#freezesAtMs,
      this.#replacedAtMs,
    );
    return { airtimeMs: Math.floor(untilMs - this.shownAtMs), complete: untilMs >= this.#endsAtMs };
  }

  overstayedMs(nowMs: number): number {
    return Math.max(0, nowMs - Math.min(this.#endsAtMs, this.#freezesAtMs));
  }

  replacedAt(nowMs: number): void {
    this.#replacedAtMs = nowMs;
  }
}
