import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ReadOptions } from '../../core/report/extend-play-columns.ts';
import { emptyPlayTable, type PlayTable } from '../../core/report/play-table.ts';
import { controlStyles } from '../../elements/controls/control-styles.ts';
import { percent } from '../../elements/controls/format.ts';
import { text } from '../../elements/language.ts';
import { LanguageController } from '../../elements/language-controller.ts';
import { tokens } from '../../elements/tokens/tokens.ts';
import { messages } from '../words/messages.ts';
import { csvFile } from './csv-file.ts';
import { saveFile } from './save-file.ts';

type Format = 'csv';

const makers: Record<Format, (table: PlayTable, rows: Uint32Array, options: ReadOptions) => Promise<Blob>> = {
  csv: csvFile,
};

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

  @property({ attribute: false }) table: PlayTable = emptyPlayTable;
  @property({ attribute: false }) rows: Uint32Array = new Uint32Array();
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
    const formats = Object.keys(makers) as Format[];
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
      const onProgress = (done: number, total: number) => {
        this.making = { stop, done: done / total };
      };
      saveFile(
        await makers[format](this.table, this.rows, { signal: stop.signal, onProgress }),
        `${this.name}.${format}`,
      );
    } catch (error) {
      // Cancelling is no failure.
      if (!stop.signal.aborted) this.failure = error instanceof Error ? error.message : String(error);
    } finally {
      this.making = undefined;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-table-download': TableDownloadElement;
  }
}
