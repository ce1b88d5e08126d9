import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { emptyPlayTable, type PlayTable, playAt } from '../../core/report/play-table.ts';
import { countedZone } from '../../core/report/report.ts';
import { controlStyles } from '../../elements/controls/control-styles.ts';
import { categoryName, kindName, topicName } from '../../elements/controls/vocabulary.ts';
import { text } from '../../elements/language.ts';
import { LanguageController } from '../../elements/language-controller.ts';
import { tokens } from '../../elements/tokens/tokens.ts';
import { emptySpotBook, type SpotBook, spotName } from '../desk/spot-book.ts';
import { stamp } from '../words/dates.ts';
import { messages } from '../words/messages.ts';
import { LongScroll } from './long-scroll.ts';
import { outcomeOf } from './outcome.ts';

const settleAfterMs = 150;

/** Plays, newest first, of which only those in view are in the document: a million scroll like a hundred. */
@customElement('changming-play-list')
export class PlayListElement extends LitElement {
  static override styles = [
    tokens,
    controlStyles,
    css`
      :host {
        display: block;
      }
      .scroller {
        height: 60vh;
        min-height: 320px;
        overflow-x: hidden;
        overflow-y: scroll;
        border: 1px solid var(--cm-line);
        border-radius: var(--cm-radius);
        overscroll-behavior: contain;
      }
      .window {
        position: sticky;
        top: 0;
        overflow: hidden;
        font-variant-numeric: tabular-nums;
      }
      .row {
        display: grid;
        grid-template-columns: 190px minmax(0, 2fr) minmax(0, 2fr) 72px 88px minmax(0, 1.5fr);
        gap: 0 16px;
        align-items: center;
        padding: 0 16px;
        box-sizing: border-box;
        height: var(--row-height);
        border-bottom: 1px solid var(--cm-line);
      }
      .head {
        position: relative;
        z-index: 1;
        background: var(--cm-ground);
        font-weight: 700;
      }
      .row > * {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .number {
        text-align: right;
      }
      .cut,
      .failed {
        font-weight: 700;
      }
      .failed {
        color: var(--cm-bad);
      }
      @media (max-width: 800px) {
        .row {
          grid-template-columns: minmax(0, 1fr) auto;
          align-content: center;
        }
        .kind,
        .about {
          display: none;
        }
        .when {
          grid-column: 1;
          color: var(--cm-text-quiet);
        }
        .spot {
          grid-column: 1;
          grid-row: 2;
        }
        .airtime {
          grid-column: 2;
          grid-row: 1;
        }
        .outcome {
          grid-column: 2;
          grid-row: 2;
          text-align: right;
          max-width: 40vw;
        }
      }
    `,
  ];

  @property({ attribute: false }) table: PlayTable = emptyPlayTable;
  /** Row numbers, oldest first. */
  @property({ attribute: false }) rows: Uint32Array = new Uint32Array();
  @property() timeZone = 'UTC';
  @property({ attribute: false }) spots: SpotBook = emptySpotBook;
  @state() private viewHeight = 320;
  @state() private rowHeight = 48;

  readonly #scroll = new LongScroll();
  #settling: ReturnType<typeof setTimeout> | undefined;
  readonly #observer = new ResizeObserver(() => requestAnimationFrame(() => this.#measure()));

  constructor() {
    super();
    new LanguageController(this);
  }

  override firstUpdated(): void {
    const scroller = this.#scroller;
    if (scroller) this.#observer.observe(scroller);
    this.#measure();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    clearTimeout(this.#settling);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    // The head takes the place of one row.
    this.#scroll.resize((this.rows.length + 1) * this.rowHeight, this.viewHeight);
    if (changed.has('rows') && changed.get('rows') !== undefined) this.#backToTop();
  }

  override render(): TemplateResult {
    const say = text(messages);
    const first = Math.floor(this.#scroll.contentTop / this.rowHeight);
    const last = Math.min(this.rows.length, first + Math.ceil(this.viewHeight / this.rowHeight) + 1);
    const offset = this.#scroll.contentTop - first * this.rowHeight;
    const headers = [
      ['when', say.start],
      ['spot', say.spot],
      ['about', `${say.category} · ${say.topic}`],
      ['kind', say.kind],
      ['number airtime', say.airtime],
      ['outcome', say.result],
    ] as const;
    return html`<div
      class="scroller"
      tabindex="0"
      role="group"
      aria-label=${say.playList}
      style="--row-height: ${this.rowHeight}px"
      @scroll=${this.#onScroll}
    >
      <div style="height: ${this.#scroll.height}px">
        <div
          class="window"
          role="table"
          aria-label=${say.playList}
          aria-rowcount=${this.rows.length + 1}
          style="height: ${this.viewHeight}px"
        >
          <div role="rowgroup" class="head">
            <div class="row" role="row" aria-rowindex="1">
              ${headers.map(([name, header]) => html`<span role="columnheader" class=${name}>${header}</span>`)}
            </div>
          </div>
          <div role="rowgroup" style="transform: translateY(${-offset}px)">
            ${Array.from({ length: Math.max(0, last - first) }, (_, index) => this.#row(first + index))}
          </div>
        </div>
      </div>
    </div>`;
  }

  #row(index: number): TemplateResult | typeof nothing {
    const play = playAt(this.table, this.rows[this.rows.length - 1 - index] ?? -1);
    if (!play) return nothing;
    const say = text(messages);
    const zone = play.zone !== countedZone && say.inZone(play.zone);
    const about = [categoryName(play.category), play.topic && topicName(play.topic), zone]
      .filter(Boolean)
      .join(' · ');
    const outcome = outcomeOf(play);
    return html`<div class="row" role="row" aria-rowindex=${index + 2}>
      <span role="cell" class="when">${stamp(play.startMs, this.timeZone)}</span>
      <span role="cell" class="spot" title=${play.spot}>${spotName(this.spots, play.spot)}</span>
      <span role="cell" class="about" title=${about}>${about}</span>
      <span role="cell" class="kind">${kindName(play.kind)}</span>
      <span role="cell" class="number airtime">${say.seconds((Math.floor(play.airtimeMs / 100) / 10).toFixed(1))}</span>
      <span role="cell" class="outcome ${play.outcome}" title=${outcome}>${outcome}</span>
    </div>`;
  }

  #onScroll(): void {
    this.#scroll.scrolled(this.#scroller?.scrollTop ?? 0);
    this.requestUpdate();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#scrollTo(this.#scroll.settle());
    }, settleAfterMs);
  }

  #scrollTo(top: number): void {
    const scroller = this.#scroller;
    if (scroller) scroller.scrollTop = top;
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector('.scroller');
  }

  #backToTop(): void {
    this.#scroll.toTop();
    this.#scrollTo(0);
  }

  #measure(): void {
    this.viewHeight = this.#scroller?.clientHeight ?? 0;
    // Two lines where the window is narrow; the same width as in the styles.
    this.rowHeight = matchMedia('(max-width: 800px)').matches ? 72 : 48;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-play-list': PlayListElement;
  }
}
