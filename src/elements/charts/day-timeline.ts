import {
  html,
  LitElement,
  nothing,
  type PropertyValues,
  type SVGTemplateResult,
  svg,
  type TemplateResult,
} from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controlStyles } from '../controls/control-styles.ts';
import { type Language, text } from '../language.ts';
import { LanguageController } from '../language-controller.ts';
import { tokens } from '../tokens/tokens.ts';
import { dayTimelineStyles } from './day-timeline-styles.ts';
import { hatchPattern } from './hatch.ts';
import {
  blockAt,
  stretchPath,
  type TimelineBlank,
  type TimelineBlock,
  type TimelineLane,
  type TimeScale,
  ticksIn,
  xOf,
} from './timeline-layout.ts';
import { WidthController } from './width-controller.ts';

const messages = {
  'zh-CN': {
    blank: '没有画面（灰：停播；红：开播而无画面）',
    hint: '左右方向键逐条查看，加减号缩放，回车在明细中查看',
    zoomIn: '放大',
    zoomOut: '缩小',
    whole: '全部',
    nothingChosen: '点按一段，或用左右方向键，查看是哪一条。',
    open: '在明细中查看',
  },
  en: {
    blank: 'No picture (grey: off air; red: on air without one)',
    hint: 'left and right go from play to play, plus and minus zoom, Enter shows it in the list',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    whole: 'All',
    nothingChosen: 'Press a block, or use the left and right keys, to see which play it is.',
    open: 'Show in the list',
  },
} satisfies Record<Language, unknown>;

const laneHeight = 32;
const lanePitch = 56;
const blankHeight = 16;
const mostZoom = 512;

/**
 * A day's plays by category, to scale, and beneath them the time without a picture. Scrolls and zooms; only what is in
 * view is drawn. Failed plays, which have no length, stand as marks.
 *
 * @fires block-open - `{ detail: key }` when a play is to be shown elsewhere
 */
@customElement('changming-day-timeline')
export class DayTimelineElement extends LitElement {
  static override styles = [tokens, controlStyles, dayTimelineStyles];

  @property({ attribute: false }) lanes: readonly TimelineLane[] = [];
  /** By start, oldest first. */
  @property({ attribute: false }) blocks: readonly TimelineBlock[] = [];
  @property({ attribute: false }) blanks: readonly TimelineBlank[] = [];
  /** The stretch shown when zoomed out. */
  @property({ type: Number }) fromMs = 0;
  @property({ type: Number }) toMs = 1;
  /** Where round times are counted from: the day's beginning. */
  @property({ type: Number }) originMs = 0;
  @property() label = '';
  /** `10:14`, with seconds when asked for. */
  @property({ attribute: false }) timeLabel: (wallMs: number, seconds: boolean) => string = String;
  /** A play in words. */
  @property({ attribute: false }) describe: (key: number) => string = String;
  @state() private zoom = 1;
  @state() private viewLeft = 0;
  @state() private chosen = -1;

  readonly #width = new WidthController(this);

  constructor() {
    super();
    new LanguageController(this);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('blocks')) return;
    this.chosen = -1;
    if (changed.has('originMs')) this.#zoomTo(1);
  }

  override render(): TemplateResult {
    const say = text(messages);
    const height = this.lanes.length * lanePitch + lanePitch - laneHeight + blankHeight + 36;
    const scale = this.#scale;
    return html`<div class="controls">
        <button type="button" class="button" aria-label=${say.zoomOut} title=${say.zoomOut} ?disabled=${this.zoom <= 1}
          @click=${() => this.#zoomTo(this.zoom / 2)}>−</button>
        <button type="button" class="button" aria-label=${say.zoomIn} title=${say.zoomIn} ?disabled=${this.zoom >= mostZoom}
          @click=${() => this.#zoomTo(this.zoom * 2)}>+</button>
        <button type="button" class="button" ?disabled=${this.zoom <= 1} @click=${() => this.#zoomTo(1)}>${say.whole}</button>
        <span class="range">${this.timeLabel(scale.fromMs, true)} – ${this.timeLabel(scale.toMs, true)}</span>
      </div>
      <div class="scroll" tabindex="0" role="group" aria-label="${this.label} ${say.hint}"
        @scroll=${this.#onScroll} @keydown=${this.#onKey} @wheel=${this.#onWheel}>
        <div style="width: ${this.#width.px * this.zoom}px">
          <svg viewBox="0 0 ${this.#width.px} ${height}" width=${this.#width.px} height=${height} role="img"
            aria-label=${this.label} @click=${this.#onClick}>
            ${hatchPattern}
            ${this.lanes.map((lane, index) => this.#lane(lane, index, scale))}
            ${this.#blankLane(scale)} ${this.#ticks(scale, height)} ${this.#chosenMark(scale)}
          </svg>
        </div>
      </div>
      <p class="chosen">
        <span role="status">${this.#chosenText()}</span>
        ${
          this.chosen >= 0
            ? html`<button type="button" class="button" @click=${this.#open}>${say.open}</button>`
            : nothing
        }
      </p>`;
  }

  get #scale(): TimeScale {
    const msPerPx = (this.toMs - this.fromMs) / (this.#width.px * this.zoom);
    const fromMs = this.fromMs + this.viewLeft * msPerPx;
    return { fromMs, toMs: fromMs + this.#width.px * msPerPx, width: this.#width.px };
  }

  #lane({ name, category }: TimelineLane, index: number, scale: TimeScale): SVGTemplateResult {
    const top = laneTop(index);
    const inLane = this.blocks.filter(({ lane }) => lane === index);
    const cut = inLane.filter(({ outcome, fromMs, toMs }) => outcome !== 'completed' && toMs > fromMs);
    const failed = inLane.filter(({ fromMs, toMs }) => toMs <= fromMs);
    return svg`<text x="0" y=${top - 6}>${name}</text>
      <rect class="ground" x="0" y=${top} width=${scale.width} height=${laneHeight}></rect>
      <path class="plays" data-category=${category} d=${stretchPath(inLane, scale, top, laneHeight)}></path>
      <path class="cut" d=${stretchPath(cut, scale, top, laneHeight)}></path>
      <path class="mark" d=${failed.map(({ fromMs }) => markPath(xOf(fromMs, scale), top, scale.width)).join('')}></path>`;
  }

  #blankLane(scale: TimeScale): SVGTemplateResult {
    const top = laneTop(this.lanes.length);
    const dark = this.blanks.filter(({ kind }) => kind === 'no-picture');
    const off = this.blanks.filter(({ kind }) => kind === 'off-air');
    return svg`<text x="0" y=${top - 6}>${text(messages).blank}</text>
      <rect class="ground" x="0" y=${top} width=${scale.width} height=${blankHeight}></rect>
      <path class="off" d=${stretchPath(off, scale, top, blankHeight, 1)}></path>
      <path class="dark" d=${stretchPath(dark, scale, top, blankHeight, 3)}></path>`;
  }

  #ticks(scale: TimeScale, height: number): SVGTemplateResult[] {
    const { stepMs, at } = ticksIn(scale, this.originMs, 76);
    return at.map((tick) => {
      const x = xOf(tick, scale);
      const label = Math.min(Math.max(x, 22), scale.width - 22);
      return svg`<line class="tick" x1=${x} x2=${x} y1="20" y2=${height - 20}></line>
        <text class="axis" x=${label} y=${height - 4}>${this.timeLabel(tick, stepMs < 60_000)}</text>`;
    });
  }

  #chosenMark(scale: TimeScale): SVGTemplateResult | typeof nothing {
    const block = this.blocks[this.chosen];
    if (!block) return nothing;
    const x = xOf(block.fromMs, scale);
    const width = Math.max(3, xOf(block.toMs, scale) - x);
    return svg`<rect class="ring" x=${x - 2} y=${laneTop(block.lane) - 2} width=${width + 4} height=${laneHeight + 4}></rect>`;
  }

  #chosenText(): string {
    const block = this.blocks[this.chosen];
    return block ? this.describe(block.key) : text(messages).nothingChosen;
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector('.scroll');
  }

  /** Keeps the instant at `atPx` of the view where it is. */
  async #zoomTo(zoom: number, atPx = this.#width.px / 2): Promise<void> {
    const next = Math.min(Math.max(zoom, 1), mostZoom);
    const kept = (this.viewLeft + atPx) / this.zoom;
    this.zoom = next;
    await this.updateComplete;
    this.#scrollTo(kept * next - atPx);
  }

  #scrollTo(left: number): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    scroller.scrollLeft = left;
    this.viewLeft = scroller.scrollLeft;
  }

  #onScroll(): void {
    this.viewLeft = this.#scroller?.scrollLeft ?? 0;
  }

  #onWheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = this.#scroller?.getBoundingClientRect();
    void this.#zoomTo(this.zoom * 2 ** (-event.deltaY / 200), event.clientX - (box?.left ?? 0));
  }

  #onClick(event: MouseEvent): void {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const scale = this.#scale;
    const msPerPx = (scale.toMs - scale.fromMs) / scale.width;
    const lane = Math.floor((event.clientY - box.top) / lanePitch);
    const wallMs = scale.fromMs + (event.clientX - box.left) * msPerPx;
    this.chosen = blockAt(this.blocks, wallMs, lane < this.lanes.length ? lane : undefined, 8 * msPerPx);
  }

  #onKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) this.#choose(this.chosen < 0 ? this.#firstInView() : this.chosen + step);
    else if (event.key === 'Home') this.#choose(0);
    else if (event.key === 'End') this.#choose(this.blocks.length - 1);
    else if (event.key === '+' || event.key === '=') void this.#zoomTo(this.zoom * 2);
    else if (event.key === '-') void this.#zoomTo(this.zoom / 2);
    else if (event.key === 'Enter') this.#open();
    else return;
    event.preventDefault();
  }

  #firstInView(): number {
    const { fromMs } = this.#scale;
    return Math.max(
      0,
      this.blocks.findIndex((block) => block.fromMs >= fromMs),
    );
  }

  #choose(index: number): void {
    const block = this.blocks[index];
    if (!block) return;
    this.chosen = index;
    const x = xOf(block.fromMs, this.#scale);
    if (x < 0 || x > this.#width.px - 8) this.#scrollTo(this.viewLeft + x - this.#width.px / 2);
  }

  #open(): void {
    const block = this.blocks[this.chosen];
    if (block) this.dispatchEvent(new CustomEvent('block-open', { detail: block.key }));
  }
}

function laneTop(index: number): number {
  return index * lanePitch + lanePitch - laneHeight;
}

function markPath(x: number, top: number, width: number): string {
  return x < -6 || x > width + 6 ? '' : `M${(x - 5).toFixed(1)} ${top}h10l-5 9z`;
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-day-timeline': DayTimelineElement;
  }
}
