import { browserAsRunHome } from '../browser/as-run-home.ts';
import { systemClock } from '../browser/system-clock.ts';
import { rebuildAirtime } from '../core/airtime/airtime.ts';
import type { AsRunLog } from '../core/as-run/as-run-log.ts';
import type { AsRunEntry, FaultEntry } from '../core/as-run/entry.ts';
import type { LogState } from '../core/evidence/log-standing.ts';
import { liveCodeModeOf } from '../core/playlist/live-code-mode.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import type { ScreenWords } from '../core/playlist/variables.ts';
import { Journal, type PlayLog } from '../core/playout/journal.ts';
import { OnAirClock } from '../core/playout/on-air-clock.ts';
import { Playout, type PlayoutOptions } from '../core/playout/playout.ts';
import { Today } from '../core/playout/today.ts';
import type { StopReason } from '../core/playout/wishes.ts';
import { rulesIn } from '../core/zones/zone-rules.ts';
import type { FaultStatus } from '../elements/panel/panel-status.ts';
import type { ChangmingStage } from '../elements/stage/stage-element.ts';
import { KeptLog } from './kept-log.ts';
import { announcedProgramme, readLogTail } from './log-tail.ts';
import type { Refusal } from './programme-installer.ts';
import type { ProgrammeKeeper } from './programme-keeper.ts';
import { wishesOf } from './wishes-of.ts';
import { announceWritten } from './written-event.ts';

const faultsRemembered = 20;
/** The first picture waits for the log no longer: a long one may have to be put together again from its second copy. */
const openPatienceMs = 10_000;
const openAgainMs = 200;
const repairAfterMs = 10 * 60_000;
/** Kept media are read again this often: a disk goes bad in silence. */
const readAgainMs = 24 * 60 * 60_000;

export interface ScreenParts {
  readonly stage: ChangmingStage;
  readonly keeper: ProgrammeKeeper;
  /** What plays first. */
  readonly programme: ResolvedProgramme;
  readonly player: string;
  /** What its slogans may say of the place it stands in. */
  readonly words: () => ScreenWords;
  /** Called while the last play before a stop is about to end. */
  readonly beforeStop: (reason: StopReason) => void;
}

/** One screen playing: the playout with its log, its programmes and what the operator may want to know. */
export class Screen {
  readonly playout: Playout;
  readonly journal: Journal;
  readonly log: KeptLog;
  readonly today: Today;
  /** What is on this device, and where. */
  readonly media: Pick<PlayoutOptions, 'playable' | 'locate'>;
  /** Newest first. */
  readonly faults: FaultStatus[] = [];
  /** Number of entries in the log; undefined while it could not be opened. */
  logSize: number | undefined;
  lastWrittenAtMs: number | undefined;
  lastWrittenMonotonicMs = systemClock.monotonicMs();
  /** Called when entries became durable, with them, and when they were refused, with none. */
  onLog: ((written: readonly AsRunEntry[]) => void) | undefined;
  /** The log's newest entries as it was opened, oldest first, while something goes on beside the picture from there. */
  readonly tail: readonly AsRunEntry[];
  readonly #parts: ScreenParts;
  #refused = false;
  #repairedAtMs = Number.NEGATIVE_INFINITY;
  /** What the playout was given last: a programme that is ready is told of at every poll. */
  #offered = '';

  /** Opens the as-run log and takes up the shares where it ends. */
  static async open(parts: ScreenParts): Promise<Screen> {
    const { shares, timeZone } = parts.programme.programme;
    const clock = new Journal(refusingLog, systemClock, new OnAirClock(0), timeZone);
    const kept = new KeptLog(browserAsRunHome(), () => clock.stamp());
    const inMs = (ms: number) => systemClock.sleepUntil(systemClock.monotonicMs() + ms);
    const log = await kept.openAtStart(inMs(openPatienceMs), () => inMs(openAgainMs));
    const tail = log ? await readLogTail(log, shares, systemClock.wallMs()) : [];
    return new Screen(parts, kept, log, tail);
  }

  private constructor(
    parts: ScreenParts,
    kept: KeptLog,
    log: AsRunLog | undefined,
    tail: readonly AsRunEntry[],
  ) {
    const { programme, stage, keeper, player, beforeStop } = parts;
    const { timeZone } = programme.programme;
    this.#parts = parts;
    this.tail = programme.zones || programme.programme.voice ? tail : [];
    this.log = kept;
    this.logSize = log?.size;
    const onAir = new OnAirClock(log?.recovered.onAirMs ?? 0);
    this.journal = new Journal(kept, systemClock, onAir, timeZone);
    this.#listenTo(kept);
    this.journal.onWritten = (entries) => this.#written(entries);
    this.journal.onRefused = (error) => this.#storageRefused(error);
    this.today = new Today(timeZone);
    this.today.add(tail);
    this.media = {
      playable: (spot) => keeper.playable(spot),
      locate: async (spot) => this.filled(await keeper.locate(spot)),
    };
    this.playout = new Playout({
      clock: systemClock,
      stage,
      journal: this.journal,
      onAir,
      airtime: rebuildAirtime(rulesIn(programme.programme), tail, programme.spots),
      programme,
      announce: announcedProgramme(tail) !== programme.sha256,
      player,
      userAgent: navigator.userAgent,
      ...this.media,
      beforeStop,
    });
    setUpStage(stage, programme);
    stage.onFault = (fault) => void this.journal.write({ type: 'fault', ...this.journal.stamp(), ...fault });
    keeper.listen({
      onReady: (ready) => void this.#takeOver(ready),
      onRefused: (refusal, url) => void this.#refuse(refusal, url),
    });
  }

  /** What there is to say of the log at this instant. */
  get logState(): LogState {
    return { checkpoint: this.log.checkpoint, refused: this.#refused, behindMs: this.journal.behindMs };
  }

  /** A spot with the words that it leaves to its screen. */
  async filled(spot: ProgrammeSpot): Promise<ProgrammeSpot> {
    // JSON's own braces are never followed by a letter. What fills in comes when there is something to fill.
    if (!/\{[a-z]/.test(JSON.stringify(spot.spot))) return spot;
    return (await import('./fill-in.ts')).fillIn(spot, this.#parts.words(), this.playout);
  }

  run(): Promise<StopReason> {
    setInterval(() => void this.#parts.keeper.repair(this.playout.programme), readAgainMs);
    return this.playout.run();
  }

  #listenTo(log: KeptLog): void {
    log.now = () => this.journal.stamp();
    log.onFinding = (finding) => {
      void this.journal.write({ type: 'fault', ...this.journal.stamp(), ...finding });
    };
    // The new log must say what plays and under which rules: a new page begins with that.
    log.onRenewed = () => this.playout.wishes.stopAtBoundary('fault');
  }

  async #takeOver(programme: ResolvedProgramme): Promise<void> {
    const { keeper, stage } = this.#parts;
    if (programme.sha256 === this.#offered) return;
    this.#offered = programme.sha256;
    if (programme.sha256 !== this.playout.programme.sha256) await this.playout.offer(programme);
    setUpStage(stage, programme);
    await keeper.activate(programme);
  }

  async #refuse(refusal: Refusal, url: string): Promise<void> {
    const { noteRefusal } = await import('./refusal.ts');
    const fault = noteRefusal(refusal, url, this);
    if (fault) this.#remember(fault);
  }

  #written(entries: readonly AsRunEntry[]): void {
    this.today.add(entries);
    const last = entries[entries.length - 1];
    if (last) this.logSize = last.seq + 1;
    this.lastWrittenAtMs = systemClock.wallMs();
    this.lastWrittenMonotonicMs = systemClock.monotonicMs();
    for (const entry of entries) if (entry.type === 'fault') this.#noticeFault(entry);
    announceWritten(entries);
    this.#refused = false;
    this.onLog?.(entries);
  }

  #storageRefused(error: unknown): void {
    this.#remember({
      atMs: systemClock.wallMs(),
      what: `storage: ${inWords(error)}`,
      recovery: 'held in memory',
    });
    this.#refused = true;
    this.onLog?.([]);
  }

  #noticeFault({ at, what, recovery, spot }: FaultEntry): void {
    this.#remember({ atMs: Date.parse(at), what, recovery, ...(spot === undefined ? {} : { spot }) });
    const mediaMayBeDamaged = what === 'corrupt' || what === 'not-found';
    if (!mediaMayBeDamaged || systemClock.monotonicMs() - this.#repairedAtMs < repairAfterMs) return;
    this.#repairedAtMs = systemClock.monotonicMs();
    void this.#parts.keeper.repair(this.playout.programme);
  }

  #remember(fault: FaultStatus): void {
    this.faults.unshift(fault);
    this.faults.length = Math.min(this.faults.length, faultsRemembered);
  }
}

function setUpStage(stage: ChangmingStage, { programme }: ResolvedProgramme): void {
  stage.setUp(wishesOf(programme));
  stage.leavesQrCorner = liveCodeModeOf(programme) === 'code-and-qr';
}

const refusingLog: PlayLog = {
  append: () => Promise.reject(new Error('This log is only a clock')),
  inFlight: () => Promise.resolve(),
};

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
