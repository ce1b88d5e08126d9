import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import type { Clock } from '../../../src/core/ports/clock.ts';
import { SpotError } from '../../../src/core/ports/stage.ts';
import type { PreparedAnnouncement, Utterance, Voice } from '../../../src/core/ports/voice.ts';

/** What happens to an announcement. Left out: all goes well. */
export interface VoiceScript {
  readonly prepareFails?: boolean;
  readonly refused?: boolean;
  readonly breaksOffAfterMs?: number;
}

const startUpMs = 20;

/** A voice without a sound: keeps time and obeys a script, through the port that the real ones implement. */
export class ScriptedVoice implements Voice {
  readonly said: { key: string; atMs: number; volume: number }[] = [];
  script: (spot: ProgrammeSpot) => VoiceScript = () => ({});
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async prepare(spot: ProgrammeSpot): Promise<PreparedAnnouncement> {
    const script = this.script(spot);
    if (script.prepareFails) throw new SpotError('corrupt', spot.key, 'scripted');
    return { start: (volume) => this.#start(spot, script, volume), release: () => {} };
  }

  async #start(spot: ProgrammeSpot, script: VoiceScript, volume: number): Promise<Utterance> {
    await this.#clock.sleepUntil(this.#clock.monotonicMs() + startUpMs);
    if (script.refused) throw new SpotError('refused', spot.key, 'scripted');
    const startedAtMs = this.#clock.monotonicMs();
    this.said.push({ key: spot.key, atMs: startedAtMs, volume });
    const lengthMs = script.breaksOffAfterMs ?? spot.spot.durationMs ?? 0;
    const stopping = new AbortController();
    let stoppedAtMs = startedAtMs + lengthMs;
    const over = this.#clock.sleepUntil(startedAtMs + lengthMs, stopping.signal).then(
      () => (script.breaksOffAfterMs === undefined ? 'end' : { failed: new Error('scripted') }),
      () => 'stopped' as const,
    ) as Utterance['over'];
    return {
      startedAtMs,
      over,
      heardMs: () => Math.floor(Math.min(this.#clock.monotonicMs(), stoppedAtMs) - startedAtMs),
      stop: () => {
        stoppedAtMs = Math.min(stoppedAtMs, this.#clock.monotonicMs());
        stopping.abort(new Error('stopped'));
      },
    };
  }
}
