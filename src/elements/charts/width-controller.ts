import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Fallback until the element has been laid out. */
const usualPx = 640;
const leastPx = 240;

/** How wide a chart may be: its own element's width in CSS pixels, never less than can be read. */
export class WidthController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #px = usualPx;

  // In the next frame: a change of height within the observer's own turn would be reported as an endless loop.
  readonly #observer = new ResizeObserver(([entry]) => {
    const px = Math.max(leastPx, Math.round(entry?.contentRect.width ?? usualPx));
    requestAnimationFrame(() => this.#set(px));
  });

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  get px(): number {
    return this.#px;
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #set(px: number): void {
    if (px === this.#px) return;
    this.#px = px;
    this.#host.requestUpdate();
  }
}
