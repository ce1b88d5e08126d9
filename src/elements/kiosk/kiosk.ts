import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { drawQuestions } from '../../core/kiosk/draw-questions.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { fire } from '../controls/fire.ts';
import { moveFocusByArrow } from '../controls/focus.ts';
import { IdleCountdown } from '../controls/idle-countdown.ts';
import type { Language } from '../language.ts';
import { screenScale, tokens } from '../tokens/tokens.ts';
import { questions } from './content/questions.ts';
import type { Scam } from './content/scams.ts';
import { kioskStyles } from './kiosk-styles.ts';
import { cardView, checkView, homeView, hotlinesView } from './kiosk-views.ts';
import { messages } from './messages.ts';
import { SelfCheck } from './self-check.ts';

type View = 'scams' | 'check' | 'hotlines';

const countdownShownMs = 15_000;
const views: readonly View[] = ['scams', 'check', 'hotlines'];

/**
 * Learn and check: six scams as cards, ten questions, the hotlines. Asks for nothing, keeps nothing: what a person did
 * here ends with the element. Fires `kiosk-leave` when they finish, or when nobody has touched it for `idleSeconds`.
 */
@customElement('changming-kiosk')
export class Kiosk extends LitElement {
  static override styles = [tokens, screenScale, controlStyles, kioskStyles];

  /** Local date of the screen, such as `2026-11-22`: draws the questions. */
  @property() date = '';
  @property({ type: Number }) idleSeconds = 60;
  @property({ attribute: false }) language: Language = 'zh-CN';

  @state() private view: View = 'scams';
  @state() private scam: Scam | undefined;
  @state() private size = 0;
  @state() private hand: 'left' | 'right' = 'right';
  @state() private shape: 'wide' | 'tall' | 'small' = 'wide';

  #check: SelfCheck | undefined;
  readonly #idle = new IdleCountdown(this, { onZero: () => this.#leave() });
  readonly #resizing = new ResizeObserver(() => this.#fit());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizing.observe(this);
    this.addEventListener('pointerdown', this.#touched);
    this.addEventListener('wheel', this.#touched, { passive: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizing.disconnect();
    this.removeEventListener('pointerdown', this.#touched);
    this.removeEventListener('wheel', this.#touched);
  }

  /** A person sees it (again): from here on it waits for touches. */
  begin(): void {
    this.#touched();
    this.#focusHeading();
  }

  protected override render(): TemplateResult {
    const say = messages[this.language];
    return html`<div
      class="kiosk ${this.shape} ${this.hand}"
      data-size=${this.size}
      lang=${this.language}
      @keydown=${this.#onKeyDown}
    >
      <header>
        <h1>${say.title}</h1>
        <p>${say.nothingKept}</p>
        <p class="always">96110 · 110</p>
      </header>
      <main tabindex="0" aria-label=${say[this.view]}>${this.#body()}</main>
      <nav aria-label=${say.sections}>
        ${views.map(
          (view) => html`<button
            class="button touch"
            aria-pressed=${this.view === view}
            @click=${() => this.#go(view)}
          >
            ${say[view]}
          </button>`,
        )}
        <button class="button touch" @click=${this.#resize}>${say.larger}${say.sizes[this.size]}</button>
        <button class="button touch" @click=${this.#changeHand}>⇄ ${say.otherHand}</button>
        <button class="button touch" lang=${this.#other} @click=${this.#changeLanguage}>${say.otherLanguage}</button>
        <button class="button touch" @click=${this.#leave}>✕ ${say.leave}</button>
      </nav>
      ${this.#countdown()}
    </div>`;
  }

  get #other(): Language {
    return this.language === 'en' ? 'zh-CN' : 'en';
  }

  #body(): TemplateResult {
    const open = (scam: Scam) => this.#go('scams', scam);
    if (this.view === 'hotlines') return hotlinesView(this.language);
    if (this.view === 'scams') {
      const home = () => this.#go('scams');
      return this.scam ? cardView(this.scam, this.language, { home, open }) : homeView(this.language, open);
    }
    this.#check ??= new SelfCheck(drawQuestions(questions, this.date));
    const check = this.#check;
    return checkView(check, this.language, {
      open,
      choose: (option) => this.#answer(check, option),
      next: () => this.#ask(() => check.next()),
      again: () => this.#ask(() => check.again()),
    });
  }

  #countdown(): TemplateResult | typeof nothing {
    const { secondsLeft } = this.#idle;
    if (secondsLeft === undefined) return nothing;
    const say = messages[this.language];
    return html`<div class="idle">
      <p><strong role="alert">${say.idleQuestion}</strong> <span>${say.idle(secondsLeft)}</span></p>
      <button class="button primary touch">${say.stay}</button>
    </div>`;
  }

  #go(view: View, scam?: Scam): void {
    this.view = view;
    this.scam = scam;
    this.renderRoot.querySelector('main')?.scrollTo(0, 0);
    this.#focusHeading();
  }

  #answer(check: SelfCheck, option: number): void {
    check.choose(option);
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const next = this.renderRoot.querySelector<HTMLElement>('.answer .button');
      next?.focus({ preventScroll: true });
      next?.scrollIntoView({ block: 'nearest' });
    });
  }

  #ask(move: () => void): void {
    move();
    this.requestUpdate();
    this.renderRoot.querySelector('main')?.scrollTo(0, 0);
    this.#focusHeading();
  }

  /** Where a person has come to is what a screen reader reads, and what the arrow keys go on from. */
  #focusHeading(): void {
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('main h2')?.focus({ preventScroll: true }),
    );
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this;
    if (Math.min(width, height) < 600) this.shape = 'small';
    else this.shape = width >= height ? 'wide' : 'tall';
  }

  #resize = (): void => {
    this.size = (this.size + 1) % 3;
  };

  #changeHand = (): void => {
    this.hand = this.hand === 'right' ? 'left' : 'right';
  };

  #changeLanguage = (): void => {
    this.language = this.#other;
  };

  #touched = (): void => {
    this.#idle.start(Math.max(0, this.idleSeconds * 1000 - countdownShownMs), countdownShownMs);
  };

  #onKeyDown = (event: KeyboardEvent): void => {
    this.#touched();
    if (event.key === 'Escape') {
      event.preventDefault();
      if (this.scam) this.#go('scams');
      else this.#leave();
    } else moveFocusByArrow(event, this.renderRoot as ShadowRoot);
  };

  #leave = (): void => {
    this.#idle.stop();
    fire(this, 'kiosk-leave', undefined);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-kiosk': Kiosk;
  }
}
