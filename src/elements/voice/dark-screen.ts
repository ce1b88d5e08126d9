import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LocalizedText } from '../../core/playlist/definition.ts';
import { languageOf, localized } from '../controls/localized.ts';
import { text } from '../language.ts';
import { LanguageController } from '../language-controller.ts';
import { voiceMessages } from './messages.ts';
import type { AnnouncementStatus, VoiceStatus } from './voice-status.ts';
import { occasionsInWords, quietInWords, timeInWords } from './voice-words.ts';

const minuteMs = 60_000;
/** Across and down, in hundredths of the room beside the words: each minute another place, none twice in eleven. */
const places = [50, 8, 92, 29, 71, 0, 100, 39, 61, 18, 82];

/**
 * The screen of a loudspeaker: dark, with calm words about what is said and what comes next. Nothing on it stays in
 * one place for longer than a minute.
 */
@customElement('changming-dark-screen')
export class DarkScreen extends LitElement {
  static override styles = css`
    :host {
      display: block;
      overflow: hidden;
      background: #04070c;
      color: #9fb0c6;
      font: 400 3vmin / 1.5 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif;
      font-variant-numeric: tabular-nums;
      cursor: none;
    }
    .words {
      position: absolute;
      box-sizing: border-box;
      max-width: 84%;
      padding: 2vmin;
      transform: translate(var(--back-x), var(--back-y));
    }
    p {
      margin: 0;
      overflow-wrap: anywhere;
    }
    .now {
      display: flex;
      align-items: baseline;
      color: #7f90a8;
    }
    .lamp {
      flex: none;
      width: 1.6vmin;
      height: 1.6vmin;
      margin-right: 1.6vmin;
      border-radius: 50%;
      background: #54657c;
    }
    .speaking .lamp {
      background: #d9a441;
    }
    .large {
      margin: 1.5vmin 0;
      font-size: 8.5vmin;
      font-weight: 500;
      line-height: 1.25;
      color: #b9c7da;
    }
    .said {
      font-size: 4.4vmin;
    }
    .speaking .large {
      color: #dfe8f4;
    }
    .about {
      margin-top: 4vmin;
      color: #7f90a8;
    }
  `;

  @property({ attribute: false }) status: VoiceStatus | undefined;
  /** Of the programme. */
  @property({ attribute: false }) name: LocalizedText | undefined;
  @property() timeZone = 'Asia/Shanghai';

  constructor() {
    super();
    new LanguageController(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { status } = this;
    if (!status) return nothing;
    const say = text(voiceMessages);
    const { heard } = status;
    const minute = Math.floor(status.atWallMs / minuteMs);
    const x = places[minute % places.length] ?? 50;
    // Another step down than across, so that a place comes back only after eleven times eleven minutes.
    const y = places[(minute + Math.floor(minute / places.length)) % places.length] ?? 50;
    return html`<div
      class="words ${heard ? 'speaking' : ''}"
      style="left: ${x}%; top: ${y}%; --back-x: -${x}%; --back-y: -${y}%"
    >
      <p class="now"><i class="lamp"></i>${heard ? say.speaking : this.#title()}</p>
      ${heard ? spoken(heard) : this.#next(status)}
      <div class="about">
        ${occasionsInWords(status).map((line) => html`<p>${line}</p>`)}
        <p>${say.dark}</p>
      </div>
    </div>`;
  }

  #title(): TemplateResult | string {
    const { name } = this;
    return name ? html`<span lang=${languageOf(name)}>${localized(name)}</span>` : text(voiceMessages).title;
  }

  #next(status: VoiceStatus): TemplateResult {
    const say = text(voiceMessages);
    const { next, rules } = status;
    const quiet = quietInWords(status, this.timeZone);
    const waiting = rules.onApproach && !quiet ? say.waiting : undefined;
    const nextLine = next && say.next(timeInWords(next.wallMs, status, this.timeZone));
    const [first = say.nothingSet, ...others] = [waiting, quiet, nextLine].filter(
      (line): line is string => line !== undefined,
    );
    return html`<p class="large">${first}</p>
      ${others.map((line) => html`<p class="said">${line}</p>`)}
      ${next ? html`<p class="said" lang=${languageOf(next.title)}>${localized(next.title)}</p>` : nothing}`;
  }
}

function spoken({ title, words }: AnnouncementStatus): TemplateResult {
  return html`<p class="large" lang=${languageOf(title)}>${localized(title)}</p>
    ${words ? html`<p class="said" lang=${languageOf(words)}>${localized(words)}</p>` : nothing}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-dark-screen': DarkScreen;
  }
}
