import {
  type AirtimeState,
  type Choice,
  changeRules,
  deadlineOnAirMs,
  nextSpot,
  recordAiring,
} from '../airtime/airtime.ts';
import type { EntryDraft, OffAirEntry, OnAirEntry, Stamp } from '../as-run/entry.ts';
import { openingHours } from '../playlist/eligible.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../playlist/programme-spot.ts';
import type { Clock } from '../ports/clock.ts';
import type { SpotError, Stage } from '../ports/stage.ts';
import { rulesIn } from '../zones/zone-rules.ts';
import { AiringPlay, type PlayEnd } from './airing-play.ts';
import type { Beside } from './beside.ts';
import type { Interruptions } from './interruptions.ts';
import type { Journal } from './journal.ts';
import { LookAhead, type Plan, type Preparing, type Ready, setAside } from './look-ahead.ts';
import type { OnAirClock } from './on-air-clock.ts';
import { type Boundary, interruptionOf, Planner } from './planner.ts';
import { Quarantine } from './quarantine.ts';
import { type Shown, showPlanned } from './show-planned.ts';
import { type StopReason, Wishes } from './wishes.ts';

export interface PlayoutOptions {
  readonly clock: Clock;
  readonly stage: Stage;
  readonly journal: Journal;
  readonly onAir: OnAirClock;
  /** Rebuilt from the as-run log, under the rules of `programme`. */
  readonly airtime: AirtimeState;
  readonly programme: ResolvedProgramme;
  /** Whether the log does not name this programme as the one in force yet. */
  readonly announce: boolean;
  /** Name and version of the player, for `on-air` entries. */
  readonly player: string;
  readonly userAgent?: string;
  /** Whether a spot's media are on this device, or needed from nowhere. */
  readonly playable: (spot: ProgrammeSpot) => boolean;
  readonly locate: (spot: ProgrammeSpot) => Promise<ProgrammeSpot>;
  /** Called while the last play before a stop is about to end: what takes a second may begin under its picture. */
  readonly beforeStop?: (reason: StopReason) => void;
}

type OffAirReason = OffAirEntry['because'];

/** What an `on-air` entry says after each kind of time off air. */
const backAfter: Partial<Record<OffAirReason, OnAirEntry['because']>> = {
  hidden: 'visible',
  'opening-hours': 'opening-hours',
  stop: 'lifted',
  'handed-over': 'returned',
};

const refreshMs = 1_000;
/** How long a finished picture may stand while the next is not ready, before a built-in slogan takes its place. */
const patienceMs = 1_200;
/** The same before the first picture, when nothing stands still yet and a cold machine may need longer. */
const firstPatienceMs = 8_000;
/** How long before the end of the last play {@link PlayoutOptions.beforeStop} is called. */
const beforeStopMs = 1_500;
/** Pictures that froze beyond the stage's cure, one after the other, before the page is to be loaded anew. */
const frozenBeforeReload = 3;

/**
 * The playout loop: choose, prepare, show, measure, write. Decides nothing about shares (that is the airtime rule's)
 * and draws nothing (that is the stage's).
 */
export class Playout {
  readonly wishes = new Wishes();
  /** What goes on beside the picture, on the air together with it. */
  readonly beside: Beside[] = [];
  readonly #options: PlayoutOptions;
  readonly #preparing: Preparing;
  readonly #quarantine = new Quarantine();
  readonly #planner: Planner;
  #programme: ResolvedProgramme;
  /** The programme that the log names as the one in force. */
  #announced: ResolvedProgramme | undefined;
  #offered: { programme: ResolvedProgramme; activated: () => void } | undefined;
  #airtime: AirtimeState;
  #playing: AiringPlay | undefined;
  #ahead: LookAhead | undefined;
  /** What the interruptions wanted when the look-ahead was begun. */
  #aheadFor: string | undefined;
  #frozenInARow = 0;

  constructor(options: PlayoutOptions) {
    this.#options = options;
    this.#programme = options.programme;
    this.#announced = options.announce ? undefined : options.programme;
    this.#airtime = options.airtime;
    const { clock, playable } = options;
    this.#planner = new Planner({ clock, playable, quarantine: this.#quarantine });
    this.#preparing = {
      stage: options.stage,
      clock: options.clock,
      quarantine: this.#quarantine,
      locate: options.locate,
      onFault: (error, recovery) => this.#writeFault(error, recovery),
    };
  }

  get programme(): ResolvedProgramme {
    return this.#programme;
  }

  get onAir(): OnAirClock {
    return this.#options.onAir;
  }

  /** What may break into the programme. Wake the wishes whenever it changes its mind. */
  get interruptions(): Interruptions | undefined {
    return this.#planner.interruptions;
  }

  set interruptions(interruptions: Interruptions) {
    this.#planner.interruptions = interruptions;
    this.wishes.wake();
  }

  /** The programme that the next picture is to come from. */
  get #wanted(): ResolvedProgramme {
    return this.#offered?.programme ?? this.#programme;
  }

  /** The play on view; undefined while off air. */
  get playing(): AiringPlay | undefined {
    return this.#playing;
  }

  /** What is ready to come next. */
  get upcoming(): Plan | undefined {
    return this.#ahead?.ready;
  }

  /** Keys of the spots that are left out for a while because they failed. */
  get quarantined(): string[] {
    return this.#quarantine.keys(this.#options.clock.monotonicMs());
  }

  /** The airtime as it stands at this instant, the play on view included. */
  airtimeNow(): { state: AirtimeState; onAirMs: number } {
    const nowMs = this.#options.clock.monotonicMs();
    return { state: this.#airtimeAt(nowMs), onAirMs: this.#options.onAir.at(nowMs) };
  }

  /** Takes over a programme at the next boundary; resolves when it is in force. A later offer replaces an earlier one. */
  offer(programme: ResolvedProgramme): Promise<void> {
    return new Promise((activated) => {
      this.#offered = { programme, activated };
      this.wishes.wake();
    });
  }

  /** Plays until {@link Wishes.stopAtBoundary}; resolves with its reason when the last play is written. */
  async run(): Promise<StopReason> {
    this.#options.stage.volume = this.#programme.programme.volume;
    let because: OnAirEntry['because'] = 'start';
    for (;;) {
      if (this.interruptions?.away) {
        await this.wishes.changed();
      } else if (this.wishes.stop !== undefined) {
        return this.wishes.stop;
      } else if (!this.wishes.visible) {
        await this.wishes.changed();
        because = 'visible';
      } else if (this.#isStopped) {
        await this.wishes.changed();
      } else if (!this.#isOpen()) {
        await this.#untilOpen();
        because = 'opening-hours';
      } else {
        because = backAfter[await this.#onAirSession(because)] ?? because;
      }
    }
  }

  /** From the first picture to the last before hidden time, closing hours or the end. */
  async #onAirSession(because: OnAirEntry['because']): Promise<OffAirReason> {
    let play = await this.#goOnAir(because);
    for (;;) {
      let ended = await this.#playToEnd(play);
      let offAir = this.#offAirReason(play, ended);
      if (offAir === 'handed-over' && ended === 'end') {
        // Whether the warning has had its time is known when it is over.
        ended = await this.#toItsEnd(play);
        offAir = this.#offAirReason(play, ended);
      }
      if (offAir) {
        await this.#goOffAir(play, ended, offAir);
        return offAir;
      }
      play = await this.#replace(play, ended);
    }
  }

  async #goOnAir(because: OnAirEntry['because']): Promise<AiringPlay> {
    const { onAir, journal, clock, player, userAgent } = this.#options;
    const onAirMs = onAir.at(clock.monotonicMs());
    const byMs = clock.monotonicMs() + firstPatienceMs;
    const plan = () => this.#planner.plan(this.#boundary(this.#airtime, onAirMs));
    const first = await this.#showPlanned(plan, byMs);
    onAir.start(first.onView.shownAtMs);
    const stamp = journal.stamp(first.onView.shownAtMs);
    const agent = userAgent === undefined ? {} : { userAgent };
    void journal.write({ type: 'on-air', ...stamp, because, player, ...agent });
    this.#activate(first.programme, stamp);
    return this.#comesOnView(first, stamp);
  }

  async #goOffAir(play: AiringPlay, ended: PlayEnd, because: OffAirReason): Promise<void> {
    const { clock, onAir, journal, stage } = this.#options;
    this.#ahead?.abort();
    this.#ahead = undefined;
    if (this.wishes.stop !== undefined) this.#options.beforeStop?.(this.wishes.stop);
    const last = ended === 'end' ? await this.#toItsEnd(play) : ended;
    const nowMs = clock.monotonicMs();
    const entry = this.#finish(play, last, nowMs);
    onAir.stop(nowMs);
    this.#playing = undefined;
    if (because !== 'update' && because !== 'closed') stage.rest();
    const others = this.beside.flatMap((each) => each.offAir(because, this.#seenUntil(nowMs)));
    await journal.write(entry, ...others, { type: 'off-air', ...journal.stamp(nowMs), because });
  }

  /** Lets a play that is near its end reach it; says how it ended. */
  async #toItsEnd(play: AiringPlay): Promise<PlayEnd> {
    const news = await play.onView.nearEnd(0, new AbortController().signal);
    return news === 'near-end' ? 'end' : this.#breaksOff(play, news.failed);
  }

  /** Plays until the end is near or something ends the play, preparing the next picture meanwhile. */
  async #playToEnd(play: AiringPlay): Promise<PlayEnd> {
    const { clock, journal } = this.#options;
    const cutAtMs = this.#cutAtMs(play);
    const endsAtMs = Math.min(play.onView.shownAtMs + play.plannedMs, cutAtMs);
    for (;;) {
      this.#lookAhead(play, endsAtMs);
      const ended = await this.#untilNews(play, cutAtMs);
      if (ended) return ended;
      journal.inFlight(play.draft('crash', clock.monotonicMs()));
    }
  }

  /** Starts preparing what follows, anew when a programme was offered since. */
  #lookAhead(play: AiringPlay, endsAtMs: number): void {
    const wanted = this.#wanted;
    const aheadFor =
      this.interruptions && `${this.interruptions.revision} ${interruptionOf(this.#breakIn(play))}`;
    if (this.#ahead && this.#ahead.programme === wanted && this.#aheadFor === aheadFor) return;
    this.#ahead?.abort();
    this.#aheadFor = aheadFor;
    const { onAir, clock } = this.#options;
    const plan = () => {
      const choice = this.#breakIn(play);
      if (choice) return { programme: wanted, choice };
      // Past its planned end a spot still runs or stalls: then what counts is now, not the plan.
      const boundaryMs = Math.max(endsAtMs, clock.monotonicMs());
      const aired = play.airedInFull(Math.floor(boundaryMs - play.onView.shownAtMs));
      const completes = boundaryMs >= play.onView.shownAtMs + play.plannedMs;
      const airtime = recordAiring(this.#airtime, aired);
      return this.#planner.plan(this.#boundary(airtime, onAir.at(boundaryMs), completes));
    };
    this.#ahead = new LookAhead(wanted, plan, this.#preparing);
    if (this.interruptions?.pending) void this.#ahead.settled.then(() => this.wishes.wake());
  }

  /** What is to replace the play on view now, if the promises leave room for it. */
  #breakIn(play: AiringPlay): Choice | undefined {
    if (!this.interruptions?.pending) return undefined;
    const nowMs = this.#options.clock.monotonicMs();
    const aired = recordAiring(this.#airtime, play.aired(nowMs));
    return this.#planner.breakIn(this.#boundary(aired, this.#options.onAir.at(nowMs)));
  }

  #boundary(airtime: AirtimeState, onAirMs: number, completes = false): Boundary {
    const playing = this.#playing;
    return {
      inForce: this.#programme,
      wanted: this.#wanted,
      airtime,
      onAirMs,
      completes,
      ...(playing ? { playing } : {}),
    };
  }

  #boundaryNow(ended: PlayEnd): Boundary {
    const nowMs = this.#options.clock.monotonicMs();
    return this.#boundary(this.#airtimeAt(nowMs), this.#options.onAir.at(nowMs), ended === 'end');
  }

  /** Waits for the end of the play (then says how it came), a wish, or a second; whichever is first. */
  async #untilNews(play: AiringPlay, cutAtMs: number): Promise<PlayEnd | undefined> {
    const { clock } = this.#options;
    if (!this.wishes.visible) return 'hidden';
    if (this.#isStopped) return 'stop';
    if (this.wishes.takeSkip() || this.interruptions?.isCancelled(play)) return 'operator';
    const next = this.#ahead?.ready?.choice;
    const breaksIn = interruptionOf(next);
    if (breaksIn !== undefined && interruptionOf(this.#breakIn(play)) === breaksIn)
      return next?.because.code === 'interaction' ? 'interaction' : 'takeover';
    const leadMs = this.#ahead?.ready?.prepared.startUpMs ?? 0;
    const patience = new AbortController();
    const wakeAtMs = Math.min(clock.monotonicMs() + refreshMs, cutAtMs - leadMs);
    const news = await Promise.race([
      play.onView
        .nearEnd(this.wishes.stop === undefined ? leadMs : beforeStopMs, patience.signal)
        .catch(() => undefined),
      clock.sleepUntil(wakeAtMs, patience.signal).catch(() => undefined),
      this.wishes.changed(patience.signal),
    ]);
    patience.abort();
    if (news === 'near-end') return 'end';
    if (news) return this.#breaksOff(play, news.failed);
    return clock.monotonicMs() >= cutAtMs - leadMs ? 'deadline' : undefined;
  }

  #breaksOff(play: AiringPlay, error: SpotError): PlayEnd {
    this.#frozenInARow = error.code === 'frozen' ? this.#frozenInARow + 1 : 0;
    setAside(play.choice.spot, error, this.#preparing);
    if (this.#frozenInARow >= frozenBeforeReload) this.wishes.stopAtBoundary('fault');
    return 'error';
  }

  /** Puts the next picture on view and writes down the one it replaced. */
  async #replace(play: AiringPlay, ended: PlayEnd): Promise<AiringPlay> {
    const { clock, journal } = this.#options;
    const byMs = clock.monotonicMs() + patienceMs;
    const ready = await this.#ahead?.readyBy(byMs);
    const next = await this.#showPlanned(
      () => this.#planner.plan(this.#boundaryNow(ended)),
      byMs,
      ready && this.#planner.mayStart(ready, this.#boundaryNow(ended)) ? ready : undefined,
    );
    const { shownAtMs } = next.onView;
    const stamp = journal.stamp(shownAtMs);
    void journal.write(this.#finish(play, ended, shownAtMs));
    this.#activate(next.programme, stamp);
    return this.#comesOnView(next, stamp);
  }

  /** Shows what is ready, or else what the plan says; what is not ready in time gives way to a built-in slogan. */
  #showPlanned(plan: () => Plan, byMonotonicMs: number, ready?: Ready): Promise<Shown> {
    const slogan = () => {
      const nowMs = this.#options.clock.monotonicMs();
      const onAirMs = this.#options.onAir.at(nowMs);
      const choice = nextSpot(this.#airtimeAt(nowMs), [], onAirMs, { absent: 'media-missing' });
      return { programme: this.#wanted, choice };
    };
    const wanted = () => this.#wanted;
    return showPlanned({ plan, slogan, wanted, byMonotonicMs }, this.#preparing, ready);
  }

  #comesOnView({ choice, onView, programme }: Shown, stamp: Stamp): AiringPlay {
    const play = new AiringPlay(choice, onView, stamp, programme.programme);
    this.#playing = play;
    this.#ahead = undefined;
    this.interruptions?.cameOnView(play);
    for (const each of this.beside) each.onAir(programme);
    this.#options.journal.inFlight(play.draft('crash', onView.shownAtMs));
    return play;
  }

  /** Adds a play to its category and gives its entry. */
  #finish(play: AiringPlay, ended: PlayEnd, endedAtMs: number): EntryDraft {
    const atMs = this.#seenUntil(endedAtMs);
    if (ended === 'end') {
      this.#quarantine.forgive(play.choice.spot.key);
      this.#frozenInARow = 0;
    }
    const aired = play.aired(atMs);
    this.#airtime = recordAiring(this.#airtime, aired);
    this.interruptions?.ended(play, aired.airtimeMs, ended);
    return play.draft(ended, atMs);
  }

  /** A stop covers the picture at once: what runs on under it is not on view. */
  #seenUntil(atMs: number): number {
    return Math.min(atMs, this.interruptions?.stoppedAtMs ?? atMs);
  }

  /** Makes the offered programme the one in force, when the picture that came on view is one of its own. */
  #activate(programme: ResolvedProgramme, stamp: Stamp): void {
    if (programme === this.#announced) return;
    const { journal, stage } = this.#options;
    this.#programme = programme;
    this.#announced = programme;
    const { id, revision, timeZone, shares, volume } = programme.programme;
    journal.timeZone = timeZone;
    stage.volume = volume;
    this.#airtime = changeRules(this.#airtime, rulesIn(programme.programme), stamp.onAirMs);
    void journal.write({
      type: 'programme',
      ...stamp,
      action: 'activated',
      programme: { id, revision },
      sha256: programme.sha256,
      timeZone,
      shares,
    });
    if (this.#offered?.programme === programme) {
      this.#offered.activated();
      this.#offered = undefined;
    }
  }

  /** The monotonic time at which a play must be cut so that no promise breaks and no open-ended spot stays for ever. */
  #cutAtMs(play: AiringPlay): number {
    const { onAir } = this.#options;
    const deadlineMs = onAir.monotonicAt(
      deadlineOnAirMs(this.#airtime, play.choice.spot.spot, play.stamp.onAirMs),
    );
    const { choice } = play;
    const roomEndsMs =
      interruptionOf(choice) === undefined ? Number.POSITIVE_INFINITY : choice.deadlineOnAirMs;
    return Math.min(deadlineMs, play.slotEndsAtMs, onAir.monotonicAt(roomEndsMs));
  }

  #airtimeAt(monotonicMs: number): AirtimeState {
    return this.#playing ? recordAiring(this.#airtime, this.#playing.aired(monotonicMs)) : this.#airtime;
  }

  #offAirReason(play: AiringPlay, ended: PlayEnd): OffAirReason | undefined {
    if (ended === 'hidden') return 'hidden';
    if (this.#isStopped) return 'stop';
    if (this.wishes.stop !== undefined) return this.wishes.stop === 'update' ? 'update' : 'closed';
    if (this.interruptions?.leavesAfter?.(play, ended)) return 'handed-over';
    return this.#isOpen() ? undefined : 'opening-hours';
  }

  get #isStopped(): boolean {
    return this.interruptions?.stoppedAtMs !== undefined;
  }

  #isOpen(): boolean {
    return openingHours(this.#programme.programme, this.#options.clock.wallMs()).open;
  }

  async #untilOpen(): Promise<void> {
    const { clock } = this.#options;
    const patience = new AbortController();
    const minuteMs = 60_000;
    await Promise.race([
      clock.sleepUntil(clock.monotonicMs() + minuteMs, patience.signal).catch(() => {}),
      this.wishes.changed(patience.signal),
    ]);
    patience.abort();
  }

  #writeFault(error: SpotError, recovery: string): void {
    const { journal } = this.#options;
    void journal.write({
      type: 'fault',
      ...journal.stamp(),
      what: error.code,
      spot: error.spotKey,
      detail: error.message,
      recovery,
    });
  }
}
