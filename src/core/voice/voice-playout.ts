import { throwIfAborted } from '../abort.ts';
import type { AsRunEntry, OffAirEntry, PlayDraft, PlayEntry } from '../as-run/entry.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../playlist/programme-spot.ts';
import { type Beside, endedBy } from '../playout/beside.ts';
import type { Journal } from '../playout/journal.ts';
import type { OnAirClock } from '../playout/on-air-clock.ts';
import type { Clock } from '../ports/clock.ts';
import { SpotError } from '../ports/stage.ts';
import type { PreparedAnnouncement, Voice } from '../ports/voice.ts';
import { type Due, dueNow, inTurn, nothingDueForMs, type Upcoming, upcoming } from './due.ts';
import { type HeardPlay, heardDraft } from './heard-play.ts';
import {
  ask,
  begun,
  ended,
  type Instant,
  inVain,
  lookAt,
  type Missed,
  type Request,
  startVoice,
  type VoiceState,
  withoutRequest,
} from './state.ts';
import { setInstants } from './timetable.ts';

export interface VoiceParts {
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'write' | 'stamp' | 'inFlight'>;
  readonly onAir: Pick<OnAirClock, 'at' | 'running'>;
  readonly recorded: Voice;
  readonly speech: Voice;
  readonly programme: () => ResolvedProgramme;
  /** Whether a recording is on this device, or can be had. */
  readonly playable: (spot: ProgrammeSpot) => boolean;
  readonly locate: (spot: ProgrammeSpot) => Promise<ProgrammeSpot>;
  /** The share of its volume that is left to the picture; undefined gives all of it back. */
  readonly duck: (share: number | undefined) => void;
  /** The newest entries of the log, oldest first. */
  readonly entries: readonly AsRunEntry[];
  readonly onChange?: () => void;
}

export type RequestOutcome = 'said' | 'not-now';

interface Ahead {
  readonly key: string;
  readonly made: Promise<Made>;
  readonly abort: AbortController;
}

interface Made {
  readonly prepared: PreparedAnnouncement;
  readonly fromRecording: boolean;
}

const lookEveryMs = 1_000;
/** A set time finds its announcement ready. */
const prepareAheadMs = 6_000;
/** A file that cannot be made ready in this time is not waited for. */
const prepareWithinMs = 5_000;
/** As many are tried before an occasion is given up. */
const mostTries = 3;

/**
 * The voice beside the picture: says what is due, one at a time, and writes each as a play of its own zone. It never
 * touches the picture's playout, which tells it through {@link offAir} when nothing more is to be heard.
 */
export class VoicePlayout implements Beside {
  readonly #parts: VoiceParts;
  #state: VoiceState;
  #heard: HeardPlay | undefined;
  #ahead: Ahead | undefined;
  #wake: () => void = () => {};
  #answer: ((outcome: RequestOutcome) => void) | undefined;
  #refused = false;
  /** The set times of a time off the air are no news: closing hours and restarts have their own entries. */
  #wasOnAir = false;

  constructor(parts: VoiceParts) {
    this.#parts = parts;
    this.#state = startVoice(parts.programme(), parts.entries, this.#now());
  }

  /** What is being said. */
  get heard(): HeardPlay | undefined {
    return this.#heard;
  }

  /** Whether the browser refused the last announcement its sound. */
  get soundRefused(): boolean {
    return this.#refused;
  }

  /** What the clocks bring next; undefined while nothing is set. */
  get upcoming(): Upcoming | undefined {
    return upcoming(this.#parts.programme(), this.#state, this.#now());
  }

  /** The announcements that may be said now, the next in turn first. */
  get sayable(): readonly ProgrammeSpot[] {
    return inTurn(this.#parts.programme(), this.#state, this.#parts.clock.wallMs());
  }

  /** Somebody wants an announcement; resolves with whether it is being said. Not kept for later. */
  request(request: Request): Promise<RequestOutcome> {
    if (!this.#parts.onAir.running || this.#heard) return Promise.resolve('not-now');
    this.#answer?.('not-now');
    this.#state = ask(this.#state, request);
    return new Promise((answer) => {
      this.#answer = answer;
      this.#wake();
    });
  }

  /** Tries again what the browser refused before a gesture. */
  soundAllowed(): void {
    this.#refused = false;
    this.#wake();
  }

  /** A boundary: what has waited for the air, or for this programme, may be due. */
  onAir(): void {
    this.#wake();
  }

  offAir(because: OffAirEntry['because'], atMonotonicMs: number): PlayDraft[] {
    return this.#fallSilent(endedBy(because), atMonotonicMs);
  }

  /** Says what is due until `signal` aborts; then nothing is heard any more. */
  async run(signal: AbortSignal): Promise<void> {
    const onAbort = () => this.#wake();
    signal.addEventListener('abort', onAbort, { once: true });
    while (!signal.aborted) {
      const due = this.#parts.onAir.running ? this.#look() : this.#restOffAir();
      if (due) await this.#announce(due, signal);
      else await this.#rest();
    }
    void this.#parts.journal.write(...this.#fallSilent('programme', this.#parts.clock.monotonicMs()));
  }

  /** Ends what is being said, within this task, and gives its entry for the caller to write. */
  #fallSilent(ended: PlayEntry['ended'], atMonotonicMs: number): PlayDraft[] {
    this.#dropAhead();
    const heard = this.#heard;
    if (!heard) return [];
    heard.utterance.stop();
    this.#heard = undefined;
    return [heardDraft(heard, ended, atMonotonicMs)];
  }

  #look(): Due | undefined {
    const resolved = this.#parts.programme();
    const now = this.#now();
    const { state, missed } = lookAt(this.#state, resolved, now);
    this.#state = state;
    if (this.#wasOnAir) for (const each of missed) this.#writeMissed(each);
    this.#wasOnAir = true;
    const due = dueNow(resolved, this.#state, now);
    if (this.#state.request && due?.code !== this.#state.request.code) this.#refuseRequest();
    if (!due) this.#prepareAhead(resolved, now);
    return due;
  }

  #restOffAir(): undefined {
    this.#wasOnAir = false;
    this.#refuseRequest();
  }

  #refuseRequest(): void {
    this.#state = withoutRequest(this.#state);
    this.#answered('not-now');
  }

  #answered(outcome: RequestOutcome): void {
    this.#answer?.(outcome);
    this.#answer = undefined;
  }

  /** Until something may be due, a second at most: clocks jump, programmes change. */
  async #rest(): Promise<void> {
    const { clock } = this.#parts;
    const waitMs = Math.min(lookEveryMs, nothingDueForMs(this.#parts.programme(), this.#state, this.#now()));
    const patience = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    await Promise.race([
      clock.sleepUntil(clock.monotonicMs() + Math.max(1, waitMs), patience.signal).catch(() => {}),
      woken,
    ]);
    patience.abort();
  }

  async #announce(due: Due, signal: AbortSignal): Promise<void> {
    for (const spot of due.spots.slice(0, mostTries)) {
      const heard = await this.#begin(spot, due);
      if (heard) {
        await this.#hearOut(heard, due, signal);
        return;
      }
      if (!this.#parts.onAir.running || this.#refused) break;
    }
    const resolved = this.#parts.programme();
    this.#answered('not-now');
    if (due.instant && due.spots.length === 0) this.#writeUnsayable(due.instant.at);
    this.#state = inVain(this.#state, due, this.#now().onAirMs);
    this.#parts.duck(undefined);
    if (due.code === 'rotation' && resolved.programme.voice) await this.#rest();
  }

  /** Undefined when it could not be said; the log says why. */
  async #begin(spot: ProgrammeSpot, due: Due): Promise<HeardPlay | undefined> {
    const { clock, journal, onAir } = this.#parts;
    const { programme } = this.#parts.programme();
    try {
      const { prepared, fromRecording } = await this.#taken(spot);
      if (!onAir.running) {
        prepared.release();
        return undefined;
      }
      this.#parts.duck(programme.voice?.duckTo);
      const utterance = await prepared.start(programme.voice?.volume ?? 1);
      const startedWallMs = clock.wallMs() - (clock.monotonicMs() - utterance.startedAtMs);
      const because = due.because(spot, startedWallMs);
      const stamp = journal.stamp(utterance.startedAtMs);
      this.#refused = false;
      return { spot, because, programme, stamp, fromRecording, utterance };
    } catch (error) {
      this.#writeFault(spot, error);
      return undefined;
    }
  }

  async #hearOut(heard: HeardPlay, due: Due, signal: AbortSignal): Promise<void> {
    const { clock, journal, onAir } = this.#parts;
    // It may have gone off the air between the wish for sound and the sound.
    if (!onAir.running) {
      heard.utterance.stop();
      this.#parts.duck(undefined);
      return;
    }
    this.#heard = heard;
    this.#state = begun(this.#state, this.#parts.programme(), due, heard.spot, heard.stamp.onAirMs);
    this.#answered('said');
    this.#parts.onChange?.();
    const over = await this.#untilOver(heard, signal);
    const nowMs = clock.monotonicMs();
    this.#parts.duck(undefined);
    this.#state = ended(this.#state, this.#parts.programme(), due, onAir.at(nowMs));
    if (this.#heard === heard && over) {
      this.#heard = undefined;
      if (over === 'error') this.#writeFault(heard.spot, new Error('it broke off'));
      void journal.write(heardDraft(heard, over, nowMs));
    }
    this.#parts.onChange?.();
  }

  /** Keeps the row that stands for it after a crash. @returns undefined when something else has ended it */
  async #untilOver(heard: HeardPlay, signal: AbortSignal): Promise<PlayEntry['ended'] | undefined> {
    const { clock, journal } = this.#parts;
    while (this.#heard === heard && !signal.aborted) {
      journal.inFlight(heardDraft(heard, 'crash', clock.monotonicMs()));
      const patience = new AbortController();
      const over = await Promise.race([
        heard.utterance.over,
        clock.sleepUntil(clock.monotonicMs() + lookEveryMs, patience.signal).catch(() => undefined),
      ]);
      patience.abort();
      if (over === 'end') return 'end';
      if (over === 'stopped') return undefined;
      if (over) return 'error';
    }
    return undefined;
  }

  #prepareAhead(resolved: ResolvedProgramme, now: Instant): void {
    const [instant] = setInstants(resolved.programme, now.wallMs, now.wallMs + prepareAheadMs);
    if (!instant) return;
    const [spot] = inTurn(resolved, this.#state, instant.wallMs, instant.spots);
    if (!spot || this.#ahead?.key === spot.key) return;
    this.#dropAhead();
    const abort = new AbortController();
    const made = this.#make(spot, abort.signal);
    // What fails ahead is tried again when it is due, and written then.
    made.catch(() => {});
    this.#ahead = { key: spot.key, made, abort };
  }

  #dropAhead(): void {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    ahead?.abort.abort();
    void ahead?.made.then(({ prepared }) => prepared.release()).catch(() => {});
  }

  async #taken(spot: ProgrammeSpot): Promise<Made> {
    const ahead = this.#ahead;
    if (ahead?.key === spot.key) {
      this.#ahead = undefined;
      const made = await this.#within(ahead.made, ahead.abort, spot).catch(() => undefined);
      if (made) return made;
    }
    const abort = new AbortController();
    return this.#within(this.#make(spot, abort.signal), abort, spot);
  }

  async #within(made: Promise<Made>, abort: AbortController, spot: ProgrammeSpot): Promise<Made> {
    const { clock } = this.#parts;
    const patience = new AbortController();
    const late = clock
      .sleepUntil(clock.monotonicMs() + prepareWithinMs, patience.signal)
      .then(() => undefined)
      .catch(() => undefined);
    try {
      const ready = await Promise.race([made, late]);
      if (ready) return ready;
      throw new SpotError('timeout', spot.key, `not ready after ${prepareWithinMs} ms`);
    } catch (error) {
      abort.abort();
      throw error;
    } finally {
      patience.abort();
    }
  }

  /** From the recording or by speech, as the programme prefers; from the other where that one has nothing to say. */
  async #make(spot: ProgrammeSpot, signal: AbortSignal): Promise<Made> {
    const { recorded, speech, playable, locate, programme } = this.#parts;
    const located = await locate(spot);
    throwIfAborted(signal);
    const ways = [
      ...(spot.url !== undefined && playable(spot) ? [{ voice: recorded, fromRecording: true }] : []),
      { voice: speech, fromRecording: false },
    ];
    if (programme().programme.voice?.prefer === 'speech') ways.reverse();
    let failure: unknown;
    for (const { voice, fromRecording } of ways) {
      try {
        return { prepared: await voice.prepare(located, signal), fromRecording };
      } catch (error) {
        throwIfAborted(signal);
        failure ??= error;
      }
    }
    throw failure;
  }

  #writeMissed({ instant, lateMs }: Missed): void {
    const { journal } = this.#parts;
    const detail = `set for ${instant.at}; ${Math.round(lateMs / 1_000)} s late when it could be said, at most ${instant.lateByAtMostMs / 1_000} s are allowed`;
    void journal.write({
      type: 'fault',
      ...journal.stamp(),
      what: 'announcement-skipped',
      detail,
      recovery: 'skipped',
    });
  }

  #writeUnsayable(at: string): void {
    const { journal } = this.#parts;
    void journal.write({
      type: 'fault',
      ...journal.stamp(),
      what: 'announcement-skipped',
      detail: `set for ${at}; none of its announcements may be said now`,
      recovery: 'skipped',
    });
  }

  /** Refused sound is written once, until there was sound again. */
  #writeFault(spot: ProgrammeSpot, error: unknown): void {
    const { journal } = this.#parts;
    const refused = error instanceof SpotError && error.code === 'refused';
    if (refused && this.#refused) return;
    this.#refused = this.#refused || refused;
    void journal.write({
      type: 'fault',
      ...journal.stamp(),
      what: refused ? 'sound-refused' : error instanceof SpotError ? error.code : 'unsupported',
      spot: spot.key,
      detail: error instanceof Error ? error.message : String(error),
      recovery: refused ? 'not said' : 'another announcement',
    });
    this.#parts.onChange?.();
  }

  #now(): Instant {
    const { clock, onAir } = this.#parts;
    return { wallMs: clock.wallMs(), onAirMs: onAir.at(clock.monotonicMs()) };
  }
}
