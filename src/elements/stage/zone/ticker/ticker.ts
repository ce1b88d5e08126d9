import { throwIfAborted } from '../../../../core/abort.ts';
import type { Canvas } from '../../../../core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../../../core/playlist/programme-spot.ts';
import {
  type Airing,
  type PreparedSpot,
  SpotError,
  type SpotOnView,
  type Stage,
} from '../../../../core/ports/stage.ts';
import { Belt } from '../../../../core/zones/belt.ts';
import { tickerWords } from '../../../../core/zones/ticker-words.ts';
import type { Language } from '../../../language.ts';
import { PulseMeter } from '../../still/pulse-meter.ts';
import { pause, unlessAborted } from '../../waiting.ts';
import { FrameRate } from './frame-rate.ts';
import { type Direction, Strip } from './strip.ts';
import { type Setting, type TypeSetter, typeSetter } from './type-setting.ts';

export interface TickerOptions {
  readonly direction: Direction;
  /** Device pixels by which every frame moves the text. */
  readonly stepPx: number;
  /** Of a board whose text is set lamp by lamp. */
  readonly canvas?: Canvas;
  readonly language: Language;
}

/** How long before the end of a text the next one is to be laid behind it. */
const leadMs = 500;
/** A text that has more left than this when the next one is due is cut. */
const letEndMs = 500;
const lookAgainMs = 250;

/** What came onto the belt, and what was seen of it. */
class Pass {
  readonly strip: Strip;
  readonly entered: Promise<void>;
  enter: () => void = () => {};
  shownAtMs = 0;
  meter: PulseMeter | undefined;
  frames = 0;
  dropped = 0;
  over = false;
  /** When nothing of it was in view any more, though nothing had followed it. */
  leftAtMs: number | undefined;

  constructor(strip: Strip) {
    this.strip = strip;
    this.entered = new Promise((resolve) => {
      this.enter = resolve;
    });
  }
}

/**
 * A stage whose pictures are texts that run past a window, one behind the other. A play is the time from the frame in
 * which the first column of a text comes in to the one in which that of the next does: its length and the mark's.
 * Everything is drawn on one canvas of device pixels, moved by a whole number of them in every frame of the page.
 */
export class Ticker implements Stage {
  readonly canvas = document.createElement('canvas');
  volume = 0;
  readonly soundRefused = false;
  onFault: Stage['onFault'];
  /** Called after each frame is drawn, with how far the belt has run. */
  onFrame: ((positionPx: number, atMs: number) => void) | undefined;
  readonly rate = new FrameRate();
  readonly #options: TickerOptions;
  readonly #settings = new WeakMap<PreparedSpot, Setting>();
  #setter: { readonly acrossPx: number; readonly made: Promise<TypeSetter> } | undefined;
  #background = '#000';
  #belt: Belt<Strip>;
  #passes: Pass[] = [];
  #current: Pass | undefined;
  #frame: number | undefined;

  constructor(options: TickerOptions) {
    this.#options = options;
    this.#belt = new Belt(options.stepPx);
    this.canvas.className = 'ticker';
  }

  /** Whole device pixels. What runs already keeps its size until it has left. */
  resize(width: number, height: number): void {
    if (this.canvas.width === width && this.canvas.height === height) return;
    Object.assign(this.canvas, { width, height });
    this.#draw();
  }

  /** How long a pass of a spot takes, at the rate at which this display shows frames. */
  async passMs(spot: ProgrammeSpot): Promise<number> {
    const { lengthPx } = await this.#set(spot);
    return Math.ceil((lengthPx / this.#options.stepPx) * this.rate.periodMs);
  }

  /** Resolves when it is known how often this display shows a frame. */
  async learnRate(): Promise<void> {
    while (!this.rate.isKnown)
      await new Promise<void>((resolve) =>
        requestAnimationFrame((atMs) => {
          this.rate.frame(atMs);
          resolve();
        }),
      );
  }

  async prepare(spot: ProgrammeSpot, signal: AbortSignal): Promise<PreparedSpot> {
    const setting = await this.#set(spot);
    throwIfAborted(signal);
    const prepared = { spot, startUpMs: leadMs };
    this.#settings.set(prepared, setting);
    return prepared;
  }

  async #set(spot: ProgrammeSpot): Promise<Setting> {
    const definition = spot.spot;
    if (definition.kind !== 'slogan')
      throw new SpotError('unsupported', spot.key, 'only the words of slogans run in a ticker');
    const { set, background } = await this.#typeSetter();
    this.#background = background;
    return set(tickerWords(definition, this.#options.language), definition.theme);
  }

  #typeSetter(): Promise<TypeSetter> {
    const { direction, canvas } = this.#options;
    const acrossPx = this.#acrossPx;
    if (this.#setter?.acrossPx !== acrossPx)
      this.#setter = { acrossPx, made: typeSetter(direction, acrossPx, canvas) };
    return this.#setter.made;
  }

  /** Lays the text behind the last one; resolves when its first column is in view. */
  async show(prepared: PreparedSpot): Promise<SpotOnView> {
    const setting = this.#settings.get(prepared);
    if (!setting) throw new SpotError('timeout', prepared.spot.key, 'it was not prepared here');
    const before = this.#current;
    if (before && this.#leftMs(before) > leadMs + letEndMs) this.#clear();
    const { direction } = this.#options;
    const { lengthPx, paint } = setting;
    const place = { direction, fromPx: this.#belt.joinPx, lengthPx };
    const pass = new Pass(new Strip(place, this.#acrossPx, paint));
    this.#passes.push(pass);
    this.#belt.lay(pass.strip);
    this.#frame ??= requestAnimationFrame((atMs) => this.#run(atMs));
    await pass.entered;
    return this.#onView(prepared.spot, pass, pass.shownAtMs - (before?.leftAtMs ?? pass.shownAtMs));
  }

  rest(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    if (this.#current) this.#current.over = true;
    this.#current = undefined;
    this.#clear();
    this.#draw();
  }

  /** A text that is cut goes at once, and those behind it. */
  #clear(): void {
    this.#passes = [];
    this.#belt = new Belt(this.#options.stepPx);
  }

  get #acrossPx(): number {
    return this.#options.direction === 'left' ? this.canvas.height : this.canvas.width;
  }

  get #windowPx(): number {
    return this.#options.direction === 'left' ? this.canvas.width : this.canvas.height;
  }

  #run(frameAtMs: number): void {
    this.#frame = requestAnimationFrame((atMs) => this.#run(atMs));
    const dropped = this.rate.frame(frameAtMs);
    const gone = this.#belt.advance(this.#windowPx);
    if (gone.length > 0) this.#passes = this.#passes.filter(({ strip }) => !gone.includes(strip));
    const nowMs = performance.now();
    this.#changeOver(nowMs);
    this.#count(nowMs, dropped);
    this.#draw();
    this.onFrame?.(this.#belt.positionPx, frameAtMs);
  }

  /** The text whose first column came in last is the one that plays. */
  #changeOver(nowMs: number): void {
    for (const pass of this.#passes) {
      if (pass.shownAtMs > 0 || !this.#belt.hasEntered(pass.strip)) continue;
      if (this.#current) {
        this.#current.meter?.pulse(nowMs);
        this.#current.over = true;
      }
      pass.shownAtMs = nowMs;
      pass.meter = new PulseMeter(nowMs);
      this.#current = pass;
      pass.enter();
    }
  }

  #count(nowMs: number, dropped: number): void {
    const pass = this.#current;
    if (!pass) return;
    const isInView = this.#passes.includes(pass);
    if (!isInView) pass.leftAtMs ??= nowMs;
    if (isInView && document.visibilityState === 'visible') pass.meter?.pulse(nowMs);
    else pass.meter?.interrupt(nowMs);
    pass.frames += 1;
    pass.dropped += dropped;
  }

  #draw(): void {
    const context = this.canvas.getContext('2d', { alpha: false });
    if (!context) return;
    context.fillStyle = this.#background;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const windowPx = this.#windowPx;
    for (const strip of this.#belt.strips) strip.draw(context, this.#belt.placeOf(strip, windowPx), windowPx);
  }

  #onView(spot: ProgrammeSpot, pass: Pass, gapMs: number): SpotOnView {
    return {
      spot,
      shownAtMs: pass.shownAtMs,
      gapMs,
      nearEnd: async (leadMs, signal) => {
        while (!pass.over) {
          const leftMs = this.#leftMs(pass) - leadMs;
          if (leftMs <= 0) break;
          await unlessAborted(pause(Math.min(leftMs, lookAgainMs), signal), signal);
        }
        return 'near-end';
      },
      measure: () => this.#measure(pass),
    };
  }

  #leftMs(pass: Pass): number {
    return this.#belt.framesLeft(pass.strip) * this.rate.periodMs;
  }

  #measure({ strip, meter, frames, dropped, over }: Pass): Airing {
    return {
      airtimeMs: meter?.airtimeMs ?? 0,
      framesShown: frames,
      framesDropped: dropped,
      complete: over || this.#belt.framesLeft(strip) === 0,
    };
  }
}
