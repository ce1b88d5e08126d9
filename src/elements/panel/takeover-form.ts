import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatFault } from '../../core/playlist/fault.ts';
import type { CommandOutcome } from '../../core/ports/takeovers.ts';
import { choiceGroup } from '../controls/choice-group.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { topicName } from '../controls/vocabulary.ts';
import { language, text } from '../language.ts';
import { LanguageController } from '../language-controller.ts';
import { screenScale, tokens } from '../tokens/tokens.ts';
import { panelStyles } from './panel-styles.ts';
import {
  type DraftField,
  draftOf,
  lengths,
  longestTyped,
  missingIn,
  type TakeoverDraft,
  takeoverOf,
  warningOf,
} from './takeover-draft.ts';
import { messages } from './takeover-messages.ts';
import './takeover-preview.ts';
import type { GiveOrder } from './takeover-status.ts';
import { takeoverStyles } from './takeover-styles.ts';
import { templates } from './takeover-templates.ts';

const own = { text: { 'zh-CN': '' } };

/** A warning typed on the spot or made of a template, with its picture; or a file of them. */
@customElement('changming-takeover-form')
export class TakeoverForm extends LitElement {
  static override styles = [tokens, screenScale, controlStyles, panelStyles, takeoverStyles];

  @property({ attribute: false }) giveOrder: GiveOrder | undefined;
  @property({ type: Number }) proportion = 9 / 16;

  @state() private draft: TakeoverDraft = draftOf(templates[0] ?? own, { by: '', why: '' });
  @state() private missing: readonly DraftField[] = [];
  @state() private answer: readonly string[] = [];

  constructor() {
    super();
    new LanguageController(this);
    const { byDefault: by, whyDefault: why } = text(messages);
    this.draft = { ...this.draft, by, why };
  }

  protected override render(): TemplateResult {
    const say = text(messages);
    return html`<form class="inside" novalidate @submit=${this.#onSubmit}>
      ${this.#templates()} ${this.#field('text')} ${this.#field('detail')} ${this.#field('action')}
      <changming-takeover-preview
        .warning=${warningOf(this.draft, templates)}
        .proportion=${this.proportion}
        label="${say.preview}: ${this.draft.text}"
      ></changming-takeover-preview>
      ${this.#length()} ${this.#when()} ${this.#field('by')} ${this.#field('why')}
      <button class="button primary" type="submit">${say.send}</button>
      <div class="file">
        <label class="label" for="file">${say.file}</label>
        <p class="hint" id="file-hint">${say.fileHint}</p>
        <input class="input" id="file" type="file" accept=".json,application/json" aria-describedby="file-hint"
          @change=${this.#onFile} />
      </div>
      <div role="status">${this.answer.map((line) => html`<p>${line}</p>`)}</div>
    </form>`;
  }

  #templates(): TemplateResult {
    const say = text(messages);
    const names = templates.map(({ topic = '' }) => ({ value: topic, label: topicName(topic) }));
    return choiceGroup({
      name: 'template',
      legend: say.template,
      choices: [...names, { value: '', label: say.own }],
      chosen: this.draft.topic,
      onChoose: (topic) => this.#choose(topic),
    });
  }

  #choose(chosen: string): void {
    const template = templates.find(({ topic }) => topic === chosen) ?? own;
    const { by, why, length, when } = this.draft;
    this.#change({ ...draftOf(template, { by, why }), length, when });
  }

  #field(name: DraftField): TemplateResult {
    const say = text(messages);
    const isMissing = this.missing.includes(name);
    return html`<div>
      <label class="label" for=${name}>${say[name]}</label>
      <input
        class="input"
        id=${name}
        autocomplete="off"
        maxlength=${longestTyped}
        aria-invalid=${isMissing ? 'true' : 'false'}
        aria-describedby="${name}-fault"
        .value=${this.draft[name]}
        @input=${(event: InputEvent) => this.#change({ [name]: (event.target as HTMLInputElement).value })}
      />
      <div id="${name}-fault" role="alert">
        ${isMissing ? html`<p class="error">⚠ ${say.missing}</p>` : nothing}
      </div>
    </div>`;
  }

  #length(): TemplateResult {
    const say = text(messages);
    return choiceGroup({
      name: 'length',
      legend: say.length,
      choices: lengths.map((value) => ({ value, label: say.lengths[value] })),
      chosen: this.draft.length,
      onChoose: (length) => this.#change({ length }),
    });
  }

  #when(): TemplateResult {
    const say = text(messages);
    return choiceGroup({
      name: 'when',
      legend: say.when,
      choices: (['now', 'boundary'] as const).map((value) => ({ value, label: say.whens[value] })),
      chosen: this.draft.when,
      onChoose: (when) => this.#change({ when }),
    });
  }

  #change(change: Partial<TakeoverDraft>): void {
    this.draft = { ...this.draft, ...change };
    this.answer = [];
    if (this.missing.length > 0) this.missing = missingIn(this.draft);
  }

  #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#send();
  };

  async #send(): Promise<void> {
    this.missing = missingIn(this.draft);
    if (this.missing.length > 0) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    const takeover = takeoverOf(this.draft, templates, Date.now());
    const outcome = await this.giveOrder?.({ do: 'begin', takeover }, 'panel');
    this.answer = outcome ? [text(messages).outcomes[outcome]] : [];
  }

  #onFile = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    // The same file, mended, may be chosen again.
    if (file) void this.#sendFile(file).finally(() => (input.value = ''));
  };

  async #sendFile(file: File): Promise<void> {
    const { parseTakeovers } = await import('../../core/takeover/parse.ts');
    const parsed = parseTakeovers(new Uint8Array(await file.arrayBuffer()), file.name);
    if (!parsed.ok) {
      this.answer = parsed.faults.slice(0, 10).map((fault) => `⚠ ${formatFault(fault, language())}`);
      return;
    }
    const outcomes: (CommandOutcome | undefined)[] = [];
    for (const takeover of parsed.value) {
      outcomes.push(await this.giveOrder?.({ do: 'begin', takeover }, 'file'));
    }
    const say = text(messages);
    const others = outcomes.flatMap((outcome, index) =>
      outcome === undefined || outcome === 'done'
        ? []
        : [`${parsed.value[index]?.id ?? ''}: ${say.outcomes[outcome]}`],
    );
    const done = outcomes.filter((outcome) => outcome === 'done').length;
    this.answer = [say.fileDone(done, outcomes.length), ...others];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-takeover-form': TakeoverForm;
  }
}
