import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';

type HeldBy = 'corner' | 'key';
type PanelOpenDetail = { readonly by: HeldBy | 'key-chord' };

const corners = ['top left', 'top right', 'bottom left', 'bottom right'] as const;
/** Ctrl+Alt+C: taken neither by browsers and desktops nor, as Ctrl+Alt+O and P are, by what is common on Chinese PCs. */
const chordCode = 'KeyC';
const heldKeys = ['Enter', 'ContextMenu'];
const tremblingPx = 24;

/**
 * Lies over the picture, unseen, and waits for an operator: a corner held for 1.2 s by touch or mouse (a ring grows
 * meanwhile), the OK/Enter or menu key of a remote control held as long, or Ctrl+Alt+C. Fires `panel-open`.
 * Small, because it is there from the first picture on. Give it the page's whole area and take it away while set-up
 * or the panel is open: it listens to the keys of the whole page.
 */
@customElement('changming-panel-opener')
export class PanelOpener extends LitElement {
  static override styles = css`
    i {
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
      animation: grow linear both;
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
    }
  `;

  /** How long to hold. */
  @property({ type: Number }) holdMs = 1200;

  @state() private held: { readonly by: HeldBy; readonly x: number; readonly y: number } | undefined;

  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKeyDown);
    window.addEventListener('keyup', this.#release);
    window.addEventListener('blur', this.#release);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKeyDown);
    window.removeEventListener('keyup', this.#release);
    window.removeEventListener('blur', this.#release);
    this.#release();
  }

  protected override render(): TemplateResult {
    return html`${corners.map(
      (corner) =>
        html`<i
          class=${corner}
          @pointerdown=${this.#onPointerDown}
          @pointermove=${this.#onPointerMove}
          @pointerup=${this.#release}
          @pointercancel=${this.#release}
          @contextmenu=${(event: Event) => event.preventDefault()}
        ></i>`,
    )}${this.held ? this.#ring(this.held) : ''}`;
  }

  #ring({ x, y }: { readonly x: number; readonly y: number }): TemplateResult {
    return html`<svg class="ring" viewBox="0 0 96 96" style="left: ${inside(x)}; top: ${inside(y)}" aria-hidden="true">
      <circle class="track" cx="48" cy="48" r="40" />
      <circle class="grow" cx="48" cy="48" r="40" style="animation-duration: ${this.holdMs}ms" />
    </svg>`;
  }

  #onPointerDown = (event: PointerEvent): void => {
    if (!event.isPrimary || event.button !== 0) return;
    // A picture that is dragged or selected would cancel the pointer.
    event.preventDefault();
    this.#hold('corner', event.clientX, event.clientY);
  };

  #onPointerMove = (event: PointerEvent): void => {
    if (this.held?.by !== 'corner') return;
    const { x, y } = this.held;
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
    this.held = { by, x, y };
    this.#timer = setTimeout(() => this.#open(by), this.holdMs);
  }

  #release = (): void => {
    clearTimeout(this.#timer);
    this.held = undefined;
  };

  #open(by: PanelOpenDetail['by']): void {
    this.#release();
    const detail: PanelOpenDetail = { by };
    this.dispatchEvent(new CustomEvent('panel-open', { detail, bubbles: true, composed: true }));
  }
}

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
