import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DateRange } from '../../core/report/date-range.ts';
import { type DayReport, daysOf } from '../../core/report/period.ts';
import type { Measure } from '../../core/report/promise.ts';
import { antiFraudMeasure } from '../../core/report/share-for.ts';
import { localTime } from '../../core/wall-time.ts';
import { controlStyles } from '../../elements/controls/control-styles.ts';
import { text } from '../../elements/language.ts';
import { LanguageController } from '../../elements/language-controller.ts';
import { tokens } from '../../elements/tokens/tokens.ts';
import type { EvidenceDesk } from '../exports/evidence-desk.ts';
import '../exports/evidence-section.ts';
import type { MakeWorkbook } from '../exports/table-download.ts';
import type { FindCode } from '../live-code/code-section.ts';
import '../live-code/code-section.ts';
import { choiceOf, type LogDates, type PeriodChoice } from '../period/period-choice.ts';
import '../period/period-picker.ts';
import { rangeName } from '../period/range-name.ts';
import '../plays/play-section.ts';
import '../print/month-sheets.ts';
import { answer } from '../sections/answer.ts';
import { checkpointSection } from '../sections/checkpoint-section.ts';
import { daySection } from '../sections/day-section.ts';
import { heatSection } from '../sections/heat-section.ts';
import { hourSection } from '../sections/hour-section.ts';
import { interruptionsSection } from '../sections/interruptions-section.ts';
import { plannedSection } from '../sections/planned-section.ts';
import { shortfallSection } from '../sections/shortfall-section.ts';
import { topicsSection } from '../sections/topics-section.ts';
import { messages } from '../words/messages.ts';
import { auditorStyles } from './auditor-styles.ts';
import { type DeskActions, type DeskView, measureName, type Trace } from './desk-view.ts';
import type { Reading } from './log-desk.ts';
import { PeriodFacts } from './period-facts.ts';
import { emptySpotBook, type SpotBook } from './spot-book.ts';

const [firstInterruptions, moreInterruptions] = [10, 50];
const [firstShortfalls, moreShortfalls] = [5, 20];

/**
 * What one log says: answers first, then pictures, then the plays they were made from.
 *
 * @fires sheets-change - `{ detail: boolean }` when the sheets to print are wanted, or no longer
 */
@customElement('changming-log-report')
export class LogReportElement extends LitElement {
  static override styles = [
    tokens,
    controlStyles,
    auditorStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 24px;
      }
    `,
  ];

  @property({ attribute: false }) reading: Reading | undefined;
  @property({ attribute: false }) now: () => number = () => Date.now();
  @property({ attribute: false }) spots: SpotBook = emptySpotBook;
  /** Only for this screen's own log: a file is its own evidence. */
  @property({ attribute: false }) evidence: EvidenceDesk | undefined;
  @property({ attribute: false }) workbook: MakeWorkbook | undefined;
  @property({ attribute: false }) findCode: FindCode | undefined;
  /** Of a file: whether it verified. */
  @property({ attribute: false }) verified: boolean | undefined;
  @property({ type: Boolean }) simulated = false;
  /** Whether the sheets to print are shown in place of everything else. */
  @property({ type: Boolean }) sheets = false;
  @state() private measureKey = '';
  @state() private choice: PeriodChoice | undefined;
  @state() private day = '';
  @state() private trace: Trace | undefined;
  @state() private interruptionsShown = firstInterruptions;
  @state() private shortfallsShown = firstShortfalls;
  @state() private isPlannedWhole = false;
  @state() private copied: 'copied' | 'refused' | undefined;

  #days: DayReport[] = [];
  #facts: { readonly reading: Reading; readonly measure: Measure; readonly period: PeriodFacts } | undefined;

  readonly #actions: DeskActions = {
    trace: (trace) => this.#showTrace(trace),
    chooseDay: (date) => {
      this.day = date;
    },
    choosePeriod: (range) => this.#choose({ unit: 'free', range }),
  };

  constructor() {
    super();
    new LanguageController(this);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('reading') || !this.reading) return;
    this.#days = daysOf(this.reading.report.hours);
    const before = changed.get('reading');
    if (before && before.table.origin !== this.reading.table.origin) this.#forget();
  }

  override render(): TemplateResult | typeof nothing {
    const { reading } = this;
    if (!reading || reading.table.size === 0) return nothing;
    const view = this.#view(reading);
    const { report } = reading;
    const say = text(messages);
    if (this.sheets) return this.#sheets(view);
    return html`${answer(view, this.#actions)} ${this.#periodControls(view)}
      ${heatSection(view, this.#actions)} ${daySection(view, this.#actions)}
      ${shortfallSection(view, this.#actions, this.shortfallsShown, () => {
        this.shortfallsShown += moreShortfalls;
      })}
      ${hourSection(view, this.#actions)} ${topicsSection(view, this.#actions)}
      ${plannedSection(view, this.#actions, this.isPlannedWhole, () => {
        this.isPlannedWhole = true;
      })}
      ${interruptionsSection(view, this.#actions, this.interruptionsShown, () => {
        this.interruptionsShown += moreInterruptions;
      })}
      <changming-play-section
        class="plays"
        .reading=${reading}
        .simulated=${this.simulated}
        .workbook=${this.workbook}
        .timeZone=${report.timeZone}
        .fromMs=${view.period.fromMs}
        .toMs=${view.period.toMs}
        .periodName=${rangeName(view.period.range, view.today)}
        .trace=${this.trace}
        .spots=${this.spots}
        @trace-end=${() => {
          this.trace = undefined;
        }}
      ></changming-play-section>
      <changming-code-section .findCode=${this.findCode} .spots=${this.spots}></changming-code-section>
      <changming-evidence-section
        .evidence=${this.evidence}
        .reading=${reading}
        .range=${view.period.range}
        .periodName=${rangeName(view.period.range, view.today)}
      ></changming-evidence-section>
      ${checkpointSection(view, this.copied, (note) => this.#copy(note))}
      <p class="quiet">${say.zone(report.timeZone)} · ${say.scope}</p>`;
  }

  #sheets(view: DeskView): TemplateResult {
    return html`<changming-month-sheets
      .view=${view}
      .now=${this.now}
      .verified=${this.verified}
      .simulated=${this.simulated}
      @sheets-close=${() => this.#showSheets(false)}
    ></changming-month-sheets>`;
  }

  #showSheets(sheets: boolean): void {
    this.dispatchEvent(new CustomEvent('sheets-change', { detail: sheets }));
  }

  #view(reading: Reading): DeskView {
    const { measures } = reading.report;
    const dates = this.#dates(reading);
    const measure = measures.find(({ key }) => key === this.measureKey) ?? measures[0] ?? antiFraudMeasure;
    const { range } = this.choice ?? choiceOf('month', dates);
    const period = this.#periodOf(reading, measure, range);
    const lastOfPeriod = period.days[period.days.length - 1]?.date ?? dates.last;
    const inPeriod = this.day >= range.from && this.day <= range.to;
    const day = this.day && inPeriod ? this.day : lastOfPeriod;
    const doubt = this.simulated ? 'simulated' : this.verified === false ? 'unverified' : undefined;
    return { reading, days: this.#days, measure, period, day, today: dates.today, spots: this.spots, doubt };
  }

  #periodOf(reading: Reading, measure: Measure, range: DateRange): PeriodFacts {
    const known = this.#facts;
    const { from, to } = known?.period.range ?? {};
    if (known?.reading === reading && known.measure === measure && from === range.from && to === range.to) {
      return known.period;
    }
    const period = new PeriodFacts(reading, this.#days, measure, range);
    this.#facts = { reading, measure, period };
    return period;
  }

  #dates(reading: Reading): LogDates {
    const today = localTime(this.now(), reading.report.timeZone).date;
    return {
      first: this.#days[0]?.date ?? today,
      last: this.#days[this.#days.length - 1]?.date ?? today,
      today,
    };
  }

  #periodControls({ reading, measure }: DeskView): TemplateResult {
    const say = text(messages);
    const { measures } = reading.report;
    const dates = this.#dates(reading);
    return html`<div class="controls">
      <changming-period-picker
        .choice=${this.choice ?? choiceOf('month', dates)}
        .dates=${dates}
        .flights=${this.spots.flights}
        @period-choose=${(event: CustomEvent<PeriodChoice>) => this.#choose(event.detail)}
      ></changming-period-picker>
      ${
        measures.length < 2
          ? nothing
          : html`<label class="field"
              ><span>${say.measure}</span>
              <select
                class="input"
                @change=${(event: Event) => {
                  this.measureKey = (event.target as HTMLSelectElement).value;
                }}
              >
                ${measures.map((each) => html`<option value=${each.key} ?selected=${each === measure}>${measureName(each)}</option>`)}
              </select>
            </label>`
      }
      <button type="button" class="button" @click=${() => this.#showSheets(true)}>${say.sheets}</button>
    </div>`;
  }

  #choose(choice: PeriodChoice): void {
    this.choice = choice;
    this.trace = undefined;
    this.interruptionsShown = firstInterruptions;
    this.shortfallsShown = firstShortfalls;
  }

  /** Another log: what was chosen in the one before has no meaning in it. */
  #forget(): void {
    this.choice = undefined;
    this.trace = undefined;
    this.day = '';
    this.measureKey = '';
  }

  async #showTrace(trace: Trace): Promise<void> {
    this.trace = trace;
    await this.updateComplete;
    const section = this.renderRoot.querySelector('changming-play-section');
    await section?.updateComplete;
    section?.reveal();
  }

  async #copy(note: string): Promise<void> {
    this.copied = await navigator.clipboard.writeText(note).then(
      () => 'copied' as const,
      () => 'refused' as const,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-log-report': LogReportElement;
  }
}
