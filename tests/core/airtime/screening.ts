import {
  type AirtimeOptions,
  type AirtimeState,
  type Choice,
  nextSpot,
  recordAiring,
  startAirtime,
} from '../../../src/core/airtime/airtime.ts';
import type { ShareRule } from '../../../src/core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import type { SeenPlay } from './oracle.ts';

/** What happens to a play, in on-air ms: a gap before it, and how long it really was on view. */
export interface Fate {
  readonly gapMs: number;
  readonly airtimeMs: number;
}

/** A screen on paper: plays what is chosen, as fate has it, and keeps what an auditor would see. */
export class Screening {
  state: AirtimeState;
  onAirMs: number;
  readonly plays: SeenPlay[] = [];
  readonly choices: Choice[] = [];

  constructor(rules: readonly ShareRule[], fromMs = 0, options: AirtimeOptions = {}) {
    this.state = startAirtime(rules, fromMs, options);
    this.onAirMs = fromMs;
  }

  run(
    eligible: readonly ProgrammeSpot[],
    untilMs: number,
    fate: (choice: Choice, onAirMs: number) => Fate = ({ plannedMs }) => ({ gapMs: 0, airtimeMs: plannedMs }),
  ): this {
    while (this.onAirMs < untilMs) this.step(eligible, fate);
    return this;
  }

  step(eligible: readonly ProgrammeSpot[], fate: (choice: Choice, onAirMs: number) => Fate): Choice {
    const choice = nextSpot(this.state, eligible, this.onAirMs);
    const { gapMs, airtimeMs } = fate(choice, this.onAirMs);
    const { key, spot } = choice.spot;
    const startMs = this.onAirMs + gapMs;
    this.state = recordAiring(this.state, {
      key,
      category: spot.category,
      ...(spot.topic === undefined ? {} : { topic: spot.topic }),
      kind: spot.kind,
      ...choice.turn,
      startOnAirMs: startMs,
      airtimeMs,
    });
    this.choices.push(choice);
    this.plays.push({ startMs, airtimeMs, category: spot.category, kind: spot.kind, spot: key });
    this.onAirMs = startMs + airtimeMs;
    return choice;
  }
}
