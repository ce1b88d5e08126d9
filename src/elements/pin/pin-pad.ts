import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { noAttempts, type PinAttempts, type PinAttemptsStore } from '../../core/screen/pin-attempts.ts';
import { oneMoreWrong, remainingWaitMs, settled } from '../../core/screen/pin-lock.ts';
import type { PinHash } from '../../core/screen/screen-settings.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { fire } from '../controls/fire.ts';
import { duration } from '../controls/format.ts';
import { IdleCountdown } from '../controls/idle-countdown.ts';
import { text } from '../language.ts';
import { LanguageController } from '../language-controller.ts';
import { screenScale, tokens } from '../tokens/tokens.ts';
import { messages } from './messages.ts';
import { isPin } from './pin-hash.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'erase', '0', 'confirm'] as const;
type Key = (typeof keys)[number];
const columns = 3;
const longest = 8;

/**
 * Asks for the PIN by touch, digits of a keyboard, or arrows and OK of a remote control.
 * Fires `pin-accepted` once the right one was given.
 */
@customElement('changming-pin-pad')
export class PinPad extends LitElement {
  static override styles = [
    tokens,
    screenScale,
    controlStyles,
    css`
      :host {
        display: block;
        max-width: calc(var(--cm-unit) * 42);
        margin: auto;
        text-align: center;
      }
      .dots {
        display: flex;
        justify-content: center;
        gap: var(--cm-unit);
        min-height: calc(var(--cm-unit) * 3);
        margin: calc(var(--cm-unit) * 2) 0;
      }
      .dots i {
        width: calc(var(--cm-unit) * 2);
        height: calc(var(--cm-unit) * 2);
        border: 2px solid var(--cm-text);
        border-radius: 50%;
      }
      .dots i.filled {
        background: var(--cm-text);
      }
      .keys {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: var(--cm-unit);
      }
      .keys .button {
        min-height: calc(var(--cm-unit) * 8);
        font-size: var(--cm-type-title);
      }
      .keys .word {
        font-size: var(--cm-type-body);
      }
      .error {
        justify-content: center;
      }
      summary {
        padding: var(--cm-unit);
        cursor: pointer;
      }
      .message {
        min-height: calc(var(--cm-unit) * 7);
        margin-top: calc(var(--cm-unit) * 2);
      }
    `,
  ];

  @property({ attribute: false }) pin: PinHash | undefined;
  /** Where wrong tries are remembered. Without it they are forgotten with the page. */
  @property({ attribute: false }) attempts: PinAttemptsStore | undefined;

  @state() private entered = '';
  @state() private notice: 'wrong' | 'checking' | undefined;
  @state() private ready = false;

  #attempts: PinAttempts = noAttempts;
  readonly #wait = new IdleCountdown(this, { onZero: () => this.requestUpdate() });

  constructor() {
    super();
    new LanguageController(this);
  }

  protected override async firstUpdated(_changes: PropertyValues<this>): Promise<void> {
    this.focus();
    await this.#recall();
    this.ready = true;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.keys button')?.focus();
  }

  protected override render(): TemplateResult {
    const say = text(messages);
    const busy = !this.ready || this.notice === 'checking';
    return html`<div
      role="group"
      aria-labelledby="title"
      aria-busy=${busy ? 'true' : 'false'}
      @keydown=${this.#onKeyDown}
    >
      <h2 id="title">${say.title}</h2>
      <div class="dots" aria-hidden="true">${this.#dots()}</div>
      <p class="visually-hidden" role="status">${this.entered ? say.entered(this.entered.length) : nothing}</p>
      <div class="keys">${keys.map((key) => this.#key(key))}</div>
      <div class="message">
        <p role="alert">${this.#message()}</p>
        <p aria-hidden="true">${this.#timeLeft()}</p>
      </div>
      <details>
        <summary>${say.forgot}</summary>
        <p class="hint">${say.forgotHow}</p>
      </details>
    </div>`;
  }

  #dots(): TemplateResult[] {
    const places = Math.max(4, this.entered.length);
    return Array.from(
      { length: places },
      (_, i) => html`<i class=${i < this.entered.length ? 'filled' : ''}></i>`,
    );
  }

  #key(key: Key): TemplateResult {
    const isDigit = key.length === 1;
    const label = key === 'erase' ? text(messages).erase : key === 'confirm' ? text(messages).confirm : key;
    return html`<button
      type="button"
      class="button ${isDigit ? '' : 'word'} ${key === 'confirm' ? 'primary' : ''}"
      @click=${() => this.#press(key)}
    >
      ${label}
    </button>`;
  }

  /** The alert is spoken once; the figure that runs down beside it is for the eye. */
  #message(): TemplateResult | typeof nothing {
    const say = text(messages);
    if (this.#wait.secondsLeft !== undefined) return html`<span class="error">${say.wait}</span>`;
    if (this.notice === 'wrong') return html`<span class="error">${say.wrong}</span>`;
    return this.notice === 'checking' ? html`${say.checking}` : nothing;
  }

  #timeLeft(): string | typeof nothing {
    const seconds = this.#wait.secondsLeft;
    return seconds === undefined ? nothing : text(messages).timeLeft(duration(seconds * 1000));
  }

  #onKeyDown = (event: KeyboardEvent): void => {
    if (/^\d$/.test(event.key)) this.#type(event.key as Key);
    else if (event.key === 'Backspace') this.#press('erase');
    else if (event.key.startsWith('Arrow')) this.#moveTo(event);
  };

  /** Who types digits means the Enter that follows for the whole PIN, not for the key that happens to have the focus. */
  #type(digit: Key): void {
    this.#press(digit);
    this.renderRoot.querySelector<HTMLElement>('.primary')?.focus();
  }

  #moveTo(event: KeyboardEvent): void {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('.keys button')];
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
    };
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const next = buttons[at + (steps[event.key] ?? 0)];
    if (!next) return;
    next.focus();
    event.preventDefault();
  }

  #press(key: Key): void {
    if (!this.ready || this.notice === 'checking' || this.#wait.secondsLeft !== undefined) return;
    this.notice = undefined;
    if (key === 'erase') this.entered = this.entered.slice(0, -1);
    else if (key === 'confirm') void this.#check();
    else if (this.entered.length < longest) this.entered += key;
  }

  async #check(): Promise<void> {
    if (!this.pin || !this.entered) return;
    this.notice = 'checking';
    const before = this.#attempts;
    // Counted as wrong before it is known: a reload in mid-check must not give a free try.
    await this.#remember(oneMoreWrong(before, Date.now()));
    const right = await isPin(this.entered, this.pin);
    this.entered = '';
    this.notice = right ? undefined : 'wrong';
    if (!right) return this.#startWait();
    await this.#remember(noAttempts);
    fire(this, 'pin-accepted', undefined);
  }

  async #recall(): Promise<void> {
    const kept = (await this.attempts?.readAttempts()) ?? noAttempts;
    const now = settled(kept, Date.now());
    this.#attempts = now;
    if (now !== kept) await this.attempts?.writeAttempts(now);
    this.#startWait();
  }

  async #remember(attempts: PinAttempts): Promise<void> {
    this.#attempts = attempts;
    await this.attempts?.writeAttempts(attempts);
  }

  #startWait(): void {
    const waitMs = remainingWaitMs(this.#attempts, Date.now());
    if (waitMs > 0) this.#wait.start(0, waitMs);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-pin-pad': PinPad;
  }
  interface HTMLElementEventMap {
    'pin-accepted': CustomEvent<undefined>;
  }
}
