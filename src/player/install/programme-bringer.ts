import type { KeptProgramme } from '../../browser/programme-store.ts';
import { throwIfAborted } from '../../core/abort.ts';
import { creativesOf } from '../../core/playlist/creative.ts';
import type { Fault } from '../../core/playlist/fault.ts';
import type { ResolvedProgramme } from '../../core/playlist/programme-spot.ts';
import { type Creative, type FetchProgress, MediaError } from '../../core/ports/media-store.ts';
import type { CheckResult, InstallerListener, InstallerParts, Refusal } from '../programme-installer.ts';
import { fetchWithRetries } from './fetch-with-retries.ts';
import { judge } from './judgement.ts';
import { RecordingReader } from './recording-reader.ts';

/** What did not fit will not fit at the next poll either, and finding out may cost gigabytes of somebody's line. */
const retryTooLargeMs = 24 * 60 * 60 * 1000;

interface BringerParts extends Required<InstallerParts> {
  /** The programme that plays after a restart. */
  readonly active: () => ResolvedProgramme | undefined;
  /** What a kept programme says; undefined when it is damaged. */
  readonly resolve: (kept: KeptProgramme) => Promise<ResolvedProgramme | undefined>;
}

/** The part of the installer that a start does without: brings programmes and their creatives here from an address. */
export class ProgrammeBringer {
  /** Judged and kept, but not yet complete or not yet activated. */
  underWay: ResolvedProgramme | undefined;
  readonly #parts: BringerParts;
  readonly #listener: InstallerListener;
  #tooLarge: { readonly sha256: string; readonly error: MediaError; readonly untilMs: number } | undefined;

  constructor(parts: BringerParts, listener: InstallerListener) {
    this.#parts = parts;
    this.#listener = listener;
  }

  async check(url: string, signal: AbortSignal): Promise<CheckResult> {
    const reader = new RecordingReader(this.#parts.read);
    throwIfAborted(signal);
    const loaded = await this.#parts.load(url, reader.read, signal);
    throwIfAborted(signal);
    if (reader.unreadable !== undefined) return await this.#withoutNetwork(url, reader.unreadable, signal);
    if (!loaded.ok) return this.#refuse(faultsOf(loaded), url);
    const resolved = loaded.value;
    if (resolved.sha256 === this.#parts.active()?.sha256) return 'current';
    const older = this.#olderThanActive(resolved);
    if (older !== undefined) return this.#refuse(older, url);
    await this.#keepCandidate({
      url,
      sha256: resolved.sha256,
      files: reader.files,
      judgement: { ...judge(resolved, this.#parts.judge) },
    });
    // Whoever asked may have changed their mind meanwhile: nobody is told of a programme that is not wanted any more.
    throwIfAborted(signal);
    return await this.#complete(resolved, url, signal);
  }

  /** A poll that finds the same candidate again writes nothing: a screen's flash memory has to last for years. */
  async #keepCandidate(programme: KeptProgramme): Promise<void> {
    const kept = await this.#parts.programmes.read('candidate');
    if (kept?.sha256 === programme.sha256 && kept.url === programme.url) return;
    await this.#parts.programmes.keepCandidate(programme);
  }

  /** A candidate whose files are here may be complete, or completed from elsewhere, though its address is out of reach. */
  async #withoutNetwork(url: string, detail: string, signal: AbortSignal): Promise<CheckResult> {
    const kept = await this.#parts.programmes.read('candidate');
    const candidate = kept?.url === url ? await this.#parts.resolve(kept) : undefined;
    if (candidate !== undefined && candidate.sha256 !== this.#parts.active()?.sha256) {
      if ((await this.#parts.media.missing(creativesOf(candidate))).length === 0) {
        return await this.#complete(candidate, url, signal);
      }
    }
    return this.#refuse({ code: 'unreachable', detail }, url);
  }

  async #complete(resolved: ResolvedProgramme, url: string, signal: AbortSignal): Promise<CheckResult> {
    const { media, clock } = this.#parts;
    const tooLarge = this.#tooLarge;
    if (tooLarge?.sha256 === resolved.sha256 && clock.monotonicMs() < tooLarge.untilMs) {
      return this.#refuse({ code: 'media', error: tooLarge.error, resolved }, url);
    }
    this.underWay = resolved;
    this.#listener.onAccepted?.(resolved);
    const onProgress = (progress: FetchProgress) => this.#listener.onProgress?.(progress, resolved);
    try {
      await fetchWithRetries(media, creativesOf(resolved), { signal, onProgress }, this.#parts);
      throwIfAborted(signal);
    } catch (error) {
      throwIfAborted(signal);
      if (!(error instanceof MediaError)) throw error;
      if (error.code === 'quota') await this.#giveWay(resolved, error);
      return this.#refuse({ code: 'media', error, resolved }, url);
    }
    this.#listener.onReady?.(resolved);
    return 'ready';
  }

  /** What was kept of a programme that does not fit goes, so that the as-run log has room; what plays stays. */
  async #giveWay(resolved: ResolvedProgramme, error: MediaError): Promise<void> {
    const untilMs = this.#parts.clock.monotonicMs() + retryTooLargeMs;
    this.#tooLarge = { sha256: resolved.sha256, error, untilMs };
    const active = this.#parts.active();
    if (active === undefined) return;
    this.underWay = undefined;
    await this.#parts.media.prune(creativesOf(active));
  }

  #olderThanActive({ programme }: ResolvedProgramme): Refusal | undefined {
    const active = this.#parts.active()?.programme;
    if (active === undefined || active.id !== programme.id || programme.revision >= active.revision)
      return undefined;
    return { code: 'older-revision', active: active.revision, offered: programme.revision };
  }

  #refuse(refusal: Refusal, url: string): 'refused' {
    this.#listener.onRefused?.(refusal, url);
    return 'refused';
  }

  /**
   * Reads the kept creatives of a programme again, slowly, and fetches what is damaged or gone.
   * @returns what was damaged or gone; rejects with a MediaError when it could not be brought back
   */
  async repair(resolved: ResolvedProgramme, signal: AbortSignal): Promise<Creative[]> {
    const { media } = this.#parts;
    const lost = await media.verify(creativesOf(resolved), signal);
    if (lost.length > 0) await fetchWithRetries(media, lost, { signal }, this.#parts);
    return lost;
  }
}

function faultsOf({ faults, unlisted }: { faults: Fault[]; unlisted?: number }): Refusal {
  return { code: 'faults', faults, ...(unlisted === undefined ? {} : { unlisted }) };
}
