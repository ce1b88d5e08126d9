import { throwIfAborted } from '../core/abort.ts';
import { FetchMeter } from '../core/media/fetch-meter.ts';
import { keptPath } from '../core/media/kept-address.ts';
import {
  type Creative,
  type FetchOptions,
  type FetchProgress,
  MediaError,
} from '../core/ports/media-store.ts';
import { type FileObserver, keepFile, type WantedFile } from './media-store-file.ts';
import { planStream, type StreamPlan } from './media-store-hls.ts';
import type { KeptCreatives } from './media-store-kept.ts';
import { forEachOf } from './media-store-queue.ts';
import { askLengths, megabytes, refuseWithoutRoom } from './media-store-room.ts';

export interface FetchSettings {
  readonly fetch: typeof fetch;
  readonly partBytes: number;
  readonly stallMs: number;
  readonly concurrency: number;
  readonly freeBytes: () => Promise<number | undefined>;
}

/** One creative's work: its files first; a stream's playlists last, since they declare it whole. */
interface Job extends StreamPlan {
  filesLeft: number;
}

/** Fetches and keeps creatives that are missing; the promises are those of `MediaStore.fetchAll`. */
export async function fetchCreatives(
  creatives: readonly Creative[],
  options: FetchOptions,
  kept: KeptCreatives,
  settings: FetchSettings,
): Promise<void> {
  await new FetchRun(options, kept, settings).run(creatives);
}

class FetchRun {
  readonly #options: FetchOptions;
  readonly #kept: KeptCreatives;
  readonly #settings: FetchSettings;
  readonly #failures = new Failures();
  #meter = new FetchMeter([], 0);

  constructor(options: FetchOptions, kept: KeptCreatives, settings: FetchSettings) {
    this.#options = options;
    this.#kept = kept;
    this.#settings = settings;
  }

  async run(creatives: readonly Creative[]): Promise<void> {
    const context = { ...this.#settings, signal: this.#options.signal };
    const jobs = await this.#plan(creatives);
    const files = jobs.flatMap((job) => job.files);
    const lengths = await askLengths(files, context);
    await refuseWithoutRoom(files, lengths, this.#settings);
    this.#meter = new FetchMeter(
      files.map((file) => ({ key: file.path, bytes: lengths.get(file.path) })),
      performance.now(),
    );
    this.#report();
    await this.#keepAll(jobs).catch((cause: unknown) => {
      throw withFigures(cause, this.#meter.read());
    });
    this.#failures.throwIfAny();
  }

  async #plan(creatives: readonly Creative[]): Promise<Job[]> {
    const jobs = new Map<string, Job>();
    for (const creative of creatives) {
      const path = keptPath(creative);
      if (jobs.has(path)) continue;
      const job = await this.#attempt(() => this.#planOne(creative));
      if (job !== undefined) jobs.set(path, job);
    }
    return [...jobs.values()];
  }

  async #planOne(creative: Creative): Promise<Job> {
    if (creative.kind !== 'hls') {
      const file = { url: creative.url, path: keptPath(creative), sha256: creative.sha256 };
      return { files: [file], playlists: [], filesLeft: 1 };
    }
    const stream = await planStream(creative, { ...this.#settings, signal: this.#options.signal });
    const isKept = await Promise.all(stream.files.map((file) => this.#kept.has(file.path)));
    const files = stream.files.filter((_, index) => !isKept[index]);
    return { ...stream, files, filesLeft: files.length };
  }

  async #keepAll(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) if (job.filesLeft === 0) await this.#keepPlaylists(job);
    const work = jobs.flatMap((job) => job.files.map((file) => ({ job, file })));
    await forEachOf(work, this.#settings.concurrency, async ({ job, file }) => {
      await this.#attempt(async () => {
        await this.#keepFile(file);
        job.filesLeft -= 1;
        if (job.filesLeft === 0) await this.#keepPlaylists(job);
      });
    });
  }

  async #keepFile(file: WantedFile): Promise<void> {
    const { partBytes, stallMs } = this.#settings;
    await keepFile(file, {
      kept: this.#kept,
      fetch: this.#settings.fetch,
      partBytes,
      stallMs,
      signal: this.#options.signal,
      observer: this.#observe(file.path),
    });
    this.#meter.finish(file.path);
    this.#report();
  }

  async #keepPlaylists(job: Job): Promise<void> {
    for (const { path, kept } of job.playlists) await this.#kept.put(path, kept);
  }

  /** Does one creative's or file's work; an unfit one is noted and the others go on. */
  async #attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await work();
      this.#failures.noteSuccess();
      return result;
    } catch (cause) {
      throwIfAborted(this.#options.signal);
      this.#failures.note(cause);
      return undefined;
    }
  }

  #observe(key: string): FileObserver {
    return {
      onKept: (bytes) => this.#meter.addKept(key, bytes),
      onLength: (bytes) => this.#meter.setLength(key, bytes),
      onRestart: () => this.#meter.restart(key),
      onFetched: (bytes) => {
        this.#meter.addFetched(key, bytes, performance.now());
        this.#report();
      },
    };
  }

  #report(): void {
    this.#options.onProgress?.(this.#meter.read());
  }
}

/** Today's Chromium tells a page of 10 GiB whatever the disk holds, so the end of it may only show on the way. */
function withFigures(cause: unknown, { fetchedBytes, totalBytes }: FetchProgress): unknown {
  if (!(cause instanceof MediaError) || cause.code !== 'quota') return cause;
  const all = totalBytes === undefined ? 'more' : megabytes(totalBytes);
  return new MediaError('quota', cause.url, `it takes ${all}, the room ended at ${megabytes(fetchedBytes)}`);
}

/** So many failures of the network in a row mean that there is none, and asking for the rest is idle. */
const noNetworkAfter = 3;
/** What a further attempt may cure comes first: it decides whether there will be one. */
const urgency = ['network', 'incomplete', 'hash-mismatch', 'not-found', 'unsupported', 'quota'];

class Failures {
  readonly #noted: MediaError[] = [];
  #networkFailuresInRow = 0;

  noteSuccess(): void {
    this.#networkFailuresInRow = 0;
  }

  /** Throws what makes going on senseless: a full disk, no network, a fault of our own. */
  note(cause: unknown): void {
    if (!(cause instanceof MediaError) || cause.code === 'quota') throw cause;
    this.#noted.push(cause);
    this.#networkFailuresInRow = cause.code === 'network' ? this.#networkFailuresInRow + 1 : 0;
    if (this.#networkFailuresInRow >= noNetworkAfter) throw cause;
  }

  throwIfAny(): void {
    const rank = (failure: MediaError) => urgency.indexOf(failure.code);
    const [first] = [...this.#noted].sort((a, b) => rank(a) - rank(b));
    if (first !== undefined) throw first;
  }
}
