import { isOnline, onConnectionChange } from '../browser/connection.ts';
import { CacheMediaStore, canKeepCreatives } from '../browser/media-store.ts';
import { CacheProgrammeStore } from '../browser/programme-store.ts';
import { systemClock } from '../browser/system-clock.ts';
import { creativeOf } from '../core/playlist/creative.ts';
import type { ReadFile } from '../core/playlist/load.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import type { FetchProgress } from '../core/ports/media-store.ts';
import { poll } from './install/poll.ts';
import type { OnOnline } from './install/woken-online.ts';
import { ProgrammeInstaller, type Refusal } from './programme-installer.ts';
import { version } from './version.ts';

const pollEveryMs = 5 * 60_000;

/** A start reads what is kept; the network comes later. */
const readWhenNeeded: ReadFile = async (...given) =>
  (await import('../browser/read-file.ts')).readFile(...given);

const onOnline: OnOnline = (listener) => onConnectionChange((online) => online && listener());

export interface KeeperListener {
  /** A programme is complete and may be put on air at the next boundary. */
  onReady(programme: ResolvedProgramme): void;
  onRefused(refusal: Refusal, url: string): void;
}

/**
 * Everything about the programmes and media of this device: what is kept, what is on its way, where each spot is
 * played from. Where the browser cannot keep anything (insecure origin) all of it comes from the network.
 */
export class ProgrammeKeeper {
  download: FetchProgress | undefined;
  lastCheckAtMs: number | undefined;
  /** Why the last check brought nothing; undefined when it did or none has ended. */
  refusal: Refusal | undefined;
  readonly #keeps = canKeepCreatives();
  readonly #media: CacheMediaStore;
  readonly #installer: ProgrammeInstaller;
  #available: ReadonlySet<string> = new Set();
  #accepted: ResolvedProgramme | undefined;
  /** Complete, and nobody has been told yet. */
  #unheard: ResolvedProgramme | undefined;
  #listener: KeeperListener | undefined;
  #followed = '';
  #polling: AbortController | undefined;
  #changed: () => void = () => {};

  constructor(scope: string) {
    this.#media = new CacheMediaStore({ scope });
    this.#installer = new ProgrammeInstaller(
      {
        media: this.#media,
        programmes: new CacheProgrammeStore(scope),
        read: readWhenNeeded,
        clock: systemClock,
        random: Math.random,
        onOnline,
        judge: version,
      },
      {
        onAccepted: (programme) => this.#accept(programme),
        onProgress: (progress, programme) => this.#progress(progress, programme),
        onReady: (programme) => this.#ready(programme),
        onRefused: (refusal, url) => this.#refused(refusal, url),
      },
    );
  }

  /** The programme that was active last time, from this device alone. */
  async loadActive(): Promise<ResolvedProgramme | undefined> {
    if (!this.#keeps) return undefined;
    const active = await this.#installer.loadActive().catch(() => undefined);
    if (active) await this.refreshAvailable(active);
    return active;
  }

  /** The programme being brought here, once it is known to be valid. */
  get accepted(): ResolvedProgramme | undefined {
    return this.#accepted;
  }

  /** Tells of programmes from now on, and of one that became ready before. */
  listen(listener: KeeperListener): void {
    this.#listener = listener;
    const unheard = this.#unheard;
    this.#unheard = undefined;
    if (unheard) listener.onReady(unheard);
  }

  /** Looks at an address now, and again and again, until another address is followed. */
  follow(url: string): void {
    if (url === this.#followed) return;
    this.#followed = url;
    this.refusal = undefined;
    this.#accepted = undefined;
    this.#unheard = undefined;
    this.#polling?.abort();
    const polling = new AbortController();
    this.#polling = polling;
    const check = this.#keeps
      ? () => this.#installer.check(url, polling.signal)
      : () => this.#checkWithoutKeeping(url, polling.signal);
    const checkAndNote = async () => {
      await check();
      this.lastCheckAtMs = systemClock.wallMs();
    };
    const { signal } = polling;
    void poll(checkAndNote, {
      everyMs: pollEveryMs,
      clock: systemClock,
      random: Math.random,
      onOnline,
      signal,
    });
  }

  /** Resolves when something has changed about what is here: a file more, a programme accepted or refused. */
  change(): Promise<void> {
    return new Promise((resolve) => {
      const before = this.#changed;
      this.#changed = () => {
        before();
        resolve();
      };
    });
  }

  /** Whether a spot can be shown now. */
  playable(spot: ProgrammeSpot): boolean {
    if (spot.url === undefined || this.#available.has(spot.key)) return true;
    const comesFromNetwork = !this.#keeps || creativeOf(spot) === undefined;
    return comesFromNetwork && isOnline();
  }

  /** The spot with the address from which it is played on this device. */
  async locate(spot: ProgrammeSpot): Promise<ProgrammeSpot> {
    const creative = this.#keeps ? creativeOf(spot) : undefined;
    return creative ? { ...spot, url: await this.#media.addressOf(creative) } : spot;
  }

  /** Call when a programme has come on view: from now on it is what plays after a restart. */
  async activate(programme: ResolvedProgramme): Promise<void> {
    if (!this.#keeps) return;
    await this.#installer.activate(programme);
    await this.refreshAvailable(programme);
  }

  async refreshAvailable(programme: ResolvedProgramme): Promise<void> {
    if (this.#keeps) this.#available = await this.#installer.available(programme);
    this.#tellChange();
  }

  /** Reads the kept media again and brings back what is damaged or gone. */
  async repair(programme: ResolvedProgramme): Promise<void> {
    if (!this.#keeps) return;
    await this.#installer.repair(programme, new AbortController().signal).catch(() => {});
    await this.refreshAvailable(programme);
  }

  #accept(programme: ResolvedProgramme): void {
    this.#accepted = programme;
    void this.refreshAvailable(programme);
  }

  #progress(progress: FetchProgress, programme: ResolvedProgramme): void {
    const fileMore = progress.filesDone !== this.download?.filesDone;
    this.download = progress;
    if (fileMore) void this.refreshAvailable(programme);
    else this.#tellChange();
  }

  #ready(programme: ResolvedProgramme): void {
    this.download = undefined;
    this.#accepted = programme;
    this.refusal = undefined;
    void this.refreshAvailable(programme).then(() => {
      if (this.#accepted !== programme) return;
      if (this.#listener) this.#listener.onReady(programme);
      else this.#unheard = programme;
    });
  }

  #refused(refusal: Refusal, url: string): void {
    this.download = undefined;
    this.refusal = refusal;
    this.#listener?.onRefused(refusal, url);
    this.#tellChange();
  }

  async #checkWithoutKeeping(url: string, signal: AbortSignal): Promise<void> {
    const { loadProgramme } = await import('../core/playlist/load.ts');
    const loaded = await loadProgramme(url, readWhenNeeded, signal);
    if (!loaded.ok) return this.#refused({ code: 'faults', ...loaded }, url);
    if (loaded.value.sha256 === this.#accepted?.sha256) return;
    this.#ready(loaded.value);
  }

  #tellChange(): void {
    const changed = this.#changed;
    this.#changed = () => {};
    changed();
  }
}
