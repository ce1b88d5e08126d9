import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { sequencesOfDates } from '../../core/evidence/export/export-range.ts';
import type { DateRange } from '../../core/report/date-range.ts';
import { choiceGroup } from '../../elements/controls/choice-group.ts';
import { controlStyles } from '../../elements/controls/control-styles.ts';
import { percent } from '../../elements/controls/format.ts';
import { type Language, text } from '../../elements/language.ts';
import { LanguageController } from '../../elements/language-controller.ts';
import { tokens } from '../../elements/tokens/tokens.ts';
import { auditorStyles } from '../desk/auditor-styles.ts';
import type { Reading } from '../desk/log-desk.ts';
import { messages as common } from '../words/messages.ts';
import type { EvidenceDesk, EvidenceFormat } from './evidence-desk.ts';

const messages = {
  'zh-CN': {
    title: '导出证据',
    hint: '证据包（ZIP）带签名与哈希树，任何人不用本系统也能核验；原始记录（NDJSON）是日志条目原文。导出这件事本身也会写进日志。',
    scope: '导出范围',
    period: (name: string) => `所看时间：${name}`,
    whole: '整本日志',
    by: '导出人或单位（写入日志）',
    byHint: '如：XX 街道督导组',
    zip: '导出证据包 ZIP',
    ndjson: '导出原始记录 NDJSON',
    making: (done: string) => `正在导出 ${done}`,
    done: '已导出。日志里记下了这次导出。',
    doneUnnoted: '已导出。播放器没有应答，日志里没有记下这次导出。',
    cancelled: '已取消，没有导出。',
    failed: (why: string) => `没有导出：${why}。播放与记录不受影响。`,
    none: '所看时间没有记录，不能导出。',
  },
  en: {
    title: 'Export evidence',
    hint: 'The evidence (ZIP) carries signatures and a hash tree that anyone can verify without this program; raw entries (NDJSON) are the log’s own words. That an export was taken is itself written into the log.',
    scope: 'What to export',
    period: (name: string) => `The period looked at: ${name}`,
    whole: 'The whole log',
    by: 'Who takes it (written into the log)',
    byHint: 'e.g. inspection team of the sub-district',
    zip: 'Export evidence, ZIP',
    ndjson: 'Export raw entries, NDJSON',
    making: (done: string) => `Exporting ${done}`,
    done: 'Exported. The log says so.',
    doneUnnoted: 'Exported. The player did not answer: the log does not say so.',
    cancelled: 'Cancelled; nothing was exported.',
    failed: (why: string) => `Not exported: ${why}. Playing and recording go on.`,
    none: 'The period looked at has no entries to export.',
  },
} satisfies Record<Language, unknown>;

type Outcome = 'done' | 'doneUnnoted' | 'cancelled' | 'none' | { readonly failed: string };

/** Copies of this screen's log that can be taken away and verified elsewhere. */
@customElement('changming-evidence-section')
export class EvidenceSectionElement extends LitElement {
  static override styles = [tokens, controlStyles, auditorStyles];

  @property({ attribute: false }) evidence: EvidenceDesk | undefined;
  @property({ attribute: false }) reading: Reading | undefined;
  @property({ attribute: false }) range: DateRange = { from: '', to: '' };
  /** The period in words. */
  @property() periodName = '';
  @state() private scope: 'period' | 'whole' = 'period';
  @state() private by = '';
  @state() private making: { readonly stop: AbortController; readonly done: number } | undefined;
  @state() private outcome: Outcome | undefined;

  constructor() {
    super();
    new LanguageController(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.making?.stop.abort();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.evidence) return nothing;
    const say = text(messages);
    return html`<section class="card" aria-labelledby="evidence">
      <h2 id="evidence">${say.title}</h2>
      <p class="quiet">${say.hint}</p>
      <div class="choose">
        ${choiceGroup({
          name: 'scope',
          legend: say.scope,
          choices: [
            { value: 'period', label: say.period(this.periodName) },
            { value: 'whole', label: say.whole },
          ],
          chosen: this.scope,
          onChoose: (scope: 'period' | 'whole') => {
            this.scope = scope;
          },
        })}
        <label class="field"
          ><span>${say.by}</span>
          <input
            class="input"
            maxlength="60"
            placeholder=${say.byHint}
            .value=${this.by}
            @input=${(event: Event) => {
              this.by = (event.target as HTMLInputElement).value;
            }}
          />
        </label>
      </div>
      ${this.making ? this.#progress(this.making) : this.#buttons()}
      <p role="status">${this.#outcomeText()}</p>
    </section>`;
  }

  #buttons(): TemplateResult {
    const say = text(messages);
    return html`<div class="controls">
      <button type="button" class="button primary" @click=${() => this.#save('zip')}>${say.zip}</button>
      <button type="button" class="button" @click=${() => this.#save('ndjson')}>${say.ndjson}</button>
    </div>`;
  }

  #progress({ stop, done }: { stop: AbortController; done: number }): TemplateResult {
    const name = text(messages).making(percent(done));
    return html`<div class="controls">
      <progress max="1" .value=${done} aria-label=${name}></progress>
      <span>${name}</span>
      <button type="button" class="button" @click=${() => stop.abort()}>${text(common).cancel}</button>
    </div>`;
  }

  #outcomeText(): string {
    const say = text(messages);
    if (!this.outcome || this.making) return '';
    return typeof this.outcome === 'string' ? say[this.outcome] : say.failed(this.outcome.failed);
  }

  async #save(format: EvidenceFormat): Promise<void> {
    const { evidence, reading } = this;
    if (!evidence || !reading) return;
    const range = this.scope === 'period' ? sequencesOfDates(reading.table, this.range) : undefined;
    if (this.scope === 'period' && !range) {
      this.outcome = 'none';
      return;
    }
    const stop = new AbortController();
    this.making = { stop, done: 0 };
    try {
      const { noted } = await evidence.save({
        format,
        epoch: reading.epoch,
        by: this.by.trim() || 'auditor',
        fileName: this.#fileName(format),
        signal: stop.signal,
        onProgress: (done, total) => {
          this.making = { stop, done: total > 0 ? done / total : 0 };
        },
        ...(range ? { range } : {}),
      });
      this.outcome = noted ? 'done' : 'doneUnnoted';
    } catch (error) {
      this.outcome = outcomeOf(error, stop.signal);
    } finally {
      this.making = undefined;
    }
  }

  #fileName(format: EvidenceFormat): string {
    const [, screen = '', epoch = ''] = this.reading?.table.origin?.split('/') ?? [];
    const part = this.scope === 'period' ? `-${this.range.from}-${this.range.to}` : '';
    return `changming-${screen}-${epoch}${part}.${format}`;
  }
}

/** Who closes the file chooser has cancelled too. */
function outcomeOf(error: unknown, signal: AbortSignal): Outcome {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return signal.aborted || name === 'AbortError' ? 'cancelled' : { failed: message };
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-evidence-section': EvidenceSectionElement;
  }
}
