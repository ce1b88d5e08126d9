import type { EntryDraft, PlayEntry, Stamp } from '../../core/as-run/entry.ts';
import { longestSilenceMs } from '../../core/as-run/heartbeat.ts';
import { playSubject } from '../../core/as-run/play-subject.ts';
import type { ResolvedProgramme } from '../../core/playlist/programme-spot.ts';
import { isoWithOffset } from '../../core/wall-time.ts';
import type { ZonePlay } from '../../core/zones/simulate-zones.ts';
import { mainZone } from '../../core/zones/zone-rules.ts';

export interface SimulatedDraftsOptions {
  /** In the order in which they begin. */
  readonly plays: Iterable<ZonePlay>;
  readonly programme: ResolvedProgramme;
  /** Name and version of the program. */
  readonly player: string;
}

/** An instant on the simulated screen's clocks. */
interface Instant {
  readonly wallMs: number;
  readonly onAirMs: number;
}

/**
 * The entries that a screen would have written of these plays, in their order: on air and off air with the opening
 * hours, the programme, a fault before each failed play, heartbeats while nothing plays. Marked as simulated.
 */
export function* simulatedDrafts({
  plays,
  programme,
  player,
}: SimulatedDraftsOptions): Generator<EntryDraft> {
  const screen = new SimulatedScreen(programme, player);
  for (const play of plays) yield* screen.show(play);
  yield* screen.close();
}

class SimulatedScreen {
  readonly #programme: ResolvedProgramme;
  readonly #player: string;
  #startWallMs: number | undefined;
  /** Where the last play ended. */
  #end: Instant = { wallMs: 0, onAirMs: 0 };
  #lastWrittenWallMs = 0;
  #onView: { readonly endMs: number; readonly drafts: readonly EntryDraft[] }[] = [];

  constructor(programme: ResolvedProgramme, player: string) {
    this.#programme = programme;
    this.#player = player;
  }

  /** A play is written when it ends, those of all zones in the order in which they do. */
  *show(play: ZonePlay): Generator<EntryDraft> {
    const start = { wallMs: play.wallMs, onAirMs: play.startMs };
    const isMain = play.zone === mainZone;
    if (this.#startWallMs === undefined) yield* this.#begin(start);
    else if (isMain && play.wallMs - this.#end.wallMs > play.startMs - this.#end.onAirMs)
      yield* this.#reopen(start);
    yield* this.#endedBy(play.wallMs);
    const endMs = play.wallMs + play.airtimeMs;
    this.#onView.push({ endMs, drafts: this.#playDrafts(play, start) });
    if (isMain) this.#end = { wallMs: endMs, onAirMs: play.startMs + play.airtimeMs };
  }

  *#endedBy(wallMs: number): Generator<EntryDraft> {
    const over = this.#onView.filter(({ endMs }) => endMs <= wallMs).sort((a, b) => a.endMs - b.endMs);
    this.#onView = this.#onView.filter(({ endMs }) => endMs > wallMs);
    for (const { drafts, endMs } of over) yield* this.#written(drafts, endMs);
  }

  *close(): Generator<EntryDraft> {
    if (this.#startWallMs === undefined) return;
    yield* this.#endedBy(this.#end.wallMs);
    yield { type: 'off-air', ...this.#stamp(this.#end), because: 'closed' };
  }

  *#begin(start: Instant): Generator<EntryDraft> {
    this.#startWallMs = start.wallMs;
    this.#end = start;
    this.#lastWrittenWallMs = start.wallMs;
    const { id, revision, timeZone, shares } = this.#programme.programme;
    yield this.#onAir(start, 'start');
    yield {
      type: 'programme',
      ...this.#stamp(start),
      action: 'activated',
      programme: { id, revision },
      sha256: this.#programme.sha256,
      timeZone,
      shares,
    };
  }

  *#reopen(start: Instant): Generator<EntryDraft> {
    yield* this.#endedBy(this.#end.wallMs);
    yield { type: 'off-air', ...this.#stamp(this.#end), because: 'opening-hours' };
    this.#lastWrittenWallMs = this.#end.wallMs;
    yield* this.#written([this.#onAir(start, 'opening-hours')], start.wallMs);
    // What the failed starts of the last evening cost is not charged to the morning.
    this.#end = start;
  }

  /** `drafts`, written at `atWallMs`, and before them a heartbeat whenever there had been silence for too long. */
  *#written(drafts: readonly EntryDraft[], atWallMs: number): Generator<EntryDraft> {
    while (atWallMs - this.#lastWrittenWallMs > longestSilenceMs) {
      this.#lastWrittenWallMs += longestSilenceMs;
      const wallMs = this.#lastWrittenWallMs;
      yield { type: 'heartbeat', ...this.#stamp({ wallMs, onAirMs: this.#end.onAirMs }) };
    }
    yield* drafts;
    this.#lastWrittenWallMs = atWallMs;
  }

  #playDrafts(play: ZonePlay, start: Instant): EntryDraft[] {
    const draft: EntryDraft = {
      type: 'play',
      ...this.#stamp(start),
      ...playSubject(this.#programme.programme, play.spot, play.zone),
      plannedMs: play.plannedMs,
      airtimeMs: play.airtimeMs,
      gapMs: play.zone === mainZone ? play.startMs - this.#end.onAirMs : 0,
      outcome: play.outcome,
      because: play.because,
      ended: this.#endedOf(play),
    };
    return play.outcome === 'failed' ? [this.#fault(play, start), draft] : [draft];
  }

  #fault({ spot }: ZonePlay, start: Instant): EntryDraft {
    const detail = `Cannot show ${spot.key}: the simulator was asked to let it fail`;
    return {
      type: 'fault',
      ...this.#stamp(start),
      what: 'not-found',
      spot: spot.key,
      detail,
      recovery: 'another-spot',
    };
  }

  #endedOf({ outcome, plannedMs, airtimeMs, spot }: ZonePlay): PlayEntry['ended'] {
    if (outcome === 'completed') return 'end';
    if (outcome === 'failed') return 'error';
    const hasNoEnd = spot.spot.durationMs === undefined;
    return hasNoEnd && airtimeMs === plannedMs ? 'deadline' : 'opening-hours';
  }

  #onAir(at: Instant, because: 'start' | 'opening-hours'): EntryDraft {
    return { type: 'on-air', ...this.#stamp(at), because, player: this.#player, simulated: true };
  }

  #stamp({ wallMs, onAirMs }: Instant): Stamp {
    return {
      at: isoWithOffset(wallMs, this.#programme.programme.timeZone),
      monotonicMs: wallMs - (this.#startWallMs ?? wallMs),
      onAirMs,
    };
  }
}
