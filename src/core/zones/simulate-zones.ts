import { type SimulatedPlay, type SimulationOptions, simulate } from '../airtime/simulate.ts';
import { eligibleSpots, openingHours } from '../playlist/eligible.ts';
import { plannedMs } from '../playlist/planned-ms.ts';
import type { ResolvedProgramme } from '../playlist/programme-spot.ts';
import { simulateVoice } from '../voice/simulate.ts';
import { voiceZone } from '../voice/zone.ts';
import { withEstimatedPasses } from './pass-estimate.ts';
import { mainZone, rulesIn } from './zone-rules.ts';
import { kindsIn, programmeOfZone } from './zone-spots.ts';

export interface ZonePlay extends SimulatedPlay {
  readonly zone: string;
}

type Span = Pick<SimulationOptions, 'fromWallMs' | 'toWallMs' | 'seed' | 'fail'>;

/**
 * The plays of every zone that plays, each by its own scheduler, and what is said beside them, in the order in which
 * they begin. Announcements never fail.
 */
export function* simulateZones(resolved: ResolvedProgramme, span: Span): Generator<ZonePlay> {
  const runs = [...pictures(resolved, span), new Run(voiceZone, announcements(resolved, span))];
  for (;;) {
    let first: Run | undefined;
    for (const run of runs)
      if (run.next && run.next.startMs < (first?.next?.startMs ?? Infinity)) first = run;
    if (!first) return;
    yield* first.take();
  }
}

function pictures(resolved: ResolvedProgramme, span: Span): Run[] {
  const { programme, zones = [] } = resolved;
  const main = { ...resolved, programme: { ...programme, shares: rulesIn(programme) } };
  const others = zones
    .filter(({ zone }) => kindsIn(zone))
    .map(({ zone, spots }) => {
      const passing = withEstimatedPasses(spots, zone, programme.canvas);
      return new Run(zone.id, playsOf(programmeOfZone(resolved, { zone, spots: passing }), span));
    });
  return [new Run(mainZone, playsOf(main, span)), ...others];
}

function playsOf(resolved: ResolvedProgramme, span: Span): Iterator<SimulatedPlay> {
  const { programme } = resolved;
  return simulate({
    ...span,
    rules: programme.shares,
    eligibleAt: (wallMs) => eligibleSpots(resolved, wallMs).spots,
    hoursAt: (wallMs) => openingHours(programme, wallMs),
  });
}

function* announcements(
  resolved: ResolvedProgramme,
  { fromWallMs, toWallMs }: Span,
): Generator<SimulatedPlay> {
  if (!resolved.programme.voice) return;
  for (const said of simulateVoice(resolved, fromWallMs, toWallMs))
    yield { ...said, plannedMs: plannedMs(said.spot.spot), outcome: 'completed' };
}

/** One zone, with its next play at hand. */
class Run {
  readonly #zone: string;
  readonly #plays: Iterator<SimulatedPlay>;
  next: SimulatedPlay | undefined;

  constructor(zone: string, plays: Iterator<SimulatedPlay>) {
    this.#zone = zone;
    this.#plays = plays;
    this.#advance();
  }

  *take(): Generator<ZonePlay> {
    if (this.next) yield { ...this.next, zone: this.#zone };
    this.#advance();
  }

  #advance(): void {
    const { value, done } = this.#plays.next();
    this.next = done ? undefined : value;
  }
}
