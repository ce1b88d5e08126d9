import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CodeAnswer } from '../../core/evidence/verify/verdict.ts';
import { controlStyles } from '../../elements/controls/control-styles.ts';
import { percent } from '../../elements/controls/format.ts';
import { categoryName, topicName } from '../../elements/controls/vocabulary.ts';
import { type Language, text } from '../../elements/language.ts';
import { LanguageController } from '../../elements/language-controller.ts';
import { tokens } from '../../elements/tokens/tokens.ts';
import { auditorStyles } from '../desk/auditor-styles.ts';
import { emptySpotBook, type SpotBook, spotName } from '../desk/spot-book.ts';
import { count } from '../words/dates.ts';
import { messages as common } from '../words/messages.ts';

const messages = {
  'zh-CN': {
    title: '核对照片上的校验码',
    hint: '屏幕角上的 12 位校验码，或二维码里的文字。照片里的码必须能在日志中找到，否则日志被改写过，或照片不是这块屏幕。',
    field: '照片上的校验码',
    placeholder: 'ABCD-EFGH-2345',
    find: '核对',
    searching: (done: string) => `正在核对 ${done}`,
    found: '✓ 找到了：照片与这份日志相符',
    foundMeans: (size: string, code: string) => `校验码 ${code}，对应日志的前 ${size} 条。`,
    when: (from: string, until: string) =>
      `它在屏幕上的时间：${from} 至 ${until}（屏幕时钟）。请与拍照时间核对。`,
    whenOpen: (from: string) => `它从 ${from} 起在屏幕上（屏幕时钟），之后日志没有更新。请与拍照时间核对。`,
    onView: (spot: string, about: string) => `当时正在播放：${spot}（${about}）。请与照片画面核对。`,
    notFound: '✗ 没有找到',
    why: {
      unknown:
        '这份日志里没有任何校验点有这个码：日志在拍照后被改写，或照片属于别的屏幕、别的一期日志，或照片比日志新。',
      'other-log': '二维码指的是别的屏幕或别的一期日志。',
      'beyond-log': '二维码对应的条数比这份日志还多：日志比照片旧，或末尾的记录不见了。',
      rewritten: '日志在这个条数上的根哈希与二维码不同：日志在拍照之后被改写过。',
    },
    searched: (from: string, to: string) => `已核对第 ${from} 至 ${to} 条的每一个校验点。`,
    nearest: (digits: number) => `有一个校验点只差 ${digits} 位：请对照照片再看一遍输入。`,
    unreadable: '这不是校验码。校验码是 12 位字母和数字（没有 0、1、8、9），分成三组。',
    failed: (why: string) => `没有核对成：${why}`,
  },
  en: {
    title: 'Check the code on a photo',
    hint: 'The 12 characters in the corner of the screen, or the text of its QR code. A code on a photo must be found in the log; if not, the log was rewritten, or the photo is of another screen.',
    field: 'Code on the photo',
    placeholder: 'ABCD-EFGH-2345',
    find: 'Check',
    searching: (done: string) => `Checking ${done}`,
    found: '✓ Found: the photo and this log agree',
    foundMeans: (size: string, code: string) => `Code ${code}, of the first ${size} entries of the log.`,
    when: (from: string, until: string) =>
      `It was on the screen from ${from} to ${until} (the screen’s clock). Compare it with the time of the photo.`,
    whenOpen: (from: string) =>
      `It was on the screen from ${from} on (the screen’s clock); the log ends there. Compare it with the time of the photo.`,
    onView: (spot: string, about: string) => `On view then: ${spot} (${about}). Compare it with the photo.`,
    notFound: '✗ Not found',
    why: {
      unknown:
        'No checkpoint of this log has this code: the log was rewritten after the photo, or the photo is of another screen or another log, or newer than the log.',
      'other-log': 'The QR code names another screen or another log.',
      'beyond-log':
        'The QR code is of more entries than this log has: the log is older than the photo, or its end is gone.',
      rewritten:
        'The log has another root at this size than the QR code says: it was rewritten after the photo.',
    },
    searched: (from: string, to: string) => `Every checkpoint of ${from} to ${to} entries was compared.`,
    nearest: (digits: number) =>
      `One checkpoint differs in ${digits} characters only: please compare what you typed with the photo.`,
    unreadable: 'This is no code. A code has 12 letters and digits (no 0, 1, 8 or 9) in three groups.',
    failed: (why: string) => `Could not be checked: ${why}`,
  },
} satisfies Record<Language, unknown>;

/** Looks for a code in the log that is open; undefined when the text is no code. */
export type FindCode = (
  code: string,
  options: { readonly signal: AbortSignal; readonly onProgress: (done: number, total: number) => void },
) => Promise<CodeAnswer | undefined>;

/** Binds a photo of the screen to the log. */
@customElement('changming-code-section')
export class CodeSectionElement extends LitElement {
  static override styles = [tokens, controlStyles, auditorStyles];

  @property({ attribute: false }) findCode: FindCode | undefined;
  @property({ attribute: false }) spots: SpotBook = emptySpotBook;
  @state() private code = '';
  @state() private searching: { readonly stop: AbortController; readonly done: number } | undefined;
  @state() private answer: CodeAnswer | 'unreadable' | { readonly failed: string } | undefined;

  constructor() {
    super();
    new LanguageController(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.searching?.stop.abort();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.findCode) return nothing;
    const say = text(messages);
    const isWrong = this.answer === 'unreadable';
    return html`<section class="card" aria-labelledby="code">
      <h2 id="code">${say.title}</h2>
      <p class="quiet">${say.hint}</p>
      <form class="controls" @submit=${this.#search}>
        <label class="field"
          ><span>${say.field}</span>
          <textarea
            class="input code"
            rows="1"
            autocapitalize="characters"
            autocomplete="off"
            spellcheck="false"
            placeholder=${say.placeholder}
            aria-invalid=${isWrong ? 'true' : nothing}
            .value=${this.code}
            @input=${(event: Event) => {
              this.code = (event.target as HTMLTextAreaElement).value;
            }}
            @keydown=${(event: KeyboardEvent) => {
              if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) void this.#search(event);
            }}
          ></textarea>
        </label>
        <button class="button primary" ?disabled=${!this.code.trim() || this.searching !== undefined}>${say.find}</button>
        ${this.searching ? this.#progress(this.searching) : nothing}
      </form>
      <div role="status">${this.searching ? nothing : this.#answer()}</div>
    </section>`;
  }

  #progress({ stop, done }: { stop: AbortController; done: number }): TemplateResult {
    const name = text(messages).searching(percent(done));
    return html`<progress max="1" .value=${done} aria-label=${name}></progress>
      <span>${name}</span>
      <button type="button" class="button" @click=${() => stop.abort()}>${text(common).cancel}</button>`;
  }

  #answer(): TemplateResult | typeof nothing {
    const { answer } = this;
    const say = text(messages);
    if (!answer) return nothing;
    if (answer === 'unreadable') return html`<p class="error">${say.unreadable}</p>`;
    if ('failed' in answer) return html`<p class="error">${say.failed(answer.failed)}</p>`;
    return answer.found ? this.#found(answer) : notFound(answer);
  }

  #found({ size, liveCode, fromTime, untilTime, onView }: CodeAnswer & { found: true }): TemplateResult {
    const say = text(messages);
    const from = fromTime ? shown(fromTime) : '—';
    const about = onView
      ? [categoryName(onView.category), onView.topic && topicName(onView.topic)].filter(Boolean).join(' · ')
      : '';
    return html`<p class="is-kept">${say.found}</p>
      <p>${say.foundMeans(count(size), liveCode)}</p>
      <p>${untilTime ? say.when(from, shown(untilTime)) : say.whenOpen(from)}</p>
      ${onView ? html`<p>${say.onView(spotName(this.spots, onView.spot), about)}</p>` : nothing}`;
  }

  async #search(event: Event): Promise<void> {
    event.preventDefault();
    const code = this.code.trim();
    if (!code || !this.findCode || this.searching) return;
    const stop = new AbortController();
    this.searching = { stop, done: 0 };
    this.answer = undefined;
    try {
      const onProgress = (done: number, total: number) => {
        this.searching = { stop, done: total > 0 ? done / total : 0 };
      };
      this.answer = (await this.findCode(code, { signal: stop.signal, onProgress })) ?? 'unreadable';
    } catch (error) {
      if (!stop.signal.aborted)
        this.answer = { failed: error instanceof Error ? error.message : String(error) };
    } finally {
      this.searching = undefined;
    }
  }
}

function notFound({ why, searched, nearest }: CodeAnswer & { found: false }): TemplateResult {
  const say = text(messages);
  return html`<p class="is-short">${say.notFound}</p>
    <p>${say.why[why]}</p>
    ${nearest ? html`<p>${say.nearest(nearest.digits)}</p>` : nothing}
    <p class="quiet">${say.searched(count(searched.from), count(searched.to))}</p>`;
}

/** `2026-11-22T10:14:20.123+08:00` as `2026-11-22 10:14:20`. */
function shown(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-code-section': CodeSectionElement;
  }
}
