import type { KeptProgramme, ProgrammeStore, Slot } from '../browser/programme-store.ts';
import { creativeOf, creativesOf } from '../core/playlist/creative.ts';
import type { Fault } from '../core/playlist/fault.ts';
import type { loadProgramme, ReadFile } from '../core/playlist/load.ts';
import type { ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import type { Creative, FetchProgress, MediaError, MediaStore } from '../core/ports/media-store.ts';
import { spotsOfAllZones } from '../core/zones/all-spots.ts';
import type { Retrying } from './install/fetch-with-retries.ts';
import { type Judgement, judgedProgramme } from './install/judgement.ts';
import type { ProgrammeBringer } from './install/programme-bringer.ts';

export interface InstallerParts extends Retrying {
  readonly media: MediaStore;
  readonly programmes: ProgrammeStore;
  /** Reads programme and playlist files from the network. */
  readonly read: ReadFile;
  /** Version of the player: what another version has judged is judged anew. */
  readonly judge: string;
  readonly load?: typeof loadProgramme;
}

export interface InstallerListener {
  /** A valid programme other than the active one is on its way; its creatives are being fetched. */
  onAccepted?(resolved: ResolvedProgramme): void;
  onProgress?(progress: FetchProgress, resolved: ResolvedProgramme): void;
  /** Every creative is kept and verified: `activate()` it at the next boundary. */
  onReady?(resolved: ResolvedProgramme): void;
  /** What plays goes on. */
  onRefused?(refusal: Refusal, url: string): void;
}

export type Refusal =
  | { readonly code: 'unreachable'; readonly detail: string }
  | { readonly code: 'faults'; readonly faults: readonly Fault[]; readonly unlisted?: number }
  /** A mirror that lags behind: the same programme at a lower revision than the active one. */
  | { readonly code: 'older-revision'; readonly active: number; readonly offered: number }
  | { readonly code: 'media'; readonly error: MediaError; readonly resolved: ResolvedProgramme };

export type CheckResult = 'current' | 'ready' | 'refused';

/**
 * Brings programmes onto this screen. Nothing here touches what plays: a programme is judged, kept as the candidate and
 * completed, and only `activate()`, which the player calls at a boundary, makes it the one that plays after a restart.
 */
export class ProgrammeInstaller {
  readonly #parts: Required<InstallerParts>;
  readonly #listener: InstallerListener;
  #active: ResolvedProgramme | undefined;
  #bringer: Promise<ProgrammeBringer> | undefined;
  #running:
    | { readonly url: string; readonly stop: AbortController; readonly result: Promise<CheckResult> }
    | undefined;

  constructor(parts: InstallerParts, listener: InstallerListener = {}) {
    this.#parts = { load: loadWhenNeeded, ...parts };
    this.#listener = listener;
  }

  /** The active programme from this device, without any network; undefined on a first run or when its copy is damaged. */
  async loadActive(): Promise<ResolvedProgramme | undefined> {
    this.#active = await this.#loadSlot('active');
    return this.#active;
  }

  /** The programme that was on its way when the player ended, complete or not; undefined when there is none. */
  async loadCandidate(): Promise<ResolvedProgramme | undefined> {
    return await this.#loadSlot('candidate');
  }

  /**
   * Looks at `url` for a programme other than the active one and brings it here; the listener hears how. Without a
   * network it goes on with what is kept. A check of the same address joins the one under way, another one ends it.
   */
  async check(url: string, signal: AbortSignal): Promise<CheckResult> {
    const before = this.#running;
    if (before?.url === url && !before.stop.signal.aborted) return await before.result;
    before?.stop.abort();
    const stop = new AbortController();
    const abort = () => stop.abort(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    const begin = async () => (await this.#loadBringer()).check(url, stop.signal);
    const result = Promise.resolve(before?.result)
      .then(begin, begin)
      .finally(() => {
        signal.removeEventListener('abort', abort);
        if (this.#running?.stop === stop) this.#running = undefined;
      });
    this.#running = { url, stop, result };
    return await result;
  }

  /**
   * Makes a programme the active one; then drops the creatives that neither it nor one on its way needs. Call it at a
   * boundary, when no spot of the programme before is on view or prepared: its creatives may be gone afterwards.
   */
  async activate(resolved: ResolvedProgramme): Promise<void> {
    await this.#parts.programmes.activate(resolved.sha256);
    this.#active = resolved;
    const underWay = (await this.#bringer?.catch(() => undefined))?.underWay;
    await this.#parts.media
      .prune([...creativesOf(resolved), ...(underWay ? creativesOf(underWay) : [])])
      .catch(() => {
        // Room that was not regained now is regained at the next change of programme.
      });
  }

  /** Keys of the spots that can be shown from this device alone, at this moment. */
  async available(resolved: ResolvedProgramme): Promise<Set<string>> {
    const missing = new Set((await this.#parts.media.missing(creativesOf(resolved))).map(keyOf));
    const isAvailable = (spot: ResolvedProgramme['spots'][number]) => {
      const creative = creativeOf(spot);
      return creative === undefined ? spot.url === undefined : !missing.has(keyOf(creative));
    };
    return new Set(
      spotsOfAllZones(resolved)
        .filter(isAvailable)
        .map((spot) => spot.key),
    );
  }

  /**
   * Reads the kept creatives of a programme again, slowly, and fetches what is damaged or gone.
   * @returns what was damaged or gone; rejects with a MediaError when it could not be brought back
   */
  async repair(resolved: ResolvedProgramme, signal: AbortSignal): Promise<Creative[]> {
    return (await this.#loadBringer()).repair(resolved, signal);
  }

  /** A start seldom needs it: it comes when there is something to bring. */
  #loadBringer(): Promise<ProgrammeBringer> {
    this.#bringer ??= import('./install/programme-bringer.ts').then(({ ProgrammeBringer }) => {
      const active = () => this.#active;
      const resolve = (kept: KeptProgramme) => this.#resolve(kept);
      return new ProgrammeBringer({ ...this.#parts, active, resolve }, this.#listener);
    });
    // Offline without its file, as when the app shell was damaged: the next check asks again.
    this.#bringer.catch(() => {
      this.#bringer = undefined;
    });
    return this.#bringer;
  }

  async #loadSlot(slot: Slot): Promise<ResolvedProgramme | undefined> {
    const kept = await this.#parts.programmes.read(slot);
    return kept === undefined ? undefined : await this.#resolve(kept);
  }

  /** What this version has judged once stands; else the kept files must still be those of the hash they are kept under. */
  async #resolve(kept: KeptProgramme): Promise<ResolvedProgramme | undefined> {
    const judgement = kept.judgement as Judgement | undefined;
    const judged = judgedProgramme(judgement, this.#parts.judge, kept.sha256);
    if (judged) return judged;
    const { readerOf } = await import('./install/recording-reader.ts');
    const loaded = await this.#parts.load(kept.url, readerOf(kept.files));
    return loaded.ok && loaded.value.sha256 === kept.sha256 ? loaded.value : undefined;
  }
}

/** The judges are many and a start seldom needs them: they come when there is something to judge. */
const loadWhenNeeded: typeof loadProgramme = async (...given) =>
  (await import('../core/playlist/load.ts')).loadProgramme(...given);

function keyOf(creative: Creative): string {
  return `${creative.url} ${creative.sha256 ?? ''}`;
}
