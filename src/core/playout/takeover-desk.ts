import type { Choice } from '../airtime/airtime.ts';
// Not from airtime.ts: it is loaded with what takes over, not before the first picture.
import { roomAt } from '../airtime/room.ts';
import type { EntryDraft } from '../as-run/entry.ts';
import { builtInPlaylistId } from '../playlist/built-in.ts';
import { plannedMs } from '../playlist/planned-ms.ts';
import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import type { Clock } from '../ports/clock.ts';
import type { CommandOutcome, TakeoverCommand, TakeoverSource, TakeoverStore } from '../ports/takeovers.ts';
import type { Takeover, Warning } from '../takeover/definition.ts';
import {
  beginTakeover,
  cancelTakeover,
  type EndedTakeover,
  expireTakeovers,
  inPrecedence,
  leftOf,
  liftStop,
  type StandingTakeover,
  stopAll,
  type TakeoverState,
  takeoverPlayed,
  takeoverSeen,
} from '../takeover/state.ts';
import type { AiringPlay, PlayEnd } from './airing-play.ts';
import type { InterruptedPlan, Interruptions } from './interruptions.ts';
import type { Journal } from './journal.ts';
import { interruptionOf, takeoverOf } from './planner.ts';

export interface TakeoverDeskParts {
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'stamp' | 'write'>;
  readonly store: TakeoverStore | undefined;
  /** As it was kept. */
  readonly state: TakeoverState;
  /** Called at every change: the playout looks again, and who shows the slate or the list does. */
  readonly onChange: (state: TakeoverState) => void;
}

/** How long one play of a warning's words lasts. */
const warningMs = 12_000;
/** Less than this cannot be read: a warning waits until the promises leave it as much. */
const readableMs = 3_000;

/** Carries out what is ordered from outside, keeps it over restarts, writes it down, and says when it is to be shown. */
export class TakeoverDesk implements Interruptions {
  readonly #parts: TakeoverDeskParts;
  readonly #spots = new Map<string, ProgrammeSpot>();
  readonly #cancelled = new Set<string>();
  #state: TakeoverState;
  #revision = 0;
  #stoppedAtMs: number | undefined;
  #keeping: Promise<void> = Promise.resolve();

  constructor(parts: TakeoverDeskParts) {
    this.#parts = parts;
    this.#state = parts.state;
    if (parts.state.stop) this.#stoppedAtMs = parts.clock.monotonicMs();
  }

  get state(): TakeoverState {
    return this.#state;
  }

  get revision(): number {
    return this.#revision;
  }

  get pending(): boolean {
    return this.#state.standing.length > 0;
  }

  get stoppedAtMs(): number | undefined {
    return this.#stoppedAtMs;
  }

  /** Carries out what a source orders from now on. */
  listenTo(source: TakeoverSource): () => void {
    return source.subscribe((command) => this.carryOut(command, source.name));
  }

  /** Does at once what is ordered; resolves when it would survive a restart. */
  async carryOut(command: TakeoverCommand, source: string): Promise<CommandOutcome> {
    const outcome = this.#carryOut(command, source);
    await this.#keeping;
    return outcome;
  }

  /** Ends those whose time has come. To be called now and then: time itself tells nobody. */
  expire(): void {
    this.#end(expireTakeovers(this.#state, this.#parts.clock.wallMs()));
  }

  choose(plan: InterruptedPlan): Choice | undefined {
    this.expire();
    const before = interruptionOf(plan.playing?.choice);
    const leading = inPrecedence(this.#state)
      .filter((standing) => !this.#isLast(standing, plan))
      .map((standing) => ({ standing, spot: this.#spotOf(standing.takeover, plan) }))
      .find(({ spot }) => spot !== undefined);
    if (!leading?.spot) return undefined;
    const { takeover } = leading.standing;
    const { endByOnAirMs, owed } = roomAt(plan.airtime, plan.eligible, leading.spot.spot, plan.onAirMs);
    const lengthMs = plannedMs(leading.spot.spot);
    // What is owed already and what is urgent take turns.
    if (owed && before !== undefined) return undefined;
    if (endByOnAirMs - plan.onAirMs < Math.min(readableMs, lengthMs)) return undefined;
    const { category } = leading.spot.spot;
    return {
      spot: leading.spot,
      because: { code: 'takeover', category, takeover: takeover.id, by: takeover.by },
      deadlineOnAirMs: endByOnAirMs,
      plannedMs: lengthMs,
      turn: { weight: leading.spot.spot.weight },
    };
  }

  breakIn(plan: InterruptedPlan): Choice | undefined {
    const choice = this.choose(plan);
    const id = takeoverOf(choice);
    const chosen = this.#state.standing.find(({ takeover }) => takeover.id === id);
    const isUrgent = chosen?.takeover.when === 'now' && !chosen.seen;
    return isUrgent ? choice : undefined;
  }

  isCancelled(play: AiringPlay): boolean {
    const id = takeoverOf(play.choice);
    return id !== undefined && this.#cancelled.has(id);
  }

  cameOnView(play: AiringPlay): void {
    const id = takeoverOf(play.choice);
    const waiting = this.#state.standing.some(({ takeover, seen }) => takeover.id === id && !seen);
    if (id !== undefined && waiting) this.#change(takeoverSeen(this.#state, id));
  }

  ended(play: AiringPlay, airtimeMs: number, ended: PlayEnd): void {
    const id = takeoverOf(play.choice);
    if (id === undefined) return;
    this.#cancelled.delete(id);
    if (!this.#state.standing.some(({ takeover }) => takeover.id === id)) return;
    this.#end(takeoverPlayed(this.#state, id, { airtimeMs, completed: ended === 'end' }));
  }

  #carryOut(command: TakeoverCommand, source: string): CommandOutcome {
    switch (command.do) {
      case 'begin':
        return this.#begin(command.takeover, source);
      case 'cancel':
        return this.#end(cancelTakeover(this.#state, command.id), command) ? 'done' : 'not-standing';
      case 'stop':
        return this.#stop(command.by, command.why);
      case 'lift':
        return this.#lift(command.by, command.why);
    }
  }

  #begin(takeover: Takeover, source: string): CommandOutcome {
    this.expire();
    const { state, outcome } = beginTakeover(this.#state, takeover, this.#parts.clock.wallMs());
    if (outcome !== 'begun') return outcome;
    const { id, by, why, slogan, spot, when, expiresAt } = takeover;
    this.#write({
      type: 'takeover',
      ...this.#parts.journal.stamp(),
      action: 'begun',
      takeover: id,
      by,
      why,
      source,
      ...(slogan ? { slogan } : {}),
      ...(spot ? { spot } : {}),
      when,
      expiresAt,
    });
    this.#change(state);
    return 'done';
  }

  #stop(by: string, why: string): CommandOutcome {
    if (this.#state.stop) return 'known';
    const { clock, journal } = this.#parts;
    this.#stoppedAtMs = clock.monotonicMs();
    const stamp = journal.stamp(this.#stoppedAtMs);
    this.#change(stopAll(this.#state, { by, why, atWallMs: clock.wallMs() }));
    this.#write({ type: 'stop', ...stamp, action: 'stopped', by, why });
    return 'done';
  }

  #lift(by: string, why: string): CommandOutcome {
    if (!this.#state.stop) return 'not-standing';
    this.#write({ type: 'stop', ...this.#parts.journal.stamp(), action: 'lifted', by, why });
    this.#stoppedAtMs = undefined;
    this.#change(liftStop(this.#state));
    return 'done';
  }

  /** Takes over what is left and writes down what is over; says whether anything is. */
  #end(
    { state, ended }: { readonly state: TakeoverState; readonly ended: readonly EndedTakeover[] },
    order?: { readonly by: string; readonly why: string },
  ): boolean {
    for (const { takeover, ended: how } of ended) {
      this.#spots.delete(takeover.id);
      if (how === 'cancelled') this.#cancelled.add(takeover.id);
      const { by, why } = order ?? takeover;
      const stamp = this.#parts.journal.stamp();
      this.#write({
        type: 'takeover',
        ...stamp,
        action: 'ended',
        takeover: takeover.id,
        by,
        why,
        ended: how,
      });
    }
    if (state !== this.#state) this.#change(state);
    return ended.length > 0;
  }

  #change(state: TakeoverState): void {
    this.#state = state;
    this.#revision += 1;
    this.#keeping = this.#keeping.then(() => this.#keep(state));
    this.#parts.onChange(state);
  }

  async #keep(state: TakeoverState): Promise<void> {
    // A later one is on its way: it says all that this one does.
    if (state !== this.#state) return;
    try {
      await this.#parts.store?.writeTakeovers(state);
    } catch (error) {
      const detail = `takeovers and stop are not kept: ${error instanceof Error ? error.message : String(error)}`;
      const stamp = this.#parts.journal.stamp();
      this.#write({ type: 'fault', ...stamp, what: 'storage', detail, recovery: 'held in memory' });
    }
  }

  #write(draft: EntryDraft): void {
    void this.#parts.journal.write(draft);
  }

  /** Whether the play on view is the last that it has. */
  #isLast(standing: StandingTakeover, { playing, completes }: InterruptedPlan): boolean {
    if (!playing || takeoverOf(playing.choice) !== standing.takeover.id) return false;
    const { plays, airtimeMs } = leftOf(standing);
    if (plays !== undefined) return completes && plays <= 1;
    const airedMs = completes ? playing.plannedMs : playing.onView.measure().airtimeMs;
    return airedMs >= (airtimeMs ?? 0);
  }

  #spotOf(takeover: Takeover, { programme, usable }: InterruptedPlan): ProgrammeSpot | undefined {
    const { slogan, spot } = takeover;
    if (slogan) return this.#spotOfWords(takeover.id, slogan);
    return programme.spots.find((each) => each.key === `${spot?.playlist}/${spot?.id}` && usable(each));
  }

  #spotOfWords(id: string, warning: Warning): ProgrammeSpot {
    const known = this.#spots.get(id) ?? warningSpot(id, warning);
    this.#spots.set(id, known);
    return known;
  }
}

/** The words of a warning as the stage shows them. */
export function warningSpot(id: string, { text, detail, action, topic }: Warning): ProgrammeSpot {
  const spotId = `takeover-${id}`;
  return {
    key: `${builtInPlaylistId}/${spotId}`,
    playlist: { id: builtInPlaylistId, revision: 1 },
    spot: {
      id: spotId,
      kind: 'slogan',
      category: 'anti-fraud',
      weight: 1,
      durationMs: warningMs,
      theme: 'alert',
      text,
      ...(detail ? { detail } : {}),
      ...(action ? { action } : {}),
      ...(topic === undefined ? {} : { topic }),
    },
  };
}
