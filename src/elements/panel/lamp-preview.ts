/** Device pixels from lamp to lamp at least: with fewer a dot is no dot. */
const leastPitchPx = 4;
/** Radius of a lamp in parts of the pitch. */
const lampRadius = 0.42;
const redrawMs = 200;

/**
 * The picture of a board as its lamps would show it: a round dot for each pixel, live. `source` gives the picture at the
 * board's own size; undefined while there is none.
 */
export class LampPreview extends HTMLElement {
  source: () => HTMLCanvasElement | undefined = () => undefined;
  readonly #canvas = document.createElement('canvas');
  #drawing: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.style.cssText = 'display: block; overflow: auto; background: #101010; line-height: 0';
    this.append(this.#canvas);
    this.#drawing = setInterval(() => this.#draw(), redrawMs);
    this.#draw();
  }

  disconnectedCallback(): void {
    clearInterval(this.#drawing);
  }

  #draw(): void {
    const picture = this.source();
    this.#canvas.hidden = !picture;
    if (picture) drawLamps(this.#canvas, picture, this.clientWidth * devicePixelRatio);
  }
}

customElements.define('changming-lamp-preview', LampPreview);

/** Draws `picture` onto `canvas` lamp by lamp, as wide as `widthPx` device pixels where the lamps stay large enough. */
export function drawLamps(canvas: HTMLCanvasElement, picture: HTMLCanvasElement, widthPx: number): void {
  const pitchPx = Math.max(leastPitchPx, Math.floor(widthPx / picture.width));
  const [width, height] = [picture.width * pitchPx, picture.height * pitchPx];
  Object.assign(canvas, { width, height });
  canvas.style.width = `${width / devicePixelRatio}px`;
  const context = canvas.getContext('2d');
  const dot = lamp(pitchPx);
  if (!context || !dot) return;
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, 0, 0, width, height);
  context.globalCompositeOperation = 'destination-in';
  context.fillStyle = context.createPattern(dot, 'repeat') ?? '#fff';
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = 'source-over';
}

function lamp(pitchPx: number): HTMLCanvasElement | undefined {
  const dot = document.createElement('canvas');
  dot.width = pitchPx;
  dot.height = pitchPx;
  const context = dot.getContext('2d');
  if (!context) return undefined;
  context.arc(pitchPx / 2, pitchPx / 2, pitchPx * lampRadius, 0, 2 * Math.PI);
  context.fill();
  return dot;
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-lamp-preview': LampPreview;
  }
}
