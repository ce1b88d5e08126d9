import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controlStyles } from '../../elements/controls/control-styles.ts';
import { percent } from '../../elements/controls/format.ts';
import { text } from '../../elements/language.ts';
import { LanguageController } from '../../elements/language-controller.ts';
import { tokens } from '../../elements/tokens/tokens.ts';
import type { Reading } from '../desk/log-desk.ts';
import { messages } from '../words/messages.ts';
import { csvFile } from './csv-file.ts';
import { saveFile } from './save-file.ts';

type Format = 'csv' | 'xlsx';

/** A workbook of a log and of some of its plays: rows of its table. */
export type MakeWorkbook = (
  reading: Reading,
  rows: Uint32Array,
  options: { readonly signal: AbortSignal; readonly simulated: boolean },
) => Promise<Blob>;

/** What is listed, as a file for spreadsheets. */
@customElement('changming-table-download')
export class TableDownloadElement extends LitElement {
  static override styles = [
    tokens,
    controlStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        font: var(--cm-type-body) / var(--cm-line-height) var(--cm-font);
      }
      progress {
        width: 160px;
        height: 16px;
        accent-color: var(--cm-accent);
      }
    `,
  ];

  @property({ attribute: false }) reading: Reading | undefined;
  @property({ attribute: false }) rows: Uint32Array = new Uint32Array();
  @property({ type: Boolean }) simulated = false;
  /** Without it there is only CSV. */
  @property({ attribute: false }) workbook: MakeWorkbook | undefined;
  /** The file's name without what follows the dot. */
  @property() name = '';
  @state() private making: { readonly stop: AbortController; readonly done: number } | undefined;
  @state() private failure = '';

  constructor() {
    super();
    new LanguageController(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.making?.stop.abort();
  }

  override render(): TemplateResult {
    const say = text(messages);
    if (this.making) {
      const { stop, done } = this.making;
      return html`<progress max="1" .value=${done} aria-label=${say.downloading(percent(done))}></progress>
        <span>${say.downloading(percent(done))}</span>
        <button type="button" class="button" @click=${() => stop.abort()}>${say.cancel}</button>`;
    }
    const none = this.rows.length === 0;
    const formats: readonly Format[] = this.workbook ? ['csv', 'xlsx'] : ['csv'];
    return html`${formats.map(
      (format) =>
        html`<button type="button" class="button" ?disabled=${none} @click=${() => this.#save(format)}>
          ${say.download(format.toUpperCase())}
        </button>`,
    )}
    ${this.failure ? html`<span class="error" role="alert">${say.downloadFailed(this.failure)}</span>` : ''}`;
  }

  async #save(format: Format): Promise<void> {
    const stop = new AbortController();
    this.making = { stop, done: 0 };
    this.failure = '';
    try {
      const file = await this.#make(format, stop);
      if (file) saveFile(file, `${this.name}.${format}`);
    } catch (error) {
      // Cancelling is no failure.
      if (!stop.signal.aborted) this.failure = error instanceof Error ? error.message : String(error);
    } finally {
      this.making = undefined;
    }
  }

  async #make(format: Format, stop: AbortController): Promise<Blob | undefined> {
    const { reading, rows, simulated } = this;
    const { signal } = stop;
    if (!reading) return undefined;
    if (format === 'xlsx') return this.workbook?.(reading, rows, { signal, simulated });
    const onProgress = (done: number, total: number) => {
      this.making = { stop, done: done / total };
    };
    return csvFile(reading.table, rows, { signal, onProgress });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-table-download': TableDownloadElement;
  }
}
