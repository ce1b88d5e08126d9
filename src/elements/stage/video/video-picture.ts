import type { ProgrammeSpot } from '../../../core/playlist/programme-spot.ts';
import { type Airing, SpotError } from '../../../core/ports/stage.ts';
import { endingSwitch, type Picture, type PictureEnd, type StageContext } from '../picture.ts';
import { nextFrame, pause, unlessAborted, within } from '../waiting.ts';
import type { CreativeSource } from './creative-source.ts';
import { FrameMeter } from './frame-meter.ts';
import { type FrameSource, frameSource } from './frame-source.ts';
import { spotErrorOf } from './media-error.ts';
import type { StartUpTimes } from './start-up.ts';
import type { VideoDeck, VideoSlot } from './video-deck.ts';
import { Watchdog, type WatchdogStep } from './watchdog.ts';

export interface VideoPictureParts {
  readonly deck: VideoDeck;
  readonly startUp: StartUpTimes;
  readonly source: CreativeSource;
  /** Tests hand in one that freezes. */
  readonly frames?: (video: HTMLVideoElement) => FrameSource;
}

const loadTimeoutMs = 10_000;
const playTimeoutMs = 1_500;
const lookEveryMs = 150;
/** Not 0: Chromium starts a film at 0 as if it were muted, and would only refuse its sound when that is turned up. */
const inaudible = 0.001;

/** Loads, decodes and pauses a film on the free one of the two elements. */
export async function prepareVideo(
  spot: ProgrammeSpot,
  parts: VideoPictureParts,
  context: StageContext,
  signal: AbortSignal,
): Promise<Picture> {
  const picture = new VideoPicture(spot, parts, context);
  try {
    const late = () => new SpotError('timeout', spot.key, `not loaded within ${loadTimeoutMs} ms`);
    await unlessAborted(within(loadTimeoutMs, picture.load(), late), signal);
    return picture;
  } catch (error) {
    picture.release();
    const unclear = error instanceof SpotError && error.code === 'corrupt' && parts.source.explain;
    throw unclear ? await unclear(error) : error;
  }
}

class VideoPicture implements Picture {
  readonly #spot: ProgrammeSpot;
  readonly #parts: VideoPictureParts;
  readonly #context: StageContext;
  readonly #slot: VideoSlot;
  readonly #video: HTMLVideoElement;
  readonly #meter = new FrameMeter();
  readonly #watchdog = new Watchdog();
  readonly #ending = endingSwitch();
  readonly #listeners: (() => void)[] = [];
  #watching: ReturnType<typeof setInterval> | undefined;
  #playCalledAtMs: number | undefined;
  #heardAtMs = 0;
  #revealed = false;
  #ended = false;
  #droppedBefore = 0;
  #final: Airing | undefined;
  #released = false;

  constructor(spot: ProgrammeSpot, parts: VideoPictureParts, context: StageContext) {
    this.#spot = spot;
    this.#parts = parts;
    this.#context = context;
    this.#slot = parts.deck.take();
    this.#video = this.#slot.video;
    parts.source.onError = (error) => this.#fail(error);
    this.#listen();
  }

  get layer(): HTMLElement {
    return this.#slot.layer;
  }

  get startUpMs(): number {
    return this.#parts.startUp.expectedMs;
  }

  get ending(): Promise<PictureEnd> {
    return this.#ending.promise;
  }

  #listen(): void {
    this.#on('ended', () => this.#onEnded());
    this.#on('error', () => this.#onError());
    const frames = (this.#parts.frames ?? frameSource)(this.#video);
    this.#listeners.push(frames.watch((frame) => this.#onFrame(frame)));
  }

  /** The elements outlive their films, and Chrome 87 knows no `signal` for listeners: they are taken off by hand. */
  #on(type: string, listener: () => void): void {
    this.#video.addEventListener(type, listener);
    this.#listeners.push(() => this.#video.removeEventListener(type, listener));
  }

  async load(): Promise<void> {
    this.#video.muted = true;
    const decoded = this.#firstFrame();
    await this.#unlessFailed(this.#parts.source.attach(this.#video, 0));
    await this.#unlessFailed(decoded);
    if (this.#video.videoWidth === 0) throw new SpotError('unsupported', this.#spot.key, 'it has no picture');
  }

  /** Enough data to play and one frame decoded. A hidden page presents none, so there the data must do. */
  async #firstFrame(): Promise<void> {
    await new Promise<void>((resolve) => this.#on('canplay', resolve));
    for (let waits = 0; this.#meter.last === undefined && waits < 40; waits++) await pause(15);
  }

  /** Rejects as soon as the element or the source fails. */
  async #unlessFailed(step: Promise<void>): Promise<void> {
    const end = await Promise.race([step, this.ending]);
    if (typeof end === 'object') throw end.failed;
  }

  async start(): Promise<void> {
    this.layer.classList.add('starting');
    this.#playCalledAtMs = this.#context.now();
    const late = () => new SpotError('timeout', this.#spot.key, `did not start within ${playTimeoutMs} ms`);
    await this.#unlessFailed(within(playTimeoutMs, this.#play(), late));
    await nextFrame();
  }

  /** Inaudible until revealed. Where the browser refuses sound without a gesture, muted. */
  async #play(): Promise<void> {
    this.#video.volume = inaudible;
    this.#video.muted = this.#context.volume() === 0;
    try {
      await this.#video.play();
      if (!this.#video.muted) this.#context.soundAllowed();
    } catch (error) {
      if (this.#video.muted || !isRefusal(error)) throw this.#playError(error);
      this.#context.soundRefused(this.#spot.key);
      this.#video.muted = true;
      await this.#video.play().catch((again) => {
        throw this.#playError(again);
      });
    }
  }

  #playError(error: unknown): SpotError {
    if (this.#video.error) return spotErrorOf(this.#video, this.#spot.key);
    return new SpotError(isRefusal(error) ? 'refused' : 'corrupt', this.#spot.key, String(error));
  }

  reveal(atMs: number): void {
    this.#revealed = true;
    this.#meter.reveal(atMs);
    this.#droppedBefore = this.#dropped();
    const volume = this.#context.volume();
    this.#hear(volume, volume === 0 || this.#video.muted);
    this.#watching = setInterval(() => this.#look(), lookEveryMs);
  }

  setVolume(volume: number): void {
    if (this.#revealed) this.#hear(volume, volume === 0);
  }

  /** Chromium answers sound that it does not allow by pausing the film: it then goes on muted. */
  #hear(volume: number, muted: boolean): void {
    const going = !this.#video.paused;
    this.#video.volume = volume;
    this.#video.muted = muted;
    if (!going || !this.#video.paused) return;
    this.#context.soundRefused(this.#spot.key);
    this.#video.muted = true;
    this.#resume();
  }

  #onFrame(frame: { ageMs: number; mediaMs: number; presented: number }): void {
    this.#heardAtMs = this.#context.now();
    const atMs = this.#heardAtMs - frame.ageMs;
    this.#meter.add({ atMs, mediaMs: frame.mediaMs, presented: frame.presented });
    this.#learnStartUp();
    if (this.#revealed) this.#slot.dropHeldPicture();
  }

  /** Where the film's zero fell, once enough frames have come that a late one does not count. */
  #learnStartUp(): void {
    const nowMs = this.#context.now();
    if (this.#playCalledAtMs === undefined || this.#meter.steps < 6) return;
    this.#parts.startUp.add(nowMs - (this.#meter.mediaMsAt(nowMs) ?? 0) - this.#playCalledAtMs);
    this.#playCalledAtMs = undefined;
  }

  #onEnded(): void {
    const { duration } = this.#video;
    const reachedMs = this.#meter.last?.mediaMs ?? 0;
    const missingMs = duration * 1000 - reachedMs;
    this.#ended = true;
    const detail = `its data end ${Math.round(missingMs)} ms before its end`;
    if (missingMs <= 1_000) this.#ending.end('end');
    else this.#fail(new SpotError('corrupt', this.#spot.key, detail));
  }

  /** A reload against a stall that fails is the stall's end, which the watchdog's last step tells. */
  #onError(): void {
    if (this.#video.error && !this.#watchdog.curing) this.#fail(spotErrorOf(this.#video, this.#spot.key));
  }

  #fail(failed: SpotError): void {
    clearInterval(this.#watching);
    this.#ending.end({ failed });
  }

  #look(): void {
    const nowMs = this.#context.now();
    const step = this.#watchdog.look({
      nowMs,
      lastFrameAtMs: this.#meter.last?.atMs ?? nowMs,
      freezeAfterMs: this.#meter.freezeAfterMs,
      framesDue: this.#context.visible() && !this.#ended,
    });
    if (step) this.#cure(step);
  }

  #cure(recovery: WatchdogStep): void {
    const positionMs = Math.max(0, this.#video.currentTime * 1000);
    const what = this.#video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA ? 'stalled' : 'frozen';
    const detail = `no new frame at ${Math.round(positionMs)} ms of the film`;
    this.#context.fault({ what, spot: this.#spot.key, detail, recovery });
    this.#meter.interrupt();
    if (recovery === 'seek') this.#nudge(positionMs);
    else if (recovery === 'reload') this.#reload(positionMs);
    else this.#fail(new SpotError(what === 'stalled' ? 'network' : 'frozen', this.#spot.key, detail));
  }

  #nudge(positionMs: number): void {
    this.#slot.holdPicture();
    this.#video.currentTime = positionMs / 1000 + 0.05;
    if (this.#video.paused) this.#resume();
  }

  #reload(positionMs: number): void {
    this.#slot.holdPicture();
    this.#parts.source.attach(this.#video, positionMs).then(
      () => this.#resume(),
      () => {},
    );
  }

  /** A refusal here needs no word of its own: the watchdog's next step follows. */
  #resume(): void {
    this.#video.play().catch(() => {});
  }

  remainingMs(): number | undefined {
    if (this.#ended) return 0;
    const { duration, currentTime } = this.#video;
    if (!Number.isFinite(duration)) return undefined;
    const positionMs = this.#meter.mediaMsAt(this.#context.now());
    return Math.max(0, duration * 1000 - (positionMs ?? currentTime * 1000));
  }

  isOver(): boolean {
    const { last, periodMs } = this.#meter;
    const nowMs = this.#context.now();
    if (this.#final || last === undefined) return true;
    const isLast = this.#video.duration * 1000 - last.mediaMs < 1.5 * periodMs;
    // Presented is earlier than painted: a frame the page heard of late must still have been painted once.
    const stoodMs = nowMs - this.#heardAtMs;
    const hadItsTime = stoodMs >= 0.75 * periodMs || (stoodMs > 10 && nowMs - last.atMs >= 1.4 * periodMs);
    return isLast ? hadItsTime : this.#ended && stoodMs > 2 * periodMs;
  }

  properUntilMs(): number {
    return this.#meter.properUntilMs(this.#context.now());
  }

  measure(): Airing {
    return this.#final ?? this.#measureAt(this.#context.now());
  }

  #measureAt(nowMs: number): Airing {
    if (!this.#revealed) return { airtimeMs: 0, framesShown: 0, framesDropped: 0, complete: false };
    return {
      airtimeMs: this.#meter.airtimeMs(nowMs),
      framesShown: this.#meter.shown,
      framesDropped: Math.max(0, this.#dropped() - this.#droppedBefore),
      complete: this.#ended || (this.remainingMs() ?? Number.POSITIVE_INFINITY) < 2 * this.#meter.periodMs,
    };
  }

  #dropped(): number {
    return this.#video.getVideoPlaybackQuality?.().droppedVideoFrames ?? 0;
  }

  leave(atMs: number): void {
    this.#final ??= this.#measureAt(atMs);
    this.#video.pause();
    this.#ending.end('end');
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.leave(this.#context.now());
    clearInterval(this.#watching);
    for (const stop of this.#listeners) stop();
    this.#parts.source.onError = undefined;
    this.#parts.source.detach(this.#video);
    this.#parts.deck.giveBack(this.#slot);
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotAllowedError';
}
