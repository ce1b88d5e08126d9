import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { nextRange, rangeAround } from '../../core/report/date-range.ts';
import { controlStyles } from '../../elements/controls/control-styles.ts';
import { type Language, text } from '../../elements/language.ts';
import { LanguageController } from '../../elements/language-controller.ts';
import { tokens } from '../../elements/tokens/tokens.ts';
import type { DeskView } from '../desk/desk-view.ts';
import { PeriodFacts } from '../desk/period-facts.ts';
import { type FilledIn, monthSheet } from './month-sheet.ts';
import { sheetStyles } from './sheet-styles.ts';

const messages = {
  'zh-CN': {
    title: '月度核查表',
    hint: '每块屏幕每月一页，A4。下面三项会印在表上，可以留空手写。',
    venue: '网点名称',
    address: '地址',
    inspector: '检查单位',
    print: '打印',
    back: '返回',
    none: '所看时间没有播出记录，没有可打印的表。',
  },
  en: {
    title: 'Monthly sheets',
    hint: 'One A4 page a screen and month. These three are printed; leave them empty to write by hand.',
    venue: 'Venue',
    address: 'Address',
    inspector: 'Inspected by',
    print: 'Print',
    back: 'Back',
    none: 'Nothing was played in the period looked at: there is no sheet to print.',
  },
} satisfies Record<Language, unknown>;

const fields = ['venue', 'address', 'inspector'] as const;
const mostSheets = 24;

/**
 * The months of a period as sheets of paper.
 *
 * @fires sheets-close - when the page is wanted back
 */
@customElement('changming-month-sheets')
export class MonthSheetsElement extends LitElement {
  static override styles = [tokens, controlStyles, sheetStyles];

  @property({ attribute: false }) view: DeskView | undefined;
  /** When it is printed, milliseconds since 1970. */
  @property({ attribute: false }) now: () => number = () => Date.now();
  /** Verified, or not, or (on the screen itself) not looked at. */
  @property({ attribute: false }) verified: boolean | undefined;
  @property({ type: Boolean }) simulated = false;
  @state() private filledIn: FilledIn = { venue: '', address: '', inspector: '' };

  constructor() {
    super();
    new LanguageController(this);
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (!view) return nothing;
    const say = text(messages);
    const months = monthsOf(view);
    const facts = { printedAtMs: this.now(), verified: this.verified, simulated: this.simulated };
    return html`<div class="toolbar">
        <h2 tabindex="-1">${say.title}</h2>
        <button type="button" class="button primary" ?disabled=${months.length === 0} @click=${() => window.print()}>
          ${say.print}
        </button>
        <button type="button" class="button" @click=${() => this.dispatchEvent(new CustomEvent('sheets-close'))}>
          ← ${say.back}
        </button>
        <p class="hint">${months.length === 0 ? say.none : say.hint}</p>
        ${fields.map(
          (field) => html`<label class="field"
            ><span>${say[field]}</span>
            <input
              class="input"
              maxlength="40"
              .value=${this.filledIn[field]}
              @input=${(event: Event) => {
                this.filledIn = { ...this.filledIn, [field]: (event.target as HTMLInputElement).value };
              }}
          /></label>`,
        )}
      </div>
      ${months.map((month) => monthSheet({ ...view, period: month }, this.filledIn, facts))}`;
  }
}

/** The calendar months of the period in which something was on air, the oldest first. */
function monthsOf(view: DeskView): PeriodFacts[] {
  const { reading, days, measure, period } = view;
  const months: PeriodFacts[] = [];
  const first = period.days[0]?.date;
  const last = period.days[period.days.length - 1]?.date;
  if (first === undefined || last === undefined) return [];
  for (let month = rangeAround('month', first); month.from <= last; month = nextRange('month', month, 1)) {
    const facts = new PeriodFacts(reading, days, measure, month);
    if (facts.days.length > 0) months.push(facts);
    if (months.length === mostSheets) break;
  }
  return months;
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-month-sheets': MonthSheetsElement;
  }
}
