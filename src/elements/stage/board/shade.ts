/** How displays and sender cards turn a code value into light: luminance = value ^ gamma. */
const gamma = 2.2;
const settleMs = 5_000;

/** A veil of black over the picture that takes away light; none at full brightness, so that it costs nothing by day. */
export class Shade {
  readonly #veil = document.createElement('div');
  readonly #frame: HTMLElement;
  #brightness = 1;

  constructor(frame: HTMLElement) {
    this.#frame = frame;
    this.#veil.className = 'shade';
  }

  /** Share of the full luminance that is left; reached slowly, unless it is the first. */
  set brightness(brightness: number) {
    if (brightness === this.#brightness) return;
    this.#brightness = brightness;
    const veiled = 1 - brightness ** (1 / gamma);
    const moving = this.#veil.isConnected ? `transition: opacity ${settleMs}ms linear;` : '';
    this.#veil.style.cssText = `position: absolute; left: 0; top: 0; width: 100%; height: 100%; z-index: 6;
      background: #000; pointer-events: none; ${moving} opacity: ${veiled}`;
    if (!this.#veil.isConnected) this.#frame.append(this.#veil);
  }

  remove(): void {
    this.#veil.remove();
  }
}
