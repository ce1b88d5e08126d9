import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controlStyles } from '../../elements/controls/control-styles.ts';
import { clockTime } from '../../elements/controls/format.ts';
import { languageSwitch } from '../../elements/controls/language-switch.ts';
import { text } from '../../elements/language.ts';
import { LanguageController } from '../../elements/language-controller.ts';
import { tokens } from '../../elements/tokens/tokens.ts';
import { count } from '../words/dates.ts';
import { messages } from '../words/messages.ts';
import type { AuditTools } from './audit-tools.ts';
import { auditorStyles } from './auditor-styles.ts';
import type { AuditDesk, Reading } from './log-desk.ts';
import './log-report.ts';
import { DropTarget } from '../files/drop-target.ts';
import { fileList } from '../files/file-list.ts';
import { dropHint, filePicker } from '../files/file-picker.ts';
import { fileStyles } from '../files/file-styles.ts';
import { OpenedFiles } from '../files/opened-files.ts';
import { verdictSection } from '../files/verdict-section.ts';
import type { FindCode } from '../live-code/code-section.ts';
import { rememberLanguage } from './remembered-language.ts';
import { emptySpotBook, type SpotBook } from './spot-book.ts';

const refreshEveryMs = 60_000;

/** The auditor's page: what the log of this device says, beside the player that writes it. */
@customElement('changming-auditor')
export class AuditorElement extends LitElement {
  static override styles = [
    tokens,
    controlStyles,
    auditorStyles,
    fileStyles,
    css`
      :host {
        min-height: 100vh;
        background: var(--cm-ground);
      }
      @media print {
        :host {
          min-height: 0;
          background: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) desk: AuditDesk | undefined;
  /** What takes a worker; without it only this screen's log is looked at. */
  @property({ attribute: false }) tools: AuditTools | undefined;
  /** The calendar's now, milliseconds since 1970. */
  @property({ attribute: false }) now: () => number = () => Date.now();
  @state() private reading: Reading | undefined;
  @state() private epochs: readonly number[] = [];
  @state() private progress: { readonly done: number; readonly total: number } | undefined;
  @state() private failure: unknown;
  /** The device has no log at all. */
  @state() private isEmpty = false;
  @state() private isSheets = false;
  @state() private spots: SpotBook = emptySpotBook;

  #readAtMs = 0;
  #stop: AbortController | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly #files = new OpenedFiles(this, () => this.tools?.openFile);
  readonly #drop = new DropTarget(this, (files) => this.#files.add(files));

  constructor() {
    super();
    new LanguageController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(this.#refreshIfSeen, refreshEveryMs);
    document.addEventListener('visibilitychange', this.#refreshIfSeen);
    window.addEventListener('beforeprint', this.#openTables);
    if (this.hasUpdated) void this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#refreshIfSeen);
    window.removeEventListener('beforeprint', this.#openTables);
    this.#stop?.abort();
  }

  override firstUpdated(): void {
    void this.refresh();
    // Titles are a comfort: without them spots are shown by their ids.
    void this.desk?.spots().then(
      (spots) => {
        this.spots = spots;
      },
      () => undefined,
    );
  }

  /** Reads the log as it stands now; resolves when the page shows it. One reading at a time. */
  async refresh(epoch = this.reading?.epoch): Promise<void> {
    if (this.#stop || !this.desk) return;
    this.#stop = new AbortController();
    try {
      this.epochs = await this.desk.epochs();
      const wanted = epoch ?? this.epochs[0];
      this.isEmpty = wanted === undefined;
      if (wanted !== undefined) await this.#read(this.desk, wanted, this.#stop.signal);
      this.failure = undefined;
    } catch (error) {
      if (!this.#stop.signal.aborted) this.failure = error ?? new Error('unknown');
    } finally {
      this.#stop = undefined;
      this.progress = undefined;
    }
    await this.updateComplete;
  }

  async #read(desk: AuditDesk, epoch: number, signal: AbortSignal): Promise<void> {
    const onProgress = (done: number, total: number) => {
      this.progress = { done, total };
    };
    const { reading } = this;
    const next = await desk.read(epoch, { signal, onProgress, ...(reading && { previous: reading }) });
    this.#readAtMs = this.now();
    this.isEmpty = next.table.size === 0;
    if (next.report === reading?.report) return;
    this.reading = next;
    document.title = `${text(messages).title} · 长鸣`;
  }

  override render(): TemplateResult {
    const file = this.#files.current;
    const isChecked = file?.state === 'checked';
    const reading = isChecked ? file.reading : this.reading;
    const sheets = this.isSheets && reading !== undefined;
    return html`<main>
        ${sheets ? nothing : this.#head()}
        <changming-log-report
          .reading=${reading}
          .now=${this.now}
          .spots=${this.spots}
          .evidence=${isChecked ? undefined : this.tools?.evidence}
          .workbook=${this.tools?.workbook}
          .findCode=${this.tools && this.#findCode}
          .verified=${isChecked ? file.verdict.holds : undefined}
          ?simulated=${isChecked && file.verdict.log?.simulated === true}
          ?sheets=${sheets}
          @sheets-change=${(event: CustomEvent<boolean>) => {
            this.isSheets = event.detail;
          }}
        ></changming-log-report>
      </main>
      ${this.#drop.isOver ? dropHint() : nothing}`;
  }

  #head(): TemplateResult {
    const file = this.#files.current;
    const verdict =
      file?.state === 'checked'
        ? verdictSection(file.name, file.verdict, () => this.#files.remove(file.id))
        : this.#notices();
    return html`${this.#header()} ${this.#files.all.length > 0 ? this.#fileList() : nothing} ${verdict}`;
  }

  #fileList(): TemplateResult {
    return fileList(this.#files.all, this.#files.shown, !this.isEmpty, {
      show: (id) => this.#files.show(id),
      remove: (id) => this.#files.remove(id),
    });
  }

  #header(): TemplateResult {
    const say = text(messages);
    const [, screen, epoch] = this.reading?.table.origin?.split('/') ?? [];
    return html`<header>
      <h1>${say.title}</h1>
      ${screen ? html`<span>${say.screen} <strong>${screen}</strong> ${this.#epochChoice(epoch ?? '')}</span>` : nothing}
      ${
        this.reading
          ? html`<span class="quiet">${say.updated(clockTime(this.#readAtMs, this.reading.report.timeZone))}</span>
              <button type="button" class="button" @click=${() => this.refresh()}>${say.refreshing}</button>`
          : nothing
      }
      ${this.tools ? filePicker((files) => this.#files.add(files)) : nothing} ${languageSwitch(rememberLanguage)}
    </header>`;
  }

  readonly #findCode: FindCode = async (code, options) => {
    const file = this.#files.current;
    if (file?.state !== 'checked') return this.tools?.findCode(this.reading?.epoch ?? 0, code, options);
    const onProgress = (_step: string, done: number, total: number) => options.onProgress(done, total);
    return (await this.tools?.openFile(file.file, { signal: options.signal, code, onProgress }))?.verdict
      .code;
  };

  /** A damaged log is followed by a new one; the old one can still be read. */
  #epochChoice(epoch: string): TemplateResult | typeof nothing {
    const say = text(messages);
    if (this.epochs.length < 2) return nothing;
    return html`<select
      class="input"
      aria-label=${say.epoch('')}
      @change=${(event: Event) => this.refresh(Number((event.target as HTMLSelectElement).value))}
    >
      ${this.epochs.map((each) => html`<option value=${each} ?selected=${String(each) === epoch}>${say.epoch(String(each))}</option>`)}
    </select>`;
  }

  #notices(): TemplateResult | typeof nothing {
    if (this.failure) return this.#failureNotice(this.failure);
    if (this.isEmpty) return emptyNotice();
    if (!this.reading) return this.#progressNotice();
    const { unreadable } = this.reading.report;
    return unreadable > 0
      ? html`<div class="notice warn" role="status"><p>⚠ ${text(messages).unreadable(unreadable)}</p></div>`
      : nothing;
  }

  #failureNotice(failure: unknown): TemplateResult {
    const say = text(messages);
    return html`<div class="notice warn" role="alert">
      <h2>⚠ ${say.failedTitle}</h2>
      <p>${this.reading ? say.stale : say.failedHint}</p>
      <p class="code">${failure instanceof Error ? failure.message : String(failure)}</p>
      <div><button type="button" class="button primary" @click=${() => this.refresh()}>${say.retry}</button></div>
    </div>`;
  }

  #progressNotice(): TemplateResult {
    const say = text(messages);
    const { done, total } = this.progress ?? {};
    return html`<div class="notice" role="status">
      <p>${say.reading}</p>
      ${
        total
          ? html`<progress max=${total} .value=${done ?? 0} aria-label=${say.reading}></progress>
              <p>${say.readingRows(count(done ?? 0), count(total))}</p>`
          : nothing
      }
    </div>`;
  }

  readonly #refreshIfSeen = (): void => {
    if (document.visibilityState === 'visible') void this.refresh();
  };

  /** Paper has no button to open a table with. */
  readonly #openTables = (): void => {
    for (const twin of this.renderRoot.querySelectorAll('details')) twin.open = true;
  };
}

function emptyNotice(): TemplateResult {
  const say = text(messages);
  return html`<div class="notice" role="status">
    <h2>${say.emptyTitle}</h2>
    <p>${say.emptyHint}</p>
    <div><a class="button primary" href="./">${say.toPlayer}</a></div>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-auditor': AuditorElement;
  }
}
