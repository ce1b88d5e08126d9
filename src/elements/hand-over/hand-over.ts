import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controlStyles } from '../controls/control-styles.ts';
import { fire } from '../controls/fire.ts';
import { IdleCountdown } from '../controls/idle-countdown.ts';
import { text } from '../language.ts';
import { LanguageController } from '../language-controller.ts';
import { screenScale, tokens } from '../tokens/tokens.ts';
import { messages } from './messages.ts';

const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
/** What a page of another origin may post to its parent to say that somebody uses it. */
const aliveMessage = 'changming-active';
const allowed = 'allow-scripts allow-same-origin allow-forms allow-popups allow-modals allow-downloads';

/**
 * The page that the screen was handed over to, in a frame over everything, until nobody has used it for `idleMs`; the
 * last `askedMs` it asks. Fires `hand-over-return`.
 *
 * Of a page of this origin every touch and key is seen. A page of another origin keeps them to itself: there the focus
 * that goes into it counts, what it posts (`changming-active`), and the answer to the question.
 */
@customElement('changming-hand-over')
export class HandOver extends LitElement {
  static override styles = [
    tokens,
    screenScale,
    controlStyles,
    css`
      :host {
        position: fixed;
        top: 0;
        left: 0;
        width: 100%;
        height: 100%;
        z-index: 9;
        background: #0b2a5b;
      }
      iframe {
        display: block;
        width: 100%;
        height: 100%;
        border: 0;
        background: #ffffff;
      }
      .asks {
        position: absolute;
        left: 50%;
        bottom: 6%;
        display: flex;
        align-items: center;
        gap: calc(var(--cm-unit) * 3);
        width: max-content;
        max-width: 94%;
        padding: calc(var(--cm-unit) * 2) calc(var(--cm-unit) * 3);
        border-radius: calc(var(--cm-radius) * 2);
        background: #0b2a5b;
        color: #ffffff;
        font: 400 calc(var(--cm-unit) * 2.5) / 1.5 var(--cm-font);
        font-variant-numeric: tabular-nums;
        box-shadow: 0 4px 24px rgba(0, 0, 0, 0.4);
        transform: translateX(-50%);
      }
      .asks .button {
        min-height: max(64px, calc(var(--cm-unit) * 7));
        border-color: #ffffff;
        background: #ffffff;
        color: #0b2a5b;
        font-weight: 700;
      }
    `,
  ];

  @property() url = '';
  @property({ type: Number }) idleMs = 600_000;
  @property({ type: Number }) askedMs = 30_000;

  readonly #idle = new IdleCountdown(this, { onZero: () => fire(this, 'hand-over-return', undefined) });

  constructor() {
    super();
    new LanguageController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('message', this.#onMessage);
    addEventListener('blur', this.#used);
    for (const sign of signsOfLife) this.addEventListener(sign, this.#used);
    this.#used();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('message', this.#onMessage);
    removeEventListener('blur', this.#used);
  }

  protected override firstUpdated(): void {
    const frame = this.#frame;
    if (!frame) return;
    // Everything but steering the page that holds it. Before the address: it holds for what loads from then on.
    frame.setAttribute('sandbox', allowed);
    frame.src = this.url;
  }

  protected override render(): TemplateResult {
    return html`<iframe
        title=${text(messages).frame}
        allow="autoplay; fullscreen; encrypted-media"
        @load=${this.#onLoad}
      ></iframe>
      ${this.#question()}`;
  }

  #question(): TemplateResult | typeof nothing {
    const { secondsLeft } = this.#idle;
    if (secondsLeft === undefined) return nothing;
    const say = text(messages);
    return html`<div class="asks">
      <p><strong role="alert">${say.question}</strong> <span>${say.returns(secondsLeft)}</span></p>
      <button class="button" @click=${this.#used}>${say.stay}</button>
    </div>`;
  }

  get #frame(): HTMLIFrameElement | null {
    return this.renderRoot.querySelector('iframe');
  }

  #onLoad = (): void => {
    this.#used();
    const page = documentOf(this.#frame);
    for (const sign of signsOfLife)
      page?.addEventListener(sign, this.#used, { capture: true, passive: true });
  };

  #onMessage = ({ source, data }: MessageEvent<unknown>): void => {
    if (source !== null && source === this.#frame?.contentWindow && data === aliveMessage) this.#used();
  };

  #used = (): void => {
    this.#idle.start(Math.max(0, this.idleMs - this.askedMs), Math.min(this.askedMs, this.idleMs));
  };
}

/** Undefined for a page of another origin. */
function documentOf(frame: HTMLIFrameElement | null): Document | undefined {
  try {
    return frame?.contentDocument ?? undefined;
  } catch {
    return undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-hand-over': HandOver;
  }
}
