import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { filterPlays, type PlayFilter } from '../../core/report/filter.ts';
import { emptyPlayTable, type PlayTable } from '../../core/report/play-table.ts';
import type { PlaySubject } from '../../core/report/row-subject.ts';
import { wallMsOf } from '../../core/wall-time.ts';
import { controlStyles } from '../../elements/controls/control-styles.ts';
import { percent } from '../../elements/controls/format.ts';
import { categoryName, topicName } from '../../elements/controls/vocabulary.ts';
import { text } from '../../elements/language.ts';
import { LanguageController } from '../../elements/language-controller.ts';
import { tokens } from '../../elements/tokens/tokens.ts';
import { auditorStyles } from '../desk/auditor-styles.ts';
import { csvFile, saveFile } from '../exports/csv-file.ts';
import { addDays, count } from '../words/dates.ts';
import { messages } from '../words/messages.ts';
import './play-list.ts';

interface Wishes {
  readonly from: string;
  readonly to: string;
  readonly category: string;
  readonly topic: string;
  readonly outcome: string;
  readonly spotText: string;
}

const noWishes: Wishes = { from: '', to: '', category: '', topic: '', outcome: '', spotText: '' };

/** All plays with filters, and what is filtered as a file. */
@customElement('changming-play-section')
export class PlaySectionElement extends LitElement {
  static override styles = [
    tokens,
    controlStyles,
    auditorStyles,
    css`
      :host {
        min-height: 0;
        background: none;
      }
    `,
  ];

  @property({ attribute: false }) table: PlayTable = emptyPlayTable;
  @property() timeZone = 'UTC';
  /** For file names. */
  @property() screen = '';
  @state() private wishes = noWishes;
  @state() private rows: Uint32Array = new Uint32Array();
  @state() private download: { readonly stop: AbortController; readonly done: number } | undefined;

  constructor() {
    super();
    new LanguageController(this);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('table') || changed.has('wishes') || changed.has('timeZone')) {
      this.rows = filterPlays(this.table, this.#filter());
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.download?.stop.abort();
  }

  override render(): TemplateResult {
    const say = text(messages);
    const plays = this.table.subjects.filter((subject): subject is PlaySubject => subject.type === 'play');
    return html`<section class="card" aria-labelledby="plays">
      <h2 id="plays">${say.playList}</h2>
      <form class="controls" @submit=${(event: Event) => event.preventDefault()}>
        ${this.#dateField('from', say.from)} ${this.#dateField('to', say.to)}
        ${this.#choice('category', say.category, plays, ({ category }) => category, categoryName)}
        ${this.#choice('topic', say.topic, plays, ({ topic }) => topic, topicName)}
        ${this.#choice('outcome', say.result, plays, ({ outcome }) => outcome, outcomeName)}
        <label class="field"
          ><span>${say.spotText}</span>
          <input class="input" type="search" .value=${this.wishes.spotText} @input=${this.#wish('spotText')} />
        </label>
        <button type="button" class="button" ?disabled=${this.wishes === noWishes} @click=${this.#reset}>
          ${say.reset}
        </button>
      </form>
      <div class="controls">
        <strong role="status">${say.found(count(this.rows.length))}</strong> ${this.#downloadControls()}
      </div>
      ${
        this.rows.length === 0
          ? html`<p>${say.noPlays}</p>`
          : html`<changming-play-list
              .table=${this.table}
              .rows=${this.rows}
              .timeZone=${this.timeZone}
            ></changming-play-list>`
      }
    </section>`;
  }

  #dateField(name: 'from' | 'to', label: string): TemplateResult {
    return html`<label class="field"
      ><span>${label}</span>
      <input class="input" type="date" .value=${this.wishes[name]} @change=${this.#wish(name)} />
    </label>`;
  }

  #choice(
    name: 'category' | 'topic' | 'outcome',
    label: string,
    plays: readonly PlaySubject[],
    wordOf: (play: PlaySubject) => string | undefined,
    nameOf: (value: string) => string,
  ): TemplateResult {
    const values = [...new Set(plays.map(wordOf))].filter((value) => value !== undefined).sort();
    return html`<label class="field"
      ><span>${label}</span>
      <select class="input" .value=${this.wishes[name]} @change=${this.#wish(name)}>
        <option value="">${text(messages).all}</option>
        ${values.map((value) => html`<option value=${value} ?selected=${value === this.wishes[name]}>${nameOf(value)}</option>`)}
      </select>
    </label>`;
  }

  #downloadControls(): TemplateResult {
    const say = text(messages);
    if (!this.download) {
      const none = this.rows.length === 0;
      return html`<button type="button" class="button primary" ?disabled=${none} @click=${this.#save}>${say.download}</button>`;
    }
    const { stop, done } = this.download;
    return html`<progress max="1" .value=${done} aria-label=${say.download}></progress>
      <span>${say.downloading(percent(done))}</span>
      <button type="button" class="button" @click=${() => stop.abort()}>${say.cancel}</button>`;
  }

  #wish(name: keyof Wishes): (event: Event) => void {
    return (event) => {
      const { value } = event.target as HTMLInputElement | HTMLSelectElement;
      this.wishes = { ...this.wishes, [name]: value };
    };
  }

  #reset(): void {
    this.wishes = noWishes;
  }

  #filter(): PlayFilter {
    const { from, to, category, topic, outcome, spotText } = this.wishes;
    return {
      ...(from && { fromMs: wallMsOf(from, 0, this.timeZone) }),
      ...(to && { toMs: wallMsOf(addDays(to, 1), 0, this.timeZone) }),
      ...(category && { category }),
      ...(topic && { topic }),
      ...(outcome && { outcome }),
      ...(spotText && { spotText }),
    };
  }

  async #save(): Promise<void> {
    const stop = new AbortController();
    this.download = { stop, done: 0 };
    try {
      const file = await csvFile(this.table, this.rows, {
        signal: stop.signal,
        onProgress: (done, total) => {
          this.download = { stop, done: done / total };
        },
      });
      saveFile(file, `changming-plays-${this.screen}${this.wishes.from && `-${this.wishes.from}`}.csv`);
    } catch (error) {
      // Cancelling is no error; anything else belongs in the page's diagnostics.
      if (!stop.signal.aborted) throw error;
    } finally {
      this.download = undefined;
    }
  }
}

function outcomeName(outcome: string): string {
  return text(messages).outcome[outcome] ?? outcome;
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-play-section': PlaySectionElement;
  }
}
