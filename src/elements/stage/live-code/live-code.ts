import { liveCodeOf, qrTextOf } from '../../../core/evidence/live-code.ts';
import type { LogStanding } from '../../../core/evidence/log-standing.ts';
import { onLanguageChange, text } from '../../language.ts';
import type { qrPath } from '../../qr/qr-path.ts';
import { capShareOf, liveCodeFont } from './font.ts';
import { messages } from './messages.ts';
import { codePlace, codeSizes, modulePx, type Place, qrPlace } from './placement.ts';

const style = `
:host { position: absolute; top: 0; left: 0; width: 100%; height: 100%; pointer-events: none; contain: strict; }
div { position: absolute; will-change: transform; }
div[hidden] { display: none; }
.code { box-sizing: border-box; background: #0a1424; color: #eef3fa; font-family: ${liveCodeFont}; font-weight: 600;
  font-variant-ligatures: none; font-variant-numeric: tabular-nums; white-space: pre; text-align: center; }
.code.refused { background: #2b1a00; color: #ffd27a; }
.qr { background: #eef3fa; }
svg { display: block; width: 100%; height: 100%; fill: #0a1424; shape-rendering: crispEdges; }
`;

/**
 * The live code in a corner of the picture, on layers of its own over whatever plays. It is told what the log says and
 * when it may move; between two calls it stands still. Where the picture is too small for it, it hides.
 */
export class LiveCode extends HTMLElement {
  readonly #code = document.createElement('div');
  readonly #qr = document.createElement('div');
  readonly #resizing = new ResizeObserver(() => this.#place());
  #withQr = false;
  #standing: LogStanding = 'nothing-written';
  #moves = 0;
  #qrPath: typeof qrPath | undefined;
  #qrModules = 0;
  #stopListening = () => {};

  constructor() {
    super();
    const sheet = document.createElement('style');
    sheet.textContent = style;
    this.#code.className = 'code';
    this.#qr.className = 'qr';
    for (const plate of [this.#code, this.#qr]) plate.setAttribute('aria-hidden', 'true');
    this.attachShadow({ mode: 'open' }).append(sheet, this.#code, this.#qr);
  }

  connectedCallback(): void {
    this.setAttribute('role', 'img');
    this.#resizing.observe(this);
    this.#stopListening = onLanguageChange(() => this.#render());
    this.#render();
  }

  disconnectedCallback(): void {
    this.#resizing.disconnect();
    this.#stopListening();
  }

  /** Whether a QR code of the checkpoint stands in the upper right corner. */
  get withQr(): boolean {
    return this.#withQr;
  }

  set withQr(withQr: boolean) {
    if (withQr === this.#withQr) return;
    this.#withQr = withQr;
    this.#render();
    if (withQr) void this.#loadQr();
  }

  /** Shows what the log says from now on; nothing is painted when it says the same as before. */
  set standing(standing: LogStanding) {
    if (sameStanding(standing, this.#standing)) return;
    this.#standing = standing;
    this.#render();
  }

  /** Moves on to the next place. Call at a boundary, where everything changes anyway. */
  move(): void {
    this.#moves++;
    this.#place();
  }

  async #loadQr(): Promise<void> {
    this.#qrPath ??= (await import('../../qr/qr-path.ts')).qrPath;
    this.#render();
  }

  #render(): void {
    const say = text(messages);
    const standing = this.#standing;
    const code = typeof standing === 'string' ? undefined : liveCodeOf(standing.root);
    const refused = standing === 'not-written';
    this.#code.classList.toggle('refused', refused);
    this.#code.textContent = code ?? (refused ? say.notWritten : '– – – –');
    const name = code === undefined ? (refused ? say.notWritten : say.nothingWritten) : say.code(code);
    this.setAttribute('aria-label', name);
    this.#drawQr();
    this.#place();
  }

  #drawQr(): void {
    const standing = this.#standing;
    this.#qrModules = 0;
    this.#qr.replaceChildren();
    if (!this.#withQr || !this.#qrPath || typeof standing === 'string') return;
    const { modules, path } = this.#qrPath(qrTextOf(standing));
    this.#qrModules = modules;
    this.#qr.innerHTML = `<svg viewBox="0 0 ${modules} ${modules}"><path d="${path}" /></svg>`;
  }

  #place(): void {
    const canvas = { width: this.clientWidth, height: this.clientHeight };
    const sizes = codeSizes(canvas);
    const px = this.#qrModules > 0 ? modulePx(canvas, devicePixelRatio, this.#qrModules) : undefined;
    this.#code.hidden = !sizes;
    this.#qr.hidden = !sizes || !px;
    if (!sizes) return;
    const { capPx, paddingPx, plateHeightPx, gapPx, stepPx } = sizes;
    const at = (place: Place, fromEdgePx = gapPx) =>
      `${place.x}:${gapPx + place.dx * stepPx}px;${place.y}:${fromEdgePx + place.dy * stepPx}px;`;
    this.#code.style.cssText = `${at(codePlace(this.#moves, this.#withQr))}height:${plateHeightPx}px;
      padding:0 ${2 * paddingPx}px;border-radius:${paddingPx}px;line-height:${plateHeightPx}px;
      font-size:${Math.round(capPx / capShareOf())}px`;
    if (px) {
      const side = px * this.#qrModules;
      this.#qr.style.cssText = `${at(qrPlace(this.#moves), 0)}width:${side}px;height:${side}px`;
    }
  }
}

customElements.define('changming-live-code', LiveCode);

function sameStanding(a: LogStanding, b: LogStanding): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.size === b.size && a.origin === b.origin && a.root.every((byte, index) => byte === b.root[index]);
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-live-code': LiveCode;
  }
}
