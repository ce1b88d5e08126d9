import { html, nothing, type TemplateResult } from 'lit';

export interface Choice<T extends string | number> {
  readonly value: T;
  readonly label: string;
  readonly detail?: string;
  readonly picture?: TemplateResult;
  /** Language of the texts where it is not the page's. */
  readonly lang?: string;
}

interface ChoiceGroup<T extends string | number> {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly choices: readonly Choice<T>[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

/** Native radio buttons drawn as tiles. */
export function choiceGroup<T extends string | number>(group: ChoiceGroup<T>): TemplateResult {
  return html`<fieldset class="group-${group.name}">
    <legend class="label">${group.legend}</legend>
    ${group.hint ? html`<p class="hint">${group.hint}</p>` : nothing}
    <div class="choices">${group.choices.map((choice) => tile(group, choice))}</div>
  </fieldset>`;
}

function tile<T extends string | number>(group: ChoiceGroup<T>, choice: Choice<T>): TemplateResult {
  return html`<label class="choice" lang=${choice.lang ?? nothing}>
    <input
      type="radio"
      name=${group.name}
      value=${choice.value}
      .checked=${choice.value === group.chosen}
      @change=${() => group.onChoose(choice.value)}
    />
    <span class="tile">
      ${choice.picture ?? nothing}
      <strong>${choice.label}</strong>
      ${choice.detail ? html`<span class="hint">${choice.detail}</span>` : nothing}
    </span>
  </label>`;
}
