import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { filterPlays, type PlayFilter } from '../../core/report/filter.ts';
import { emptyPlayTable, type PlayTable, playAt } from '../../core/report/play-table.ts';
import type { PlaySubject } from '../../core/report/row-subject.ts';
import { controlStyles } from '../../elements/controls/control-styles.ts';
import { categoryName, topicName } from '../../elements/controls/vocabulary.ts';
import { text } from '../../elements/language.ts';
import { LanguageController } from '../../elements/language-controller.ts';
import { tokens } from '../../elements/tokens/tokens.ts';
import { auditorStyles } from '../desk/auditor-styles.ts';
import type { Trace } from '../desk/desk-view.ts';
import type { Reading } from '../desk/log-desk.ts';
import { emptySpotBook, type SpotBook } from '../desk/spot-book.ts';
import type { MakeWorkbook } from '../exports/table-download.ts';
import { count } from '../words/dates.ts';
import { messages } from '../words/messages.ts';
import { outcomeName } from './outcome.ts';
import '../exports/table-download.ts';
import { localTime } from '../../core/wall-time.ts';
import './play-list.ts';

interface Wishes {
  readonly category: string;
  readonly topic: string;
  readonly outcome: string;
  readonly spotText: string;
}

const noWishes: Wishes = { category: '', topic: '', outcome: '', spotText: '' };

/**
 * The plays of a period with filters, or those behind one figure.
 *
 * @fires trace-end - when the whole period is wanted again
 */
@customElement('changming-play-section')
export class PlaySectionElement extends LitElement {
  static override styles = [
    tokens,
    controlStyles,
    auditorStyles,
    css`
      .traced {
        padding: 8px 16px;
        border-left: 4px solid var(--cm-accent);
        background: var(--cm-accent-soft);
      }
    `,
  ];

  @property({ attribute: false }) reading: Reading | undefined;
  @property() timeZone = 'UTC';
  /** Wall time of the period, [fromMs, toMs). */
  @property({ type: Number }) fromMs = Number.NEGATIVE_INFINITY;
  @property({ type: Number }) toMs = Number.POSITIVE_INFINITY;
  /** The period in words. */
  @property() periodName = '';
  /** The figure whose plays are wanted. */
  @property({ attribute: false }) trace: Trace | undefined;
  @property({ type: Boolean }) simulated = false;
  @property({ attribute: false }) workbook: MakeWorkbook | undefined;
  @property({ attribute: false }) spots: SpotBook = emptySpotBook;
  @state() private wishes = noWishes;
  @state() private rows: Uint32Array = new Uint32Array();

  constructor() {
    super();
    new LanguageController(this);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('trace')) this.wishes = this.trace ? wishesOf(this.trace.filter) : noWishes;
    const asked = ['reading', 'wishes', 'trace', 'fromMs', 'toMs'].some((name) => changed.has(name));
    if (asked) this.rows = filterPlays(this.table, this.#filter());
  }

  private get table(): PlayTable {
    return this.reading?.table ?? emptyPlayTable;
  }

  override render(): TemplateResult {
    const say = text(messages);
    const plays = this.table.subjects.filter((subject): subject is PlaySubject => subject.type === 'play');
    return html`<section class="card" aria-labelledby="plays">
      <h2 id="plays" tabindex="-1">${say.playList}</h2>
      ${this.#scope()}
      <form class="controls" @submit=${(event: Event) => event.preventDefault()}>
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
        <strong role="status">${say.found(count(this.rows.length))}</strong>
        <changming-table-download
          .reading=${this.reading}
          .simulated=${this.simulated}
          .workbook=${this.workbook} .rows=${this.rows} .name=${this.#fileName()}></changming-table-download>
      </div>
      ${
        this.rows.length === 0
          ? html`<p>${say.noPlays}</p>`
          : html`<changming-play-list
              .table=${this.table}
              .rows=${this.rows}
              .timeZone=${this.timeZone}
              .spots=${this.spots}
            ></changming-play-list>`
      }
    </section>`;
  }

  /** Puts the list into view and the keyboard at its heading. */
  reveal(): void {
    const heading = this.renderRoot.querySelector<HTMLElement>('h2');
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }

  /** `changming-plays-<screen>-<first date>-<last date>` of what is listed. */
  #fileName(): string {
    const screen = this.table.origin?.split('/')[1] ?? '';
    const ends = [this.rows[0], this.rows[this.rows.length - 1]].map((seq) => playAt(this.table, seq ?? -1));
    const dates = ends.flatMap((play) => (play ? [localTime(play.startMs, this.timeZone).date] : []));
    return ['changming-plays', screen, ...new Set(dates)].join('-');
  }

  #scope(): TemplateResult | typeof nothing {
    const say = text(messages);
    if (!this.trace)
      return this.periodName ? html`<p class="quiet">${say.shownFor(this.periodName)}</p>` : nothing;
    return html`<div class="controls traced">
      <span>${say.tracedTo(this.trace.name)}</span>
      <button type="button" class="button" @click=${() => this.dispatchEvent(new CustomEvent('trace-end'))}>
        ✕ ${say.untrace}
      </button>
    </div>`;
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

  #wish(name: keyof Wishes): (event: Event) => void {
    return (event) => {
      const { value } = event.target as HTMLInputElement | HTMLSelectElement;
      this.wishes = { ...this.wishes, [name]: value };
    };
  }

  #reset(): void {
    this.wishes = noWishes;
  }

  /** What the fields wish takes the place of what the figure asked, which they show. */
  #filter(): PlayFilter {
    const { category: _category, topic: _topic, outcome: _outcome, ...traced } = this.trace?.filter ?? {};
    const { category, topic, outcome, spotText } = this.wishes;
    return {
      fromMs: this.fromMs,
      toMs: this.toMs,
      ...traced,
      ...(category && { category }),
      ...(topic && { topic }),
      ...(outcome && { outcome }),
      ...(spotText && { spotText }),
    };
  }
}

function wishesOf({ category = '', topic = '', outcome = '' }: PlayFilter): Wishes {
  return { category, topic, outcome, spotText: '' };
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-play-section': PlaySectionElement;
  }
}
