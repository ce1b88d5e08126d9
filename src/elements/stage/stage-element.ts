import type { ProgrammeSpot } from '../../core/playlist/programme-spot.ts';
import {
  type PreparedSpot,
  SpotError,
  type SpotOnView,
  type Stage,
  type StageFault,
} from '../../core/ports/stage.ts';
import type { RotationDegrees } from '../../core/screen/screen-settings.ts';
import type { Language } from '../language.ts';
import type { Board, PictureWishes } from './board/board.ts';
import type { Picture, StageContext } from './picture.ts';
import { type PictureMakers, preparePicture } from './prepare-picture.ts';
import { slate } from './slate.ts';
import { qrCornerPx } from './slogan/regions.ts';
import { spotOnView } from './spot-on-view.ts';
import { stageStyle } from './stage-style.ts';
import { StartUpTimes } from './video/start-up.ts';
import { VideoDeck } from './video/video-deck.ts';
import { nextFrame, pause, reasonOf, unlessAborted } from './waiting.ts';

/** Room for a page that is busy when it should call `show()`. */
const slackMs = 150;
/** A spot that ends by itself within this time and the start-up is let end; one with more left is cut. */
const letEndMs = 500;
/** A film that is late with its last frame is waited for no longer than this. */
const overdueMs = 120;

/** Plain, not Lit: it has no template to render, and it is part of the first picture. */
export class ChangmingStage extends HTMLElement implements Stage {
  /** Monotonic time; the player hands in its clock. */
  clock: { monotonicMs(): number } = { monotonicMs: () => performance.now() };
  /** Languages of the slogans, the first one large. */
  languages: readonly Language[] = ['zh-CN', 'en'];
  onFault: ((fault: StageFault) => void) | undefined;
  /** Slogans set from now on leave the upper right corner to the QR code of the live code. */
  leavesQrCorner = false;

  /** What boards of lamps and roadside screens need; it is loaded for them only. */
  board: Promise<Board | undefined> = Promise.resolve(undefined);

  /** Makes the pictures that no playlist has; undefined for every other spot. */
  guest: ((spot: ProgrammeSpot, context: StageContext) => Promise<Picture> | undefined) | undefined;

  readonly #frame = document.createElement('div');
  readonly #makers: PictureMakers;
  readonly #pictures = new WeakMap<PreparedSpot, Picture>();
  readonly #resizing = new ResizeObserver(() => this.#fitFrame());
  #wishes: PictureWishes | undefined;
  #board: Board | undefined;
  #turnDegrees: RotationDegrees = 0;
  #overlay: HTMLElement | undefined;
  #volume = 0;
  #duck = 1;
  #soundRefused = false;
  /** Aborted when another spot is prepared instead. */
  #preparing = new AbortController();
  /** Resolves when no change of picture is under way. */
  #settled: Promise<void> = Promise.resolve();
  #prepared: Picture | undefined;
  #onView: Picture | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = stageStyle;
    this.#frame.className = 'frame';
    const deck = new VideoDeck();
    this.#frame.append(slate(), ...deck.slots.map((slot) => slot.layer));
    root.append(style, this.#frame);
    const slogan = {
      size: () => this.#size(),
      languages: () => this.languages,
      takenPx: () => (this.leavesQrCorner ? qrCornerPx(this.#size()) : 0),
    };
    const context = this.#context();
    this.#makers = { deck, startUp: new StartUpTimes(), slogan, frame: this.#frame, context };
  }

  connectedCallback(): void {
    this.#resizing.observe(this);
    this.#fitFrame();
  }

  disconnectedCallback(): void {
    this.#resizing.disconnect();
  }

  #context(): StageContext {
    return {
      now: () => this.clock.monotonicMs(),
      visible: () => document.visibilityState === 'visible',
      volume: () => this.#volume * this.#duck,
      soundRefused: (spot) => this.#refuseSound(spot),
      soundAllowed: () => {
        this.#soundRefused = false;
      },
      fault: (fault) => this.onFault?.(fault),
    };
  }

  /**
   * How a programme wants its picture; holds for what is prepared from now on. A canvas without a place gives the
   * picture its proportions; without a canvas it fills the element.
   */
  setUp(wishes: PictureWishes): void {
    const { canvas, roadside, dimming, area } = wishes;
    this.#wishes = wishes;
    this.board =
      canvas?.x !== undefined || roadside || dimming || area
        ? import('./board/board.ts').then(
            ({ Board }) => this.#use(wishes, () => new Board(this, this.#frame, wishes)),
            () => undefined,
          )
        : Promise.resolve(this.#use(wishes, () => undefined));
    this.#fitFrame();
  }

  #use(wishes: PictureWishes, make: () => Board | undefined): Board | undefined {
    if (wishes !== this.#wishes) return this.#board;
    this.#board?.release();
    this.#board = make();
    this.#fitFrame();
    return this.#board;
  }

  /** By how much this element is turned clockwise: an exact rectangle on the desktop stays where it is. */
  get turnDegrees(): RotationDegrees {
    return this.#turnDegrees;
  }

  set turnDegrees(degrees: RotationDegrees) {
    this.#turnDegrees = degrees;
    this.#fitFrame();
  }

  /** Stands over every picture, in its area and turned with it; it takes no part in what plays. */
  get overlay(): HTMLElement | undefined {
    return this.#overlay;
  }

  set overlay(overlay: HTMLElement | undefined) {
    if (overlay === this.#overlay) return;
    this.#overlay?.remove();
    this.#overlay = overlay;
    overlay?.classList.add('overlay');
    if (overlay) this.#frame.append(overlay);
  }

  get volume(): number {
    return this.#volume;
  }

  set volume(volume: number) {
    this.#volume = Math.min(1, Math.max(0, volume));
    // What was refused once may be granted now; a film on view, or the next one, tries it.
    this.#soundRefused = false;
    this.#onView?.setVolume(this.#volume * this.#duck);
  }

  /** Share of the volume that is left while something is said over the picture, 0 to 1. */
  set duck(share: number) {
    this.#duck = share;
    // A film that goes on muted, as the browser wants it, has nothing to lower; trying would pause it.
    if (!this.#soundRefused) this.#onView?.setVolume(this.#volume * share);
  }

  get soundRefused(): boolean {
    return this.#soundRefused;
  }

  #refuseSound(spot: string): void {
    if (this.#soundRefused) return;
    this.#soundRefused = true;
    const detail = 'the browser allows sound only after a touch or a key';
    this.onFault?.({ what: 'sound-refused', spot, detail, recovery: 'mute' });
  }

  async prepare(spot: ProgrammeSpot, signal: AbortSignal): Promise<PreparedSpot> {
    this.#preparing.abort();
    this.#preparing = new AbortController();
    const own = this.#preparing;
    const onAbort = () => own.abort(reasonOf(signal));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    own.signal.addEventListener('abort', () => signal.removeEventListener('abort', onAbort), { once: true });
    this.#dropPrepared();
    // With two video elements there is room again only when the picture before has been cleared away.
    await unlessAborted(this.#settled, own.signal);
    const make = (await this.board)?.prepare ?? preparePicture;
    const picture = await (this.guest?.(spot, this.#makers.context) ?? make(spot, this.#makers, own.signal));
    return this.#keep(spot, picture, own.signal);
  }

  #keep(spot: ProgrammeSpot, picture: Picture, signal: AbortSignal): PreparedSpot {
    if (signal.aborted) {
      picture.release();
      throw reasonOf(signal);
    }
    this.#prepared = picture;
    // Moving an element that is there already would stop its film or load its page again.
    if (picture.layer.parentNode !== this.#frame) this.#frame.append(picture.layer);
    signal.addEventListener('abort', () => this.#prepared === picture && this.#dropPrepared(), {
      once: true,
    });
    const prepared = { spot, startUpMs: picture.startUpMs + slackMs };
    this.#pictures.set(prepared, picture);
    return prepared;
  }

  #dropPrepared(): void {
    this.#prepared?.release();
    this.#prepared = undefined;
  }

  async show(prepared: PreparedSpot): Promise<SpotOnView> {
    const next = this.#pictures.get(prepared);
    if (!next || next !== this.#prepared)
      throw new SpotError('timeout', prepared.spot.key, 'it was released before it was shown');
    this.#prepared = undefined;
    const change = this.#change(prepared, next);
    this.#settled = change.then(
      ({ cleared }) => cleared,
      () => {},
    );
    return (await change).onView;
  }

  async #change(
    prepared: PreparedSpot,
    next: Picture,
  ): Promise<{ onView: SpotOnView; cleared: Promise<void> }> {
    try {
      await this.#untilStart(next.startUpMs);
      await next.start();
      await this.#untilOver();
    } catch (error) {
      next.layer.classList.remove('starting');
      next.release();
      throw error;
    }
    return this.#reveal(prepared, next);
  }

  /** Waits until the picture on view has just the start-up time left, if it ends by itself soon. */
  async #untilStart(startUpMs: number): Promise<void> {
    const remainingMs = this.#onView?.remainingMs();
    if (remainingMs === undefined || remainingMs > startUpMs + slackMs + letEndMs) return;
    if (remainingMs > startUpMs) await pause(remainingMs - startUpMs);
  }

  /** Lets the last frame have its time, but waits for a late one no longer than is worth it. */
  async #untilOver(): Promise<void> {
    const remainingMs = this.#onView?.remainingMs();
    if (remainingMs === undefined || remainingMs > letEndMs) return;
    const latestMs = this.clock.monotonicMs() + remainingMs + overdueMs;
    while (!this.#onView?.isOver() && this.clock.monotonicMs() < latestMs) await nextFrame();
  }

  #reveal(prepared: PreparedSpot, next: Picture): { onView: SpotOnView; cleared: Promise<void> } {
    const before = this.#onView;
    const shownAtMs = this.clock.monotonicMs();
    const gapMs = before ? Math.max(0, shownAtMs - before.properUntilMs()) : 0;
    next.layer.classList.add('on-view', 'arriving');
    before?.leave(shownAtMs);
    next.reveal(shownAtMs);
    this.#onView = next;
    const onView = spotOnView(prepared.spot, next, shownAtMs, gapMs);
    return { onView, cleared: this.#clearAway(before, next, this.#board?.arrive(next.layer)) };
  }

  /** The picture before goes once the new one has surely been composited over it. */
  async #clearAway(
    before: Picture | undefined,
    next: Picture,
    arrived: Promise<void> | undefined,
  ): Promise<void> {
    await nextFrame();
    await nextFrame();
    await arrived;
    before?.layer.classList.remove('on-view', 'starting');
    before?.release();
    next.layer.classList.remove('arriving', 'starting');
  }

  rest(): void {
    this.#onView?.layer.classList.remove('on-view', 'starting', 'arriving');
    this.#onView?.release();
    this.#onView = undefined;
  }

  /** Of the picture, in CSS pixels of the stage. */
  get size(): { width: number; height: number } {
    return this.#size();
  }

  #size(): { width: number; height: number } {
    return { width: this.#frame.clientWidth, height: this.#frame.clientHeight };
  }

  #fitFrame(): void {
    if (this.#board?.place()) return;
    const { clientWidth, clientHeight } = this;
    const { width, height } = this.#wishes?.canvas ?? { width: clientWidth, height: clientHeight };
    const scale = Math.min(clientWidth / width, clientHeight / height) || 0;
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    const place = { left: (clientWidth - w) / 2, top: (clientHeight - h) / 2, width: w, height: h };
    for (const [name, px] of Object.entries(place))
      this.#frame.style.setProperty(name, `${Math.floor(px)}px`);
  }
}

customElements.define('changming-stage', ChangmingStage);

declare global {
  interface HTMLElementTagNameMap {
    'changming-stage': ChangmingStage;
  }
}
