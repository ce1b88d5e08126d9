type HeldBy = 'corner' | 'key';
type PanelOpenDetail = { readonly by: HeldBy | 'key-chord' };

const corners = ['top left', 'top right', 'bottom left', 'bottom right'] as const;
/** Ctrl+Alt+C: taken neither by browsers and desktops nor, as Ctrl+Alt+O and P are, by what is common on Chinese PCs. */
const chordCode = 'KeyC';
const heldKeys = ['Enter', 'ContextMenu'];
const tremblingPx = 24;

const cornerAreas = corners.map((corner) => `<i class="${corner}"></i>`).join('');
const ring = `<svg class="ring" viewBox="0 0 96 96" aria-hidden="true">
  <circle class="track" cx="48" cy="48" r="40" /><circle class="grow" cx="48" cy="48" r="40" />
</svg>`;
const style = `i {
  position: fixed;
  width: min(96px, 25vmin);
  height: min(96px, 25vmin);
  touch-action: none;
  user-select: none;
  -webkit-touch-callout: none;
}
.top {
  top: 0;
}
.bottom {
  bottom: 0;
}
.left {
  left: 0;
}
.right {
  right: 0;
}
.ring {
  position: fixed;
  width: 96px;
  height: 96px;
  margin: -48px;
  pointer-events: none;
  fill: none;
  stroke-width: 8;
}
.track {
  stroke: rgba(0, 0, 0, 0.6);
  stroke-width: 12;
}
.grow {
  stroke: #fff;
  stroke-dasharray: 251;
  animation: grow var(--hold) linear both;
  transform: rotate(-90deg);
  transform-origin: center;
}
@keyframes grow {
  from {
    stroke-dashoffset: 251;
  }
  to {
    stroke-dashoffset: 0;
  }
}`;

/**
 * Lies over the picture, unseen, and waits for an operator: a corner held for 1.2 s by touch or mouse (a ring grows
 * meanwhile), the OK/Enter or menu key of a remote control held as long, or Ctrl+Alt+C. Fires `panel-open`.
 * Plain, not Lit, and small, because it is there from the first picture on. Give it the page's whole area and take it
 * away while set-up or the panel is open: it listens to the keys of the whole page.
 */
export class PanelOpener extends HTMLElement {
  /** How long to hold, in milliseconds. */
  holdMs = 1200;

  readonly #ring: SVGElement;
  #held: { readonly by: HeldBy; readonly x: number; readonly y: number } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = `<style>${style}</style>${cornerAreas}${ring}`;
    this.#ring = root.querySelector('svg') as SVGElement;
    for (const corner of root.querySelectorAll('i')) this.#listenAt(corner);
    this.#ring.remove();
  }

  connectedCallback(): void {
    window.addEventListener('keydown', this.#onKeyDown);
    window.addEventListener('keyup', this.#release);
    window.addEventListener('blur', this.#release);
  }

  disconnectedCallback(): void {
    window.removeEventListener('keydown', this.#onKeyDown);
    window.removeEventListener('keyup', this.#release);
    window.removeEventListener('blur', this.#release);
    this.#release();
  }

  #listenAt(corner: HTMLElement): void {
    corner.addEventListener('pointerdown', this.#onPointerDown);
    corner.addEventListener('pointermove', this.#onPointerMove);
    corner.addEventListener('pointerup', this.#release);
    corner.addEventListener('pointercancel', this.#release);
    corner.addEventListener('contextmenu', (event) => event.preventDefault());
  }

  #onPointerDown = (event: PointerEvent): void => {
    if (!event.isPrimary || event.button !== 0) return;
    // A picture that is dragged or selected would cancel the pointer.
    event.preventDefault();
    this.#hold('corner', event.clientX, event.clientY);
  };

  #onPointerMove = (event: PointerEvent): void => {
    if (this.#held?.by !== 'corner') return;
    const { x, y } = this.#held;
    if (Math.hypot(event.clientX - x, event.clientY - y) > tremblingPx) this.#release();
  };

  #onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey && event.altKey && event.code === chordCode) {
      event.preventDefault();
      this.#open('key-chord');
    } else if (heldKeys.includes(event.key) && !event.repeat) {
      this.#hold('key', window.innerWidth / 2, window.innerHeight / 2);
    }
  };

  #hold(by: HeldBy, x: number, y: number): void {
    this.#release();
    this.#held = { by, x, y };
    this.#timer = setTimeout(() => this.#open(by), this.holdMs);
    this.#ring.style.cssText = `left: ${inside(x)}; top: ${inside(y)}; --hold: ${this.holdMs}ms`;
    this.shadowRoot?.append(this.#ring);
  }

  #release = (): void => {
    clearTimeout(this.#timer);
    this.#held = undefined;
    this.#ring.remove();
  };

  #open(by: PanelOpenDetail['by']): void {
    this.#release();
    const detail: PanelOpenDetail = { by };
    this.dispatchEvent(new CustomEvent('panel-open', { detail, bubbles: true, composed: true }));
  }
}

customElements.define('changming-panel-opener', PanelOpener);

/** A ring at the very corner would be half out of sight. */
function inside(px: number): string {
  return `clamp(48px, ${px}px, calc(100% - 48px))`;
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-panel-opener': PanelOpener;
  }
  interface HTMLElementEventMap {
    'panel-open': CustomEvent<PanelOpenDetail>;
  }
}
