import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RotationDegrees, ScreenSettings } from '../../core/screen/screen-settings.ts';
import { type Choice, choiceGroup } from '../controls/choice-group.ts';
import { controlStyles, turnedStyles } from '../controls/control-styles.ts';
import { fire } from '../controls/fire.ts';
import { moveFocus, moveFocusByArrow } from '../controls/focus.ts';
import { IdleCountdown } from '../controls/idle-countdown.ts';
import { languageSwitch } from '../controls/language-switch.ts';
import { languageOf, localized } from '../controls/localized.ts';
import { language, text } from '../language.ts';
import { LanguageController } from '../language-controller.ts';
import { hashPin } from '../pin/pin-hash.ts';
import { tokens } from '../tokens/tokens.ts';
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
import { setupStyles } from './setup-styles.ts';
import { venueOf, venues } from './venues.ts';

const ownProgramme = 'own';
const rotations: readonly RotationDegrees[] = [0, 90, 180, 270];
const quietAfterInputMs = 180_000;

/**
 * The first-run page: asks for what a screen must know and starts playing, by itself if nobody is there.
 * Fires `setup-done` with the {@link ScreenSettings}, or `setup-cancel` (only when `changing`).
 * The switch of language takes effect at once, on the whole page.
 */
@customElement('changming-setup')
export class Setup extends LitElement {
  static override styles = [tokens, controlStyles, turnedStyles, setupStyles];

  @property({ attribute: false }) programmes: readonly ProgrammeOption[] = [];
  /** What is known already: of a damaged record, or all of it when `changing`. Read when the element is first drawn. */
  @property({ attribute: false }) settings: Partial<ScreenSettings> = {};
  /** Seconds until it starts without anybody; 0 to wait for a person. */
  @property({ type: Number }) countdownSeconds = 30;
  /** An operator changes the settings of a screen that plays: no countdown, and a way back. */
  @property({ type: Boolean }) changing = false;

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
  }

  protected override firstUpdated(): void {
    this.#waitForPerson(0);
    this.renderRoot.querySelector<HTMLElement>('.primary')?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const say = text(messages);
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
            <p class="hint">${say.keys}</p>
          </div>
          <div class="fields">
            <div class="column">${this.#screenNameField()} ${this.#venueField()} ${this.#rotationField()}</div>
            <div class="column">${this.#programmeField()} ${this.#pinField()}</div>
          </div>
        </div>
      </div>
      <footer>
        <div class="start">${this.#countdownNote()} ${this.#buttons()}</div>
      </footer>
    </form>`;
  }

  #screenNameField(): TemplateResult {
    const say = text(messages);
    const fault = this.#fault('screen-name-missing', 'screen-name-long');
    return html`<div>
      <label class="label" for="screen-name">${say.screenName}</label>
      <p class="hint" id="screen-name-hint">${say.screenNameHint}</p>
      <input
        class="input"
        id="screen-name"
        autocomplete="off"
        enterkeyhint="next"
        aria-describedby="screen-name-hint screen-name-fault"
        aria-invalid=${fault ? 'true' : 'false'}
        .value=${this.#screenName}
        @input=${(event: InputEvent) => this.#change({ screenName: typed(event) })}
      />
      ${faultLine('screen-name-fault', fault)}
    </div>`;
  }

  #venueField(): TemplateResult {
    const say = text(messages);
    return choiceGroup({
      name: 'venue',
      legend: say.venue,
      choices: venues.map((value) => ({ value, label: say.venues[value] })),
      chosen: this.draft.venue,
      onChoose: (venue) => this.#change({ venue }),
    });
  }

  #programmeField(): TemplateResult {
    const say = text(messages);
    const { ownProgramme: own } = this.draft;
    return html`<div>
      ${choiceGroup({
        name: 'programme',
        legend: say.programme,
        ...(this.programmes.length === 0 ? { hint: say.noProgrammes } : {}),
        choices: [
          ...this.programmes.map(programmeChoice),
          { value: ownProgramme, label: say.ownProgramme, detail: say.ownProgrammeDetail },
        ],
        chosen: own ? ownProgramme : programmeUrlOf(this.draft, this.programmes),
        onChoose: (value) => this.#chooseProgramme(value),
      })}
      ${own ? this.#programmeUrlField() : nothing}
    </div>`;
  }

  #programmeUrlField(): TemplateResult {
    const say = text(messages);
    const fault = this.#fault('programme-url');
    return html`<div class="own">
      <label class="label" for="programme-url">${say.programmeUrl}</label>
      <input
        class="input"
        id="programme-url"
        type="url"
        inputmode="url"
        autocomplete="off"
        enterkeyhint="next"
        placeholder="https://"
        aria-describedby="programme-url-fault"
        aria-invalid=${fault ? 'true' : 'false'}
        .value=${this.draft.programmeUrl ?? ''}
        @input=${(event: InputEvent) => this.#change({ programmeUrl: typed(event) })}
      />
      ${faultLine('programme-url-fault', fault)}
    </div>`;
  }

  #rotationField(): TemplateResult {
    const say = text(messages);
    return choiceGroup({
      name: 'rotation',
      legend: say.rotation,
      hint: say.rotationHint,
      choices: rotations.map((value) => ({
        value,
        label: say.rotations[value],
        picture: this.#rotationPicture(value),
      })),
      chosen: this.draft.rotationDegrees,
      onChoose: (rotationDegrees) => this.#change({ rotationDegrees }),
    });
  }

  /** Turned against the panel's system, not against this page, which may be turned itself. */
  #rotationPicture(degrees: RotationDegrees): TemplateResult {
    const turn = degrees - this.draft.rotationDegrees;
    return html`<span class="sample" aria-hidden="true">
      <i style="transform: rotate(${turn}deg)">${text(messages).rotationSample}</i>
    </span>`;
  }

  #pinField(): TemplateResult {
    const say = text(messages);
    const fault = this.#fault('pin');
    const kept = this.settings.pin !== undefined;
    return html`<div>
      <label class="label" for="pin">${say.pin}</label>
      <p class="hint" id="pin-hint">${say.pinHint} ${kept ? say.pinKept : nothing}</p>
      <div class="pin-row">
        <input
          class="input"
          id="pin"
          type=${this.pinShown ? 'text' : 'password'}
          inputmode="numeric"
          autocomplete="new-password"
          enterkeyhint="next"
          maxlength="8"
          aria-describedby="pin-hint pin-fault"
          aria-invalid=${fault ? 'true' : 'false'}
          ?disabled=${this.draft.removePin}
          .value=${this.draft.pin}
          @input=${(event: InputEvent) => this.#change({ pin: typed(event) })}
        />
        ${check(say.pinShow, this.pinShown, (on) => {
          this.pinShown = on;
        })}
        ${kept ? check(say.pinRemove, this.draft.removePin, (on) => this.#change({ removePin: on })) : nothing}
      </div>
      ${faultLine('pin-fault', fault)}
    </div>`;
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

  get #screenName(): string {
    return this.draft.screenName ?? text(messages).suggestedNames[this.draft.venue];
  }

  #fault(...codes: SetupFault[]): string | undefined {
    const fault = this.faults.find((code) => codes.includes(code));
    return fault && text(messages).faults[fault];
  }

  #change(change: Partial<SetupDraft>): void {
    this.draft = { ...this.draft, ...change };
    if (this.faults.length > 0) this.faults = this.#faultsNow();
  }

  #chooseProgramme(value: string): void {
    const own = value === ownProgramme;
    this.#change({ ownProgramme: own, programmeUrl: own ? '' : value });
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
      ...(pin ? { pin } : {}),
    });
  }

  async #pin(): Promise<ScreenSettings['pin']> {
    return this.draft.pin === '' ? this.settings.pin : hashPin(this.draft.pin);
  }
}

function programmeChoice(option: ProgrammeOption): Choice<string> {
  return {
    value: option.url,
    label: localized(option.title),
    lang: languageOf(option.title),
    ...(option.summary ? { detail: localized(option.summary) } : {}),
  };
}

function check(label: string, checked: boolean, onChange: (on: boolean) => void): TemplateResult {
  return html`<label class="check">
    <input
      type="checkbox"
      .checked=${checked}
      @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    />
    ${label}
  </label>`;
}

function faultLine(id: string, fault: string | undefined): TemplateResult {
  return html`<div id=${id} role="alert">${fault ? html`<p class="error">⚠ ${fault}</p>` : nothing}</div>`;
}

function typed(event: Event): string {
  return (event.target as HTMLInputElement).value;
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
