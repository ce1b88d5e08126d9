import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ScreenSettings } from '../../core/screen/screen-settings.ts';
import { controlStyles, turnedStyles } from '../controls/control-styles.ts';
import { fire } from '../controls/fire.ts';
import { moveFocus, moveFocusByArrow } from '../controls/focus.ts';
import { IdleCountdown } from '../controls/idle-countdown.ts';
import { languageSwitch } from '../controls/language-switch.ts';
import { language, text } from '../language.ts';
import { LanguageController } from '../language-controller.ts';
import { hashPin } from '../pin/pin-hash.ts';
import { screenScale, tokens } from '../tokens/tokens.ts';
import { messages } from './messages.ts';
import type { ProgrammeOption } from './programme-option.ts';
import {
  faultsOf,
  programmeUrlOf,
  type SetupDraft,
  type SetupFault,
  startDraft,
  withoutFaults,
} from './setup-draft.ts';
import {
  pinField,
  programmeField,
  rotationField,
  type SetupForm,
  screenNameField,
  venueField,
} from './setup-fields.ts';
import { type MissingHere, missingNote } from './setup-missing.ts';
import { setupStyles } from './setup-styles.ts';
import { keptWords, startWords, wordsField } from './setup-words.ts';
import { venueOf } from './venues.ts';

const quietAfterInputMs = 180_000;

/**
 * The first-run page: asks for what a screen must know and starts playing, by itself if nobody is there.
 * Fires `setup-done` with the {@link ScreenSettings}, or `setup-cancel` (only when `changing`).
 * The switch of language takes effect at once, on the whole page.
 */
@customElement('changming-setup')
export class Setup extends LitElement {
  static override styles = [tokens, screenScale, controlStyles, turnedStyles, setupStyles];

  @property({ attribute: false }) programmes: readonly ProgrammeOption[] = [];
  /** What is known already: of a damaged record, or all of it when `changing`. Read when the element is first drawn. */
  @property({ attribute: false }) settings: Partial<ScreenSettings> = {};
  /** Seconds until it starts without anybody; 0 to wait for a person. */
  @property({ type: Number }) countdownSeconds = 30;
  /** An operator changes the settings of a screen that plays: no countdown, and a way back. */
  @property({ type: Boolean }) changing = false;
  /** What this browser lacks; known some time after the page is there. */
  @property({ attribute: false }) missing: readonly MissingHere[] = [];

  @state() private draft: SetupDraft = startDraft({}, []);
  @state() private faults: readonly SetupFault[] = [];
  @state() private pinShown = false;
  @state() private saving = false;

  #touched = false;
  readonly #countdown = new IdleCountdown(this, { onZero: () => this.#startUnattended() });

  constructor() {
    super();
    new LanguageController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // On the window: a remote control has no way to bring back a focus that was lost to the page.
    window.addEventListener('keydown', this.#onKeyDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKeyDown);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!this.#touched && (changes.has('settings') || changes.has('programmes'))) {
      this.draft = startDraft(this.settings, this.programmes);
    }
    if (!this.hasUpdated) this.#waitForPerson(0);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('.primary')?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const say = text(messages);
    const form = this.#form();
    return html`<form
      class="turned"
      data-turn=${this.draft.rotationDegrees}
      novalidate
      @submit=${this.#onSubmit}
      @pointerdown=${this.#onInput}
      @wheel=${this.#onInput}
      @input=${this.#onInput}
    >
      <div class="scroll">
        <div class="page">
          <header>
            <h1>${this.changing ? say.titleChanging : say.title}</h1>
            ${languageSwitch()}
          </header>
          <div>
            ${this.changing ? nothing : html`<p>${say.intro}</p>`}
            <p class="hint keys">${say.keys}</p>
          </div>
          ${missingNote(this.missing)}
          <div class="fields">
            <div class="column">${screenNameField(form)} ${venueField(form)} ${rotationField(form)}</div>
            <div class="column">${programmeField(form)} ${pinField(form)} ${wordsField(form)}</div>
          </div>
        </div>
      </div>
      <footer>
        <div class="start">${this.#countdownNote()} ${this.#buttons()}</div>
      </footer>
    </form>`;
  }

  #countdownNote(): TemplateResult | typeof nothing {
    if (this.changing || this.countdownSeconds <= 0) return nothing;
    const say = text(messages);
    const seconds = this.#countdown.secondsLeft;
    const line = seconds === undefined ? say.stopped : say.countdown(seconds);
    return html`<p class="countdown" role="timer" aria-live="off">
      <strong>${line}</strong>
      <span class="hint">${seconds === undefined ? say.stoppedHint : say.countdownHint}</span>
    </p>`;
  }

  #buttons(): TemplateResult {
    const say = text(messages);
    const start = this.changing ? say.save : say.start;
    return html`<div class="buttons">
      ${
        this.changing
          ? html`<button class="button" type="button" @click=${() => fire(this, 'setup-cancel', undefined)}>
              ${say.cancel}
            </button>`
          : nothing
      }
      <button class="button primary" type="submit">${this.saving ? say.saving : start}</button>
    </div>`;
  }

  #form(): SetupForm {
    return {
      draft: this.draft,
      programmes: this.programmes,
      faults: this.faults,
      screenName: this.#screenName,
      pinShown: this.pinShown,
      pinKept: this.settings.pin !== undefined,
      wordsKept: Object.values(startWords(this.settings)).some((word) => word !== ''),
      change: (change) => this.#change(change),
      showPin: (shown) => {
        this.pinShown = shown;
      },
    };
  }

  get #screenName(): string {
    return this.draft.screenName ?? text(messages).suggestedNames[this.draft.venue];
  }

  #change(change: Partial<SetupDraft>): void {
    this.draft = { ...this.draft, ...change };
    if (this.faults.length > 0) this.faults = this.#faultsNow();
  }

  #faultsNow(): SetupFault[] {
    return faultsOf(this.draft, this.#screenName, this.programmes);
  }

  #onInput = (): void => {
    this.#touched = true;
    this.#waitForPerson(quietAfterInputMs);
  };

  #waitForPerson(quietMs: number): void {
    if (this.changing || this.countdownSeconds <= 0 || this.saving) return;
    this.#countdown.start(quietMs, this.countdownSeconds * 1000);
  }

  #onKeyDown = (event: KeyboardEvent): void => {
    this.#onInput();
    const [target] = event.composedPath();
    const isField = target instanceof HTMLInputElement;
    // The key that brought the operator here may still be down, and must not start playing.
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
    if (event.key === 'Enter' && isField && !event.isComposing) {
      event.preventDefault();
      moveFocus(this.renderRoot, 1);
      return;
    }
    moveFocusByArrow(event, this.renderRoot);
  };

  #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#submit();
  };

  async #submit(): Promise<void> {
    this.faults = this.#faultsNow();
    if (this.faults.length > 0) {
      this.#waitForPerson(quietAfterInputMs);
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    await this.#done();
  }

  #startUnattended(): void {
    this.draft = withoutFaults(this.draft, this.#faultsNow());
    // With no programme to be had there is nothing to start; the fault is shown to whoever comes.
    void this.#submit();
  }

  async #done(): Promise<void> {
    if (this.saving) return;
    this.saving = true;
    this.#countdown.stop();
    const { rotationDegrees, venue } = this.draft;
    const pin = this.draft.removePin ? undefined : await this.#pin();
    this.saving = false;
    fire<ScreenSettings>(this, 'setup-done', {
      screenName: this.#screenName.trim(),
      venue: venue === venueOf(this.settings.venue) ? (this.settings.venue ?? venue) : venue,
      programmeUrl: programmeUrlOf(this.draft, this.programmes),
      rotationDegrees,
      language: language(),
      ...keptWords(this.draft.words),
      ...(pin ? { pin } : {}),
    });
  }

  async #pin(): Promise<ScreenSettings['pin']> {
    return this.draft.pin === '' ? this.settings.pin : hashPin(this.draft.pin);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-setup': Setup;
  }
  interface HTMLElementEventMap {
    'setup-done': CustomEvent<ScreenSettings>;
    'setup-cancel': CustomEvent<undefined>;
  }
}
