import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type CalendarUnit, type DateRange, nextRange } from '../../core/report/date-range.ts';
import { controlStyles } from '../../elements/controls/control-styles.ts';
import { type Language, text } from '../../elements/language.ts';
import { LanguageController } from '../../elements/language-controller.ts';
import { tokens } from '../../elements/tokens/tokens.ts';
import { type Campaign, dropCampaign, keepCampaign, keptCampaigns } from './campaigns.ts';
import { choiceOf, isStepped, type LogDates, type PeriodChoice } from './period-choice.ts';
import { rangeName } from './range-name.ts';

const messages = {
  'zh-CN': {
    period: '时间范围',
    day: '今日',
    week: '本周',
    month: '本月',
    all: '全部',
    campaign: '活动',
    previous: { day: '前一天', week: '前一周', month: '前一月' },
    next: { day: '后一天', week: '后一周', month: '后一月' },
    from: '从',
    to: '到',
    chosen: (name: string) => `所看时间：${name}`,
    flight: (range: string, spots: number) => `投放期 ${range}（${spots} 个条目）`,
    choose: '选择活动',
    flights: '方案里的投放期',
    kept: '已命名的活动',
    name: '活动名称',
    nameHint: '如：春节反诈宣传月',
    keep: '保存为活动',
    drop: '删除这个活动',
    backwards: '结束日期早于开始日期',
  },
  en: {
    period: 'Period',
    day: 'Today',
    week: 'This week',
    month: 'This month',
    all: 'All',
    campaign: 'Campaign',
    previous: { day: 'Previous day', week: 'Previous week', month: 'Previous month' },
    next: { day: 'Next day', week: 'Next week', month: 'Next month' },
    from: 'From',
    to: 'To',
    chosen: (name: string) => `Looking at ${name}`,
    flight: (range: string, spots: number) => `Flight ${range} (${spots} spots)`,
    choose: 'Choose a campaign',
    flights: 'Flights of the programme',
    kept: 'Named campaigns',
    name: 'Name of the campaign',
    nameHint: 'e.g. Spring Festival',
    keep: 'Keep as a campaign',
    drop: 'Delete this campaign',
    backwards: 'It ends before it begins',
  },
} satisfies Record<Language, unknown>;

const units: readonly (CalendarUnit | 'all')[] = ['day', 'week', 'month', 'all'];

/**
 * Which days to look at: a unit of the calendar, a named campaign, or any dates.
 *
 * @fires period-choose - `{ detail: PeriodChoice }`
 */
@customElement('changming-period-picker')
export class PeriodPickerElement extends LitElement {
  static override styles = [
    tokens,
    controlStyles,
    css`
      :host,
      .row,
      .field {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        font: var(--cm-type-body) / var(--cm-line-height) var(--cm-font);
      }
      .field {
        gap: 4px 8px;
      }
      .field .input,
      select.input {
        width: auto;
        max-width: 100%;
        color: inherit;
        font: inherit;
      }
      .segmented {
        flex-wrap: wrap;
      }
      .row {
        width: 100%;
      }
    `,
  ];

  @property({ attribute: false }) choice: PeriodChoice = { unit: 'month', range: { from: '', to: '' } };
  @property({ attribute: false }) dates: LogDates = { first: '', last: '', today: '' };
  /** Suggested ranges, with the number of spots that share them. */
  @property({ attribute: false }) flights: readonly (DateRange & { readonly spots: number })[] = [];
  @state() private campaigns: readonly Campaign[] = keptCampaigns();
  @state() private isCampaignOpen = false;
  @state() private name = '';
  @state() private isBackwards = false;

  constructor() {
    super();
    new LanguageController(this);
  }

  override render(): TemplateResult {
    const say = text(messages);
    const { unit, range } = this.choice;
    return html`<div class="segmented" role="group" aria-label=${say.period}>
        ${units.map(
          (each) =>
            html`<button type="button" class="button" aria-pressed=${unit === each ? 'true' : 'false'}
              @click=${() => this.#choose(choiceOf(each, this.dates))}>${say[each]}</button>`,
        )}
        <button type="button" class="button" aria-expanded=${this.isCampaignOpen ? 'true' : 'false'}
          aria-pressed=${unit === 'campaign' ? 'true' : 'false'}
          @click=${() => {
            this.isCampaignOpen = !this.isCampaignOpen;
          }}>${say.campaign}</button>
      </div>
      ${isStepped(unit) ? this.#steps(unit) : nothing} ${this.#edge('from')} ${this.#edge('to')}
      <strong role="status">${rangeName(range, this.dates.today)}</strong>
      ${this.isBackwards ? html`<p class="error" role="alert">${say.backwards}</p>` : nothing}
      ${this.isCampaignOpen ? this.#campaignRow() : nothing}`;
  }

  #steps(unit: CalendarUnit): TemplateResult {
    const say = text(messages);
    const { range } = this.choice;
    const step = (by: 1 | -1) => () => this.#choose({ unit, range: nextRange(unit, range, by) });
    return html`<span>
      <button type="button" class="button" aria-label=${say.previous[unit]} title=${say.previous[unit]}
        ?disabled=${range.from <= this.dates.first} @click=${step(-1)}>←</button>
      <button type="button" class="button" aria-label=${say.next[unit]} title=${say.next[unit]}
        ?disabled=${range.to >= this.dates.last} @click=${step(1)}>→</button>
    </span>`;
  }

  #edge(edge: 'from' | 'to'): TemplateResult {
    return html`<label class="field"><span>${text(messages)[edge]}</span>
      <input class="input" type="date" .value=${this.choice.range[edge]} aria-invalid=${this.isBackwards ? 'true' : nothing}
        @change=${(event: Event) => this.#moveEdge(edge, (event.target as HTMLInputElement).value)} /></label>`;
  }

  #moveEdge(edge: 'from' | 'to', value: string): void {
    if (!value) return;
    const range = { ...this.choice.range, [edge]: value };
    this.isBackwards = range.from > range.to;
    if (!this.isBackwards) this.#choose({ unit: 'free', range });
  }

  #campaignRow(): TemplateResult {
    const say = text(messages);
    const { range, unit } = this.choice;
    const current = this.campaigns.find(
      ({ from, to }) => unit === 'campaign' && from === range.from && to === range.to,
    );
    return html`<div class="row">
      ${this.campaigns.length + this.flights.length > 0 ? this.#campaignChoice(current) : nothing}
      <label class="field"><span>${say.name}</span>
        <input class="input" placeholder=${say.nameHint} maxlength="60" .value=${this.name}
          @input=${(event: Event) => {
            this.name = (event.target as HTMLInputElement).value;
          }} /></label>
      <button type="button" class="button" ?disabled=${!this.name.trim()} @click=${this.#keep}>${say.keep}</button>
      ${
        current
          ? html`<button type="button" class="button" @click=${() => {
              this.campaigns = dropCampaign(current.name);
            }}>${say.drop}</button>`
          : nothing
      }
    </div>`;
  }

  #campaignChoice(current: Campaign | undefined): TemplateResult {
    const say = text(messages);
    const choices: readonly DateRange[] = [...this.campaigns, ...this.flights];
    return html`<select class="input" aria-label=${say.choose}
      @change=${(event: Event) => {
        const range = choices[Number((event.target as HTMLSelectElement).value)];
        if (range) this.#choose({ unit: 'campaign', range: { from: range.from, to: range.to } });
      }}>
      <option value="">${say.choose}</option>
      ${
        this.campaigns.length > 0
          ? html`<optgroup label=${say.kept}>
              ${this.campaigns.map((each, index) => html`<option value=${index} ?selected=${each === current}>${each.name}（${each.from}—${each.to}）</option>`)}
            </optgroup>`
          : nothing
      }
      ${
        this.flights.length > 0
          ? html`<optgroup label=${say.flights}>
              ${this.flights.map((each, index) => html`<option value=${index + this.campaigns.length}>${say.flight(`${each.from}—${each.to}`, each.spots)}</option>`)}
            </optgroup>`
          : nothing
      }
    </select>`;
  }

  #keep(): void {
    const { range } = this.choice;
    this.campaigns = keepCampaign({ name: this.name.trim(), from: range.from, to: range.to });
    this.name = '';
    this.#choose({ unit: 'campaign', range });
  }

  #choose(choice: PeriodChoice): void {
    this.isBackwards = false;
    this.dispatchEvent(new CustomEvent('period-choose', { detail: choice }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-period-picker': PeriodPickerElement;
  }
}
