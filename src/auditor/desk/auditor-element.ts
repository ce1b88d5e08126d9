import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type DayReport, daysOf } from '../../core/report/period.ts';
import { localTime } from '../../core/wall-time.ts';
import { controlStyles } from '../../elements/controls/control-styles.ts';
import { clockTime } from '../../elements/controls/format.ts';
import { languageSwitch } from '../../elements/controls/language-switch.ts';
import { text } from '../../elements/language.ts';
import { LanguageController } from '../../elements/language-controller.ts';
import { tokens } from '../../elements/tokens/tokens.ts';
import { answer } from '../sections/answer.ts';
import { checkpointSection } from '../sections/checkpoint-section.ts';
import { contentsSection } from '../sections/contents-section.ts';
import { daySection } from '../sections/day-section.ts';
import { hourSection } from '../sections/hour-section.ts';
import { interruptionsSection } from '../sections/interruptions-section.ts';
import { addDays, count } from '../words/dates.ts';
import { messages } from '../words/messages.ts';
import { auditorStyles } from './auditor-styles.ts';
import { antiFraudMeasure, type DeskView, measureName } from './desk-view.ts';
import type { AuditDesk, Reading } from './log-desk.ts';
import { rememberLanguage } from './remembered-language.ts';
import '../plays/play-section.ts';

const refreshEveryMs = 60_000;
const firstInterruptions = 10;
const moreInterruptions = 50;

/** The auditor's page: what the log of this device says, beside the player that writes it. */
@customElement('changming-auditor')
export class AuditorElement extends LitElement {
  static override styles = [tokens, controlStyles, auditorStyles];

  @property({ attribute: false }) desk: AuditDesk | undefined;
  /** The calendar's now, milliseconds since 1970. */
  @property({ attribute: false }) now: () => number = () => Date.now();
  @state() private reading: Reading | undefined;
  @state() private epochs: readonly number[] = [];
  @state() private progress: { readonly done: number; readonly total: number } | undefined;
  @state() private failure: unknown;
  /** The device has no log at all. */
  @state() private isEmpty = false;
  @state() private measureKey = '';
  @state() private period: { readonly from: string; readonly to: string } | undefined;
  /** Days of the period where it follows the calendar; 0 for all. */
  @state() private lastDays: number | undefined = 30;
  @state() private day = '';
  @state() private interruptionsShown = firstInterruptions;
  @state() private copied: 'copied' | 'refused' | undefined;

  #days: DayReport[] = [];
  #readAtMs = 0;
  #stop: AbortController | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

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
    this.#days = daysOf(next.report.hours);
    this.reading = next;
    document.title = `${text(messages).title} · 长鸣`;
  }

  override render(): TemplateResult {
    const view = this.#view();
    return html`<main>
      ${this.#header()} ${this.#notices()}
      ${view ? this.#report(view) : nothing}
    </main>`;
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
      ${languageSwitch(rememberLanguage)}
    </header>`;
  }

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

  #report(view: DeskView): TemplateResult {
    const say = text(messages);
    const { table, report } = view.reading;
    const onDay = (date: string) => {
      this.day = date;
    };
    return html`${answer(view)} ${this.#periodControls(view)} ${daySection(view, onDay)} ${hourSection(view, onDay)}
      ${contentsSection(view)}
      ${interruptionsSection(view, this.interruptionsShown, () => {
        this.interruptionsShown += moreInterruptions;
      })}
      <changming-play-section
        class="plays"
        .table=${table}
        .timeZone=${report.timeZone}
        .screen=${table.origin?.split('/')[1] ?? ''}
      ></changming-play-section>
      ${checkpointSection(view, this.copied, (note) => this.#copy(note))}
      <p class="quiet">${say.zone(report.timeZone)} · ${say.scope}</p>`;
  }

  #periodControls(view: DeskView): TemplateResult {
    const say = text(messages);
    const choices: [number, string][] = [
      ...[7, 30, 90].map((days): [number, string] => [days, say.lastDays(days)]),
      [0, say.allDays],
    ];
    return html`<div class="controls">
      <div class="segmented period" role="group" aria-label=${say.period}>
        ${choices.map(
          ([days, label]) =>
            html`<button
              type="button"
              class="button"
              aria-pressed=${this.lastDays === days ? 'true' : 'false'}
              @click=${() => {
                this.lastDays = days;
              }}
            >
              ${label}
            </button>`,
        )}
      </div>
      ${this.#edge(say.from, view, 'from')} ${this.#edge(say.to, view, 'to')} ${this.#measureChoice(view)}
    </div>`;
  }

  #edge(label: string, view: DeskView, edge: 'from' | 'to'): TemplateResult {
    return html`<label class="field"
      ><span>${label}</span>
      <input
        class="input"
        type="date"
        .value=${view[edge]}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLInputElement;
          if (!value) return;
          this.period = { from: view.from, to: view.to, [edge]: value };
          this.lastDays = undefined;
        }}
    /></label>`;
  }

  #measureChoice({ reading, measure }: DeskView): TemplateResult | typeof nothing {
    const { measures } = reading.report;
    if (measures.length < 2) return nothing;
    return html`<label class="field"
      ><span>${text(messages).measure}</span>
      <select
        class="input"
        @change=${(event: Event) => {
          this.measureKey = (event.target as HTMLSelectElement).value;
        }}
      >
        ${measures.map((each) => html`<option value=${each.key} ?selected=${each === measure}>${measureName(each)}</option>`)}
      </select>
    </label>`;
  }

  #view(): DeskView | undefined {
    const { reading } = this;
    if (!reading || reading.table.size === 0) return undefined;
    const { measures, timeZone } = reading.report;
    const today = localTime(this.now(), timeZone).date;
    const days = this.#days;
    const last = days[days.length - 1]?.date ?? today;
    const day = this.day || last;
    return {
      reading,
      days,
      measure: measures.find(({ key }) => key === this.measureKey) ?? measures[0] ?? antiFraudMeasure,
      day,
      today,
      ...this.#periodShown(days[0]?.date ?? today, last),
    };
  }

  /** A period that follows the calendar ends with the last day of the log: an old log is not an empty page. */
  #periodShown(first: string, last: string): { from: string; to: string } {
    if (this.lastDays === undefined) return this.period ?? { from: first, to: last };
    return { from: this.lastDays === 0 ? first : addDays(last, 1 - this.lastDays), to: last };
  }

  async #copy(note: string): Promise<void> {
    this.copied = await navigator.clipboard.writeText(note).then(
      () => 'copied' as const,
      () => 'refused' as const,
    );
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
