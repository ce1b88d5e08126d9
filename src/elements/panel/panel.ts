import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PinAttemptsStore } from '../../core/screen/pin-attempts.ts';
import type { PinHash, RotationDegrees } from '../../core/screen/screen-settings.ts';
import { choiceGroup } from '../controls/choice-group.ts';
import { controlStyles, turnedStyles } from '../controls/control-styles.ts';
import { fire } from '../controls/fire.ts';
import { focusedElement, moveFocus, moveFocusByArrow } from '../controls/focus.ts';
import { percent } from '../controls/format.ts';
import { IdleCountdown } from '../controls/idle-countdown.ts';
import { languageSwitch } from '../controls/language-switch.ts';
import { languageOf, localized } from '../controls/localized.ts';
import { type Language, text } from '../language.ts';
import { LanguageController } from '../language-controller.ts';
import '../pin/pin-pad.ts';
import type { ProgrammeOption } from '../setup/programme-option.ts';
import { screenScale, tokens } from '../tokens/tokens.ts';
import { type BoardFacts, boardSection } from './board-section.ts';
import { campaign } from './campaign-section.ts';
import { campaignStyles } from './campaign-styles.ts';
import { liveCode } from './live-code-section.ts';
import { messages } from './messages.ts';
import type { PanelStatus } from './panel-status.ts';
import { panelStyles } from './panel-styles.ts';
import {
  answer,
  asRunLog,
  faults,
  network,
  notices,
  nowPlaying,
  shares,
  storage,
  upNext,
} from './sections.ts';
import type { GiveOrder } from './takeover-status.ts';
import { voiceSection } from './voice-section.ts';

const closingShownMs = 20_000;

/**
 * The operator's panel: a modal sheet beside the picture, which goes on. With a `pin` it asks for that first.
 * It opens when it comes onto the page; take it away on `panel-close`.
 *
 * Wishes, as events: `panel-close`, `programme-change` `{url}` (after confirmation), `settings-change`, `fullscreen`
 * (fired inside the click, so that the browser grants it), `sound-enable` (likewise), `test-card`, `announce` `{spot}`, `language-change` `{language}`.
 */
@customElement('changming-panel')
export class Panel extends LitElement {
  static override styles = [tokens, screenScale, controlStyles, turnedStyles, panelStyles, campaignStyles];

  @property({ attribute: false }) status: PanelStatus | undefined;
  @property({ attribute: false }) programmes: readonly ProgrammeOption[] = [];
  @property({ attribute: false }) pin: PinHash | undefined;
  @property({ attribute: false }) attempts: PinAttemptsStore | undefined;
  /** The turn of the picture, so that the panel stands as it does. */
  @property({ type: Number }) rotationDegrees: RotationDegrees = 0;
  @property({ type: Number }) idleSeconds = 120;
  @property({ attribute: false }) board: BoardFacts | undefined;
  /** Carries out takeovers and the emergency stop; their part of the panel is loaded by whoever hands this in. */
  @property({ attribute: false }) giveOrder: GiveOrder | undefined;
  /** Height ÷ width of the picture. */
  @property({ type: Number }) proportion = 9 / 16;
  /** Address of the auditor's page. */
  @property() auditUrl = 'audit.html';

  @state() private unlocked = false;
  @state() private wanted: ProgrammeOption | undefined;
  @state() private inFullscreen = document.fullscreenElement !== null;

  #returnFocusTo: Element | null = null;
  #closed = true;
  #pressed = false;
  readonly #idle = new IdleCountdown(this, { onZero: () => this.#close() });

  constructor() {
    super();
    new LanguageController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#returnFocusTo = focusedElement();
    document.addEventListener('fullscreenchange', this.#onFullscreen);
    if (this.hasUpdated) this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('fullscreenchange', this.#onFullscreen);
    this.#dialog?.close();
    this.#returnFocus();
  }

  protected override firstUpdated(): void {
    this.#open();
  }

  protected override render(): TemplateResult {
    const say = text(messages);
    return html`<dialog
      class="turned"
      data-turn=${this.rotationDegrees}
      aria-labelledby="title"
      @cancel=${this.#onCancel}
      @close=${this.#close}
      @keydown=${this.#onKeyDown}
      @pointerdown=${this.#onPointerDown}
      @click=${this.#firstClick}
      @wheel=${this.#stayOpen}
    >
      <div class="away" @click=${this.#close}></div>
      <div class="sheet">
        <header>
          <h2 id="title">${say.title}${this.status ? html` · ${this.status.screenName}` : nothing}</h2>
          <button class="button quiet" @click=${this.#close}>✕ ${say.close}</button>
        </header>
        <div class="scroll">${this.#isLocked ? this.#pinPad() : this.#body()}</div>
        ${this.#closingNote()}
      </div>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  get #isLocked(): boolean {
    return this.pin !== undefined && !this.unlocked;
  }

  #pinPad(): TemplateResult {
    return html`<changming-pin-pad
      .pin=${this.pin}
      .attempts=${this.attempts}
      @pin-accepted=${this.#unlock}
    ></changming-pin-pad>`;
  }

  #body(): TemplateResult {
    const { status } = this;
    if (!status) return html`<p>${text(messages).reading}</p>`;
    return html`<div class="body">
      ${answer(status)} ${this.#takeovers(status)} ${this.#soundNote(status)} ${nowPlaying(status)} ${upNext(status)} ${shares(status)}
      ${this.#actions()} ${this.#voice(status)} ${campaign(status.campaign)} ${faults(status)} ${network(status)} ${storage(status)} ${asRunLog(status)}
      ${liveCode(status)} ${boardSection(this.board, () => fire(this, 'test-card', undefined))} ${notices(status)} ${this.#programmeChange(status)} ${this.#pinNote()} ${this.#about(status)}
      <p class="visually-hidden" role="status">${stateInWords(status)}</p>
    </div>`;
  }

  #takeovers({ takeovers, timeZone }: PanelStatus): TemplateResult | typeof nothing {
    if (!takeovers || !this.giveOrder) return nothing;
    return html`<changming-takeovers
      .status=${takeovers}
      .giveOrder=${this.giveOrder}
      .timeZone=${timeZone}
      .proportion=${this.proportion}
    ></changming-takeovers>`;
  }

  #voice({ voice, timeZone }: PanelStatus): TemplateResult | typeof nothing {
    return voiceSection(voice, timeZone, (spot) => fire(this, 'announce', { spot }));
  }

  #soundNote({ sound }: PanelStatus): TemplateResult | typeof nothing {
    if (!sound.refused) return nothing;
    const say = text(messages);
    return html`<div class="note">
      <p>⚠ ${say.soundRefused}</p>
      <button class="button" @click=${() => fire(this, 'sound-enable', undefined)}>${say.soundAllow}</button>
    </div>`;
  }

  #actions(): TemplateResult {
    const say = text(messages);
    return html`<div class="actions">
      <button class="button" @click=${() => fire(this, 'fullscreen', undefined)}>
        ${this.inFullscreen ? say.exitFullscreen : say.fullscreen}
      </button>
      <button class="button" @click=${() => fire(this, 'settings-change', undefined)}>${say.settings}</button>
    </div>`;
  }

  #programmeChange(status: PanelStatus): TemplateResult | typeof nothing {
    if (this.programmes.length === 0) return nothing;
    const say = text(messages);
    return html`<details>
      <summary>
        <strong>${say.programmeChange}</strong>
        <span lang=${languageOf(status.programme.title)}>${localized(status.programme.title)}</span>
      </summary>
      <div class="inside">
        ${choiceGroup({
          name: 'programme',
          legend: say.programme,
          choices: this.programmes.map(({ url, title, summary }) => ({
            value: url,
            label: localized(title),
            lang: languageOf(title),
            ...(summary ? { detail: localized(summary) } : {}),
          })),
          chosen: this.wanted?.url ?? status.programme.url,
          onChoose: (url) => this.#want(url),
        })}
        ${this.wanted ? this.#confirmChange(this.wanted) : nothing}
      </div>
    </details>`;
  }

  #confirmChange(wanted: ProgrammeOption): TemplateResult {
    const say = text(messages);
    return html`<div class="confirm" role="group" aria-labelledby="wanted">
      <strong id="wanted">${say.programmeConfirm(localized(wanted.title))}</strong>
      <p>${say.programmeConfirmHint}</p>
      <div class="actions">
        <button class="button primary" @click=${() => this.#changeProgramme(wanted)}>${say.confirm}</button>
        <button class="button" @click=${() => this.#want(undefined)}>${say.cancel}</button>
      </div>
    </div>`;
  }

  #pinNote(): TemplateResult | typeof nothing {
    if (this.pin) return nothing;
    const say = text(messages);
    return html`<div class="note">
      <p>${say.noPin}</p>
      <button class="button" @click=${() => fire(this, 'settings-change', undefined)}>${say.setPin}</button>
    </div>`;
  }

  #about({ app, sound }: PanelStatus): TemplateResult {
    const say = text(messages);
    return html`<div class="card">
      <a class="button" href=${this.auditUrl} target="_blank" rel="noopener">${say.audit}</a>
      <p class="hint">${say.auditHint}</p>
      <div class="row">
        <span>${say.language}</span>
        ${languageSwitch((next) => fire(this, 'language-change', { language: next }))}
      </div>
      <div class="row">
        <span>${say.soundLabel}</span>
        <span>${sound.volume > 0 && !sound.refused ? say.sound(percent(sound.volume)) : say.soundOff}</span>
      </div>
      <p class="hint">${say.version(app.version)}${app.updateReady ? html` · ${say.updateReady}` : nothing}</p>
    </div>`;
  }

  #closingNote(): TemplateResult | typeof nothing {
    const seconds = this.#idle.secondsLeft;
    if (seconds === undefined) return nothing;
    return html`<p class="closing" role="timer" aria-live="off">${text(messages).closing(seconds)}</p>`;
  }

  #open(): void {
    this.#closed = false;
    this.#pressed = false;
    this.#dialog?.showModal();
    this.#focusFirst();
    this.#stayOpen();
  }

  #focusFirst(): void {
    const first = this.#isLocked ? 'changming-pin-pad' : 'header button';
    this.renderRoot.querySelector<HTMLElement>(first)?.focus();
  }

  async #unlock(): Promise<void> {
    this.unlocked = true;
    await this.updateComplete;
    this.#focusFirst();
  }

  #want(url: string | undefined): void {
    this.wanted = this.programmes.find((option) => option.url === url && url !== this.status?.programme.url);
  }

  #changeProgramme({ url }: ProgrammeOption): void {
    this.wanted = undefined;
    fire(this, 'programme-change', { url });
  }

  #stayOpen = (): void => {
    this.#idle.start(Math.max(0, this.idleSeconds * 1000 - closingShownMs), closingShownMs);
  };

  #onPointerDown = (): void => {
    this.#pressed = true;
    this.#stayOpen();
  };

  /**
   * The finger that opened the panel from a corner is still down, and its lifting ends in a click on whatever came to
   * lie under it. Only a press that began here counts.
   */
  readonly #firstClick = {
    capture: true,
    handleEvent: (event: MouseEvent): void => {
      const byPointer = event.detail > 0;
      if (byPointer && !this.#pressed) event.stopPropagation();
    },
  };

  #onCancel = (event: Event): void => {
    event.preventDefault();
    this.#close();
  };

  #onKeyDown = (event: KeyboardEvent): void => {
    this.#stayOpen();
    // The key that was held to open the panel is still down, and must not press what now has the focus.
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
    else if (event.key === 'Tab') this.#keepFocusInside(event);
    else moveFocusByArrow(event, this.renderRoot);
  };

  /** A modal dialog lets Tab go on to the browser's own bars; on a kiosk that is nowhere. */
  #keepFocusInside(event: KeyboardEvent): void {
    event.preventDefault();
    moveFocus(this.renderRoot, event.shiftKey ? -1 : 1, true);
  }

  #onFullscreen = (): void => {
    this.inFullscreen = document.fullscreenElement !== null;
  };

  #close = (): void => {
    if (this.#closed) return;
    this.#closed = true;
    this.#idle.stop();
    this.#dialog?.close();
    this.#returnFocus();
    fire(this, 'panel-close', undefined);
  };

  #returnFocus(): void {
    if (this.#returnFocusTo instanceof HTMLElement) this.#returnFocusTo.focus({ preventScroll: true });
    this.#returnFocusTo = null;
  }
}

/** What a screen reader is told when it changes; figures that move all the time are left out. */
function stateInWords({ today, network: { online } }: PanelStatus): string {
  const say = text(messages);
  const share = today && `${say.today}: ${today.share >= today.promise ? say.kept : say.short}`;
  return [share, online ? say.online : say.offline].filter(Boolean).join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-panel': Panel;
  }
  interface HTMLElementEventMap {
    'panel-close': CustomEvent<undefined>;
    'programme-change': CustomEvent<{ readonly url: string }>;
    'settings-change': CustomEvent<undefined>;
    fullscreen: CustomEvent<undefined>;
    'sound-enable': CustomEvent<undefined>;
    'test-card': CustomEvent<undefined>;
    announce: CustomEvent<{ readonly spot: string }>;
    'language-change': CustomEvent<{ readonly language: Language }>;
  }
}
