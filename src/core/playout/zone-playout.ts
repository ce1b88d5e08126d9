import {
  type AirtimeState,
  deadlineOnAirMs,
  nextSpot,
  recordAiring,
  type ShareNow,
  sharesNow,
} from '../airtime/airtime.ts';
import type { PlayDraft } from '../as-run/entry.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../playlist/programme-spot.ts';
import type { Clock } from '../ports/clock.ts';
import type { SpotError, Stage } from '../ports/stage.ts';
import { AiringPlay, type PlayEnd } from './airing-play.ts';
import type { Journal } from './journal.ts';
import { LookAhead, type Plan, type Preparing, setAside } from './look-ahead.ts';
import type { OnAirClock } from './on-air-clock.ts';
import { type Boundary, Planner } from './planner.ts';
import { Quarantine } from './quarantine.ts';
import { type Shown, showPlanned } from './show-planned.ts';

export interface ZonePlayoutOptions {
  readonly zone: string;
  /** As this zone sees it: its own rules and spots. */
  readonly programme: ResolvedProgramme;
  /** Under those rules, with what the zone aired before. */
  readonly airtime: AirtimeState;
  readonly clock: Clock;
  readonly stage: Stage;
  readonly journal: Journal;
  /** The screen's: this zone neither starts nor stops it. */
  readonly onAir: OnAirClock;
  readonly playable: (spot: ProgrammeSpot) => boolean;
  readonly locate: (spot: ProgrammeSpot) => Promise<ProgrammeSpot>;
}

/** One stretch on air. */
interface Session {
  over: boolean;
  ahead?: LookAhead;
  readonly ended: AbortController;
}

const lookEveryMs = 1_000;
/** The row in flight is refreshed this often: a crash loses so much of a play in such a zone at most. */
const refreshEveryMs = 5_000;
const patienceMs = 1_200;
const firstPatienceMs = 8_000;
const againAfterMs = 5_000;

/**
 * The loop of a zone beside the main one: the same airtime rule, the same port to a stage, and no say in whether the
 * screen is on the air. It is told when to begin and when to end, and nobody waits for it.
 */
export class ZonePlayout {
  readonly #options: ZonePlayoutOptions;
  readonly #planner: Planner;
  readonly #preparing: Preparing;
  #airtime: AirtimeState;
  #session: Session | undefined;
  #playing: AiringPlay | undefined;

  constructor(options: ZonePlayoutOptions) {
    this.#options = options;
    this.#airtime = options.airtime;
    const { clock, stage, playable, locate } = options;
    const quarantine = new Quarantine();
    this.#planner = new Planner({ clock, playable, quarantine });
    const onFault = (error: SpotError, recovery: string) => this.#writeFault(error, recovery);
    this.#preparing = { stage, clock, quarantine, locate, onFault };
  }

  /** The play on view; undefined while off air. */
  get playing(): AiringPlay | undefined {
    return this.#playing;
  }

  /** With the play on view. */
  get airtime(): AirtimeState {
    return this.#airtimeAt(this.#options.clock.monotonicMs());
  }

  sharesNow(): ShareNow[] {
    const { clock, onAir } = this.#options;
    return sharesNow(this.airtime, onAir.at(clock.monotonicMs()));
  }

  /** Plays from now on, if it does not already. */
  start(): void {
    if (this.#session) return;
    const session: Session = { over: false, ended: new AbortController() };
    this.#session = session;
    void this.#playAnyway(session);
  }

  /** Ends at a monotonic time that has come; gives the entry of what was on view, for the caller to write. */
  end(ended: PlayEnd, atMs: number): PlayDraft[] {
    const session = this.#session;
    if (!session) return [];
    session.over = true;
    session.ahead?.abort();
    session.ended.abort();
    this.#session = undefined;
    const play = this.#playing;
    const entries = play ? [this.#finish(play, ended, atMs)] : [];
    this.#playing = undefined;
    this.#options.stage.rest();
    return entries;
  }

  /** Whatever goes wrong here is told, and tried again; it is none of the main zone's business. */
  async #playAnyway(session: Session): Promise<void> {
    while (!session.over) {
      try {
        await this.#play(session);
      } catch (error) {
        if (session.over) return;
        this.#writeTrouble(error);
        await this.#pause(againAfterMs, session);
      }
    }
  }

  async #play(session: Session): Promise<void> {
    let shown = await this.#show(firstPatienceMs, () => this.#planNow());
    while (!session.over) {
      const play = this.#comesOnView(shown);
      const ahead = new LookAhead(this.#options.programme, () => this.#planAfter(play), this.#preparing);
      session.ahead = ahead;
      const ended = await this.#toItsEnd(play, ahead, session);
      if (session.over) return;
      shown = await this.#show(patienceMs, () => this.#planNow(), ahead);
      if (session.over) break;
      void this.#options.journal.write(this.#finish(play, ended, shown.onView.shownAtMs));
    }
    // It came on view when the screen had gone off the air already.
    this.#options.stage.rest();
  }

  /** Shows what is ready and may still start, or else what the plan says, or a built-in slogan. */
  async #show(patience: number, plan: () => Plan, ahead?: LookAhead): Promise<Shown> {
    const { clock, programme } = this.#options;
    const byMonotonicMs = clock.monotonicMs() + patience;
    const ready = await ahead?.readyBy(byMonotonicMs);
    const mayStart = ready && this.#planner.mayStart(ready, this.#boundaryNow());
    const slogan = () => ({ programme, choice: nextSpot(this.airtime, [], this.#onAirMs()) });
    const showing = { plan, slogan, wanted: () => programme, byMonotonicMs };
    return showPlanned(showing, this.#preparing, mayStart ? ready : undefined);
  }

  /** Until its end is near, or it fails, or a promise wants it cut. */
  async #toItsEnd(play: AiringPlay, ahead: LookAhead, session: Session): Promise<PlayEnd> {
    const { clock, journal } = this.#options;
    const cutAtMs = this.#cutAtMs(play);
    let refreshAtMs = clock.monotonicMs() + refreshEveryMs;
    for (;;) {
      const leadMs = ahead.ready?.prepared.startUpMs ?? 0;
      const wakeAtMs = Math.min(clock.monotonicMs() + lookEveryMs, cutAtMs - leadMs);
      const news = await this.#news(play, leadMs, wakeAtMs, session);
      if (session.over || news === 'near-end') return 'end';
      if (news) {
        setAside(play.choice.spot, news.failed, this.#preparing);
        return 'error';
      }
      if (clock.monotonicMs() >= cutAtMs - leadMs) return 'deadline';
      if (clock.monotonicMs() < refreshAtMs) continue;
      refreshAtMs += refreshEveryMs;
      journal.inFlight(play.draft('crash', clock.monotonicMs()));
    }
  }

  /** Nothing when time or the session wakes it. */
  async #news(play: AiringPlay, leadMs: number, wakeAtMs: number, { ended }: Session) {
    const patience = new AbortController();
    const giveUp = () => patience.abort();
    ended.signal.addEventListener('abort', giveUp);
    const news = await Promise.race([
      play.onView.nearEnd(leadMs, patience.signal).catch(() => undefined),
      this.#options.clock.sleepUntil(wakeAtMs, patience.signal).catch(() => undefined),
    ]);
    ended.signal.removeEventListener('abort', giveUp);
    giveUp();
    return news ?? undefined;
  }

  #comesOnView({ choice, onView, programme }: Shown): AiringPlay {
    const { journal, zone } = this.#options;
    const stamp = journal.stamp(onView.shownAtMs);
    const play = new AiringPlay(choice, onView, stamp, programme.programme, zone);
    this.#playing = play;
    journal.inFlight(play.draft('crash', onView.shownAtMs));
    return play;
  }

  #finish(play: AiringPlay, ended: PlayEnd, atMs: number): PlayDraft {
    this.#airtime = recordAiring(this.#airtime, play.aired(atMs));
    if (ended === 'end') this.#preparing.quarantine.forgive(play.choice.spot.key);
    return play.draft(ended, atMs);
  }

  #planNow(): Plan {
    return this.#planner.plan(this.#boundaryNow());
  }

  #planAfter(play: AiringPlay): Plan {
    const { clock, onAir } = this.#options;
    const boundaryMs = Math.max(play.onView.shownAtMs + play.plannedMs, clock.monotonicMs());
    const aired = play.airedInFull(Math.floor(boundaryMs - play.onView.shownAtMs));
    return this.#planner.plan(this.#boundary(recordAiring(this.#airtime, aired), onAir.at(boundaryMs)));
  }

  #boundaryNow(): Boundary {
    return this.#boundary(this.airtime, this.#onAirMs());
  }

  #boundary(airtime: AirtimeState, onAirMs: number): Boundary {
    const { programme } = this.#options;
    return { inForce: programme, wanted: programme, airtime, onAirMs, completes: false };
  }

  #cutAtMs(play: AiringPlay): number {
    const { onAir } = this.#options;
    return onAir.monotonicAt(deadlineOnAirMs(this.#airtime, play.choice.spot.spot, play.stamp.onAirMs));
  }

  #airtimeAt(monotonicMs: number): AirtimeState {
    return this.#playing ? recordAiring(this.#airtime, this.#playing.aired(monotonicMs)) : this.#airtime;
  }

  #onAirMs(): number {
    return this.#options.onAir.at(this.#options.clock.monotonicMs());
  }

  async #pause(ms: number, { ended }: Session): Promise<void> {
    const { clock } = this.#options;
    await clock.sleepUntil(clock.monotonicMs() + ms, ended.signal).catch(() => {});
  }

  #writeFault(error: SpotError, recovery: string): void {
    if (!this.#session) return;
    const { code, spotKey, message } = error;
    this.#write(code, `zone ${this.#options.zone}: ${message}`, recovery, spotKey);
  }

  #writeTrouble(error: unknown): void {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.#write('zone', `zone ${this.#options.zone}: ${detail}`, 'tried again; the main zone goes on');
  }

  #write(what: string, detail: string, recovery: string, spot?: string): void {
    const { journal } = this.#options;
    const about = spot === undefined ? {} : { spot };
    void journal.write({ type: 'fault', ...journal.stamp(), what, ...about, detail, recovery });
  }
}
