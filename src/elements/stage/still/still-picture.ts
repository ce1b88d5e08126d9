import type { Airing } from '../../../core/ports/stage.ts';
import { endingSwitch, type Picture, type PictureEnd, type StageContext } from '../picture.ts';
import { nextFrame } from '../waiting.ts';
import { PulseMeter } from './pulse-meter.ts';

const pulseEveryMs = 250;

/** What a still needs of its content: an image, a slogan, a web page. */
export interface StillContent {
  readonly layer: HTMLElement;
  /** Its entrance begins. */
  reveal?(): void;
  release?(): void;
}

/** A picture that ends by the clock. Its airtime is proven by the page's animation frames, a few times a second. */
export class StillPicture implements Picture {
  readonly layer: HTMLElement;
  readonly startUpMs = 0;
  readonly #content: StillContent;
  readonly #durationMs: number;
  readonly #context: StageContext;
  readonly #ending = endingSwitch();
  #meter: PulseMeter | undefined;
  #endsAtMs = Number.POSITIVE_INFINITY;
  #final: Airing | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #released = false;

  constructor(content: StillContent, durationMs: number, context: StageContext) {
    this.layer = content.layer;
    this.#content = content;
    this.#durationMs = durationMs;
    this.#context = context;
  }

  get ending(): Promise<PictureEnd> {
    return this.#ending.promise;
  }

  /** One frame under cover, so that rasterising it costs nothing at the boundary. */
  async start(): Promise<void> {
    this.layer.classList.add('starting');
    await nextFrame();
  }

  reveal(atMs: number): void {
    this.#meter = new PulseMeter(atMs);
    this.#endsAtMs = atMs + this.#durationMs;
    this.#content.reveal?.();
    this.#schedulePulse();
  }

  #schedulePulse(): void {
    const untilEndMs = this.#endsAtMs - this.#context.now();
    const waitMs = untilEndMs > 0 ? Math.min(pulseEveryMs, untilEndMs) : pulseEveryMs;
    this.#timer = setTimeout(() => requestAnimationFrame(() => this.#pulse()), waitMs);
  }

  #pulse(): void {
    if (this.#final) return;
    const nowMs = this.#context.now();
    if (this.#context.visible()) this.#meter?.pulse(nowMs);
    else this.#meter?.interrupt(nowMs);
    if (nowMs >= this.#endsAtMs) this.#ending.end('end');
    this.#schedulePulse();
  }

  remainingMs(): number | undefined {
    return Math.max(0, this.#endsAtMs - this.#context.now());
  }

  isOver(): boolean {
    return this.#context.now() >= this.#endsAtMs;
  }

  properUntilMs(): number {
    return this.#context.now();
  }

  measure(): Airing {
    return this.#final ?? this.#airing();
  }

  #airing(): Airing {
    return { airtimeMs: this.#meter?.airtimeMs ?? 0, complete: this.isOver() };
  }

  setVolume(): void {}

  leave(atMs: number): void {
    if (this.#final) return;
    if (this.#context.visible()) this.#meter?.pulse(atMs);
    this.#final = { ...this.#airing(), complete: atMs >= this.#endsAtMs };
    clearTimeout(this.#timer);
    this.#ending.end('end');
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.leave(this.#context.now());
    this.#content.release?.();
    this.layer.remove();
  }
}
