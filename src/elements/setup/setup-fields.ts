import { html, nothing, type TemplateResult } from 'lit';
import type { RotationDegrees } from '../../core/screen/screen-settings.ts';
import { type Choice, choiceGroup } from '../controls/choice-group.ts';
import { languageOf, localized } from '../controls/localized.ts';
import { text } from '../language.ts';
import { messages } from './messages.ts';
import type { ProgrammeOption } from './programme-option.ts';
import { programmeUrlOf, type SetupDraft, type SetupFault } from './setup-draft.ts';
import { venues } from './venues.ts';

/** What the fields of the set-up page show and change. */
export interface SetupForm {
  readonly draft: SetupDraft;
  readonly programmes: readonly ProgrammeOption[];
  readonly faults: readonly SetupFault[];
  /** The name entered, or the one suggested. */
  readonly screenName: string;
  readonly pinShown: boolean;
  /** A PIN is set already. */
  readonly pinKept: boolean;
  /** The slogans' words were given before. */
  readonly wordsKept: boolean;
  change(change: Partial<SetupDraft>): void;
  showPin(shown: boolean): void;
}

const ownProgramme = 'own';
const rotations: readonly RotationDegrees[] = [0, 90, 180, 270];

export function screenNameField(form: SetupForm): TemplateResult {
  const say = text(messages);
  const fault = faultText(form, 'screen-name-missing', 'screen-name-long');
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
      .value=${form.screenName}
      @input=${(event: InputEvent) => form.change({ screenName: typed(event) })}
    />
    ${faultLine('screen-name-fault', fault)}
  </div>`;
}

export function venueField(form: SetupForm): TemplateResult {
  const say = text(messages);
  return choiceGroup({
    name: 'venue',
    legend: say.venue,
    choices: venues.map((value) => ({ value, label: say.venues[value] })),
    chosen: form.draft.venue,
    onChoose: (venue) => form.change({ venue }),
  });
}

export function programmeField(form: SetupForm): TemplateResult {
  const say = text(messages);
  const { ownProgramme: own } = form.draft;
  return html`<div>
    ${choiceGroup({
      name: 'programme',
      legend: say.programme,
      ...(form.programmes.length === 0 ? { hint: say.noProgrammes } : {}),
      choices: [
        ...form.programmes.map(programmeChoice),
        { value: ownProgramme, label: say.ownProgramme, detail: say.ownProgrammeDetail },
      ],
      chosen: own ? ownProgramme : programmeUrlOf(form.draft, form.programmes),
      onChoose: (value) => chooseProgramme(form, value),
    })}
    ${own ? programmeUrlField(form) : nothing}
  </div>`;
}

function programmeUrlField(form: SetupForm): TemplateResult {
  const say = text(messages);
  const fault = faultText(form, 'programme-url');
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
      .value=${form.draft.programmeUrl ?? ''}
      @input=${(event: InputEvent) => form.change({ programmeUrl: typed(event) })}
    />
    ${faultLine('programme-url-fault', fault)}
  </div>`;
}

export function rotationField(form: SetupForm): TemplateResult {
  const say = text(messages);
  return choiceGroup({
    name: 'rotation',
    legend: say.rotation,
    hint: say.rotationHint,
    choices: rotations.map((value) => ({
      value,
      label: say.rotations[value],
      picture: rotationPicture(form, value),
    })),
    chosen: form.draft.rotationDegrees,
    onChoose: (rotationDegrees) => form.change({ rotationDegrees }),
  });
}

/** Turned against the panel's system, not against this page, which may be turned itself. */
function rotationPicture(form: SetupForm, degrees: RotationDegrees): TemplateResult {
  const turn = degrees - form.draft.rotationDegrees;
  return html`<span class="sample" aria-hidden="true">
    <i style="transform: rotate(${turn}deg)">${text(messages).rotationSample}</i>
  </span>`;
}

export function pinField(form: SetupForm): TemplateResult {
  const say = text(messages);
  const fault = faultText(form, 'pin');
  const kept = form.pinKept;
  return html`<div>
    <label class="label" for="pin">${say.pin}</label>
    <p class="hint" id="pin-hint">${say.pinHint} ${kept ? say.pinKept : nothing}</p>
    <div class="pin-row">
      <input
        class="input"
        id="pin"
        type=${form.pinShown ? 'text' : 'password'}
        inputmode="numeric"
        autocomplete="new-password"
        enterkeyhint="next"
        maxlength="8"
        aria-describedby="pin-hint pin-fault"
        aria-invalid=${fault ? 'true' : 'false'}
        ?disabled=${form.draft.removePin}
        .value=${form.draft.pin}
        @input=${(event: InputEvent) => form.change({ pin: typed(event) })}
      />
      ${check(say.pinShow, form.pinShown, (on) => {
        form.showPin(on);
      })}
      ${kept ? check(say.pinRemove, form.draft.removePin, (on) => form.change({ removePin: on })) : nothing}
    </div>
    ${faultLine('pin-fault', fault)}
  </div>`;
}

function faultText({ faults }: SetupForm, ...codes: SetupFault[]): string | undefined {
  const fault = faults.find((code) => codes.includes(code));
  return fault && text(messages).faults[fault];
}

function chooseProgramme(form: SetupForm, value: string): void {
  const own = value === ownProgramme;
  form.change({ ownProgramme: own, programmeUrl: own ? '' : value });
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
