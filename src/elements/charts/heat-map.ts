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
import { keyed } from 'lit/directives/keyed.js';
import { type Language, text } from '../language.ts';
import { LanguageController } from '../language-controller.ts';
import { tokens } from '../tokens/tokens.ts';
import { hatchPattern } from './hatch.ts';
import {
  cellAt,
  cellBox,
  type HeatLayout,
  type HeatLook,
  type HeatMapCell,
  type HeatMapColumn,
  heatLooks,
  heatPath,
  layoutHeatMap,
  lookOf,
  rowsPerDay,
} from './heat-layout.ts';
import { heatMapStyles } from './heat-map-styles.ts';
import { legendStyles } from './legend-styles.ts';
import { WidthController } from './width-controller.ts';

const messages = {
  'zh-CN': {
    'kept-1': '达到承诺',
    'kept-2': '承诺的 1.25 倍以上',
    'kept-3': '承诺的 2 倍以上',
    within: '低于承诺，但开播时长太短，各考核时段均达到',
    short: '未达到承诺',
    off: '没有开播',
    hint: '方向键移动，回车查看这一小时的播放',
    notOnAir: '没有开播',
  },
  en: {
    'kept-1': 'promise kept',
    'kept-2': '1.25 times the promise or more',
    'kept-3': 'twice the promise or more',
    within: 'below it, but too little time on air to break it: every window kept it',
    short: 'promise not kept',
    off: 'not on air',
    hint: 'arrow keys move, Enter shows the plays of the hour',
    notOnAir: 'not on air',
  },
} satisfies Record<Language, unknown>;

/** Steps of the arrow keys in cells: a column is a day of 24. */
const steps: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  ArrowLeft: -rowsPerDay,
  ArrowRight: rowsPerDay,
  PageUp: -7 * rowsPerDay,
  PageDown: 7 * rowsPerDay,
};

/**
 * A calendar of shares: a column per day, a row per hour. What fell short differs by shape (an outline and a mark, or
 * hatching where cells are small) as well as by colour. By keyboard it is a grid of which only the cell in focus is in the document.
 *
 * @fires cell-select - `{ detail: index }` when an hour is chosen, by pointer or Enter; index is `column * 24 + hour`
 */
@customElement('changming-heat-map')
export class HeatMapElement extends LitElement {
  static override styles = [tokens, legendStyles, heatMapStyles];

  @property({ attribute: false }) columns: readonly HeatMapColumn[] = [];
  /** By `column * 24 + hour`; undefined where nothing was on air. */
  @property({ attribute: false }) cells: readonly (HeatMapCell | undefined)[] = [];
  /** What the picture shows, in one sentence. */
  @property() label = '';
  /** Name of a cell that has nothing to describe: `2026-11-22 03:00`. */
  @property({ attribute: false }) nameOf: (index: number) => string = String;
  /** The hour whose plays are shown. */
  @property({ type: Number }) selected = -1;
  /** In pixels, for the hours; 0 for what suits the width. */
  @property({ type: Number }) height = 0;
  @state() private active = 0;

  readonly #width = new WidthController(this);

  constructor() {
    super();
    new LanguageController(this);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('cells')) return;
    // The keyboard begins where there is most to see: the latest hour on air.
    let last = this.cells.length - 1;
    while (last > 0 && !this.cells[last]) last--;
    this.active = Math.max(0, last);
  }

  override render(): TemplateResult {
    const layout = layoutHeatMap(this.columns.length, this.cells, this.#width.px, this.height);
    return html`<div class="scroll">
        <div class="picture" style="width: ${layout.width}px; height: ${layout.height}px">
          <svg
            class=${layout.figures ? '' : 'hatched'}
            viewBox="0 0 ${layout.width} ${layout.height}"
            width=${layout.width}
            height=${layout.height}
            role="img"
            aria-label=${this.label}
            @click=${(event: MouseEvent) => this.#pick(event, layout)}
          >
            ${hatchPattern} ${this.#hourLabels(layout)} ${this.#dayLabels(layout)}
            <rect
              class="ground"
              x=${layout.left}
              y=${layout.top}
              width=${layout.columnWidth * this.columns.length}
              height=${layout.height - layout.top - 2}
            ></rect>
            ${heatLooks.map((look) => svg`<path class=${look} d=${heatPath(this.cells, look, layout)}></path>`)}
            ${layout.figures ? this.#figures(layout) : nothing}
          </svg>
          ${this.#grid(layout)}
        </div>
      </div>
      ${this.#legend()}`;
  }

  /** The one cell that the keyboard is on; a new element for each, so that screen readers say it. */
  #grid(layout: HeatLayout): TemplateResult | typeof nothing {
    if (this.columns.length === 0) return nothing;
    const column = Math.floor(this.active / rowsPerDay);
    const row = this.active % rowsPerDay;
    const box = cellBox(this.active, layout);
    const place = `left:${box.x}px;top:${box.top}px;width:${box.width}px;height:${box.height}px`;
    const name =
      this.cells[this.active]?.description ?? `${this.nameOf(this.active)} · ${text(messages).notOnAir}`;
    return html`<div
      role="grid"
      aria-label="${this.label} ${text(messages).hint}"
      aria-rowcount=${rowsPerDay}
      aria-colcount=${this.columns.length}
      @keydown=${this.#onKey}
    >
      <div role="row" aria-rowindex=${row + 1}>
        ${keyed(
          this.active,
          html`<div
            class="cell ${this.active === this.selected ? 'selected' : ''}"
            role="gridcell"
            tabindex="0"
            aria-colindex=${column + 1}
            aria-label=${name}
            aria-selected=${this.active === this.selected ? 'true' : 'false'}
            title=${name}
            style=${place}
            @click=${() => this.#select(this.active)}
          ></div>`,
        )}
      </div>
    </div>`;
  }

  /** As many as have room: hours that are slim have none. */
  #hourLabels({ left, rowTops }: HeatLayout): SVGTemplateResult[] {
    let free = 0;
    return rowTops.slice(0, rowsPerDay).flatMap((top, hour) => {
      const middle = (top + (rowTops[hour + 1] ?? top)) / 2;
      if (middle < free) return [];
      free = middle + 16;
      return [svg`<text class="axis end" x=${left - 6} y=${middle + 5}>${hour}</text>`];
    });
  }

  #dayLabels({ left, columnWidth, labelEvery, width }: HeatLayout): SVGTemplateResult[] {
    return this.columns.flatMap(({ label }, index) => {
      if ((this.columns.length - 1 - index) % labelEvery !== 0) return [];
      const middle = Math.min(Math.max(left + (index + 0.5) * columnWidth, left + 20), width - 24);
      return [svg`<text class="axis middle" x=${middle} y="18">${label}</text>`];
    });
  }

  #figures(layout: HeatLayout): SVGTemplateResult[] {
    return this.cells.flatMap((cell, index) => {
      if (!cell || cell.share === undefined) return [];
      const box = cellBox(index, layout);
      const x = box.x + box.width / 2 - 1;
      const y = box.top + 15;
      const isShort = lookOf(cell) === 'short';
      const figure = Math.floor(cell.share * 100 + 1e-6);
      return [
        svg`<text class="figure middle ${isShort ? 'is-short' : ''}" x=${isShort ? x + 5 : x} y=${y}>${figure}</text>
          ${isShort ? svg`<path class="mark" d="M${x - 14} ${y - 10}h9l-4.5 9z"></path>` : nothing}`,
      ];
    });
  }

  #legend(): TemplateResult {
    const say = text(messages);
    const shown = new Set(this.cells.map((cell) => cell && lookOf(cell)));
    const hasPromise = this.cells.some((cell) => cell?.promise !== undefined);
    const looks = heatLooks.filter((look) => shown.has(look) && (hasPromise || !look.startsWith('kept')));
    return html`<ul aria-hidden="true">
      ${looks.map((look) => html`<li>${sample(look)} ${say[look]}</li>`)}
      ${shown.has(undefined) ? html`<li>${sample(undefined)} ${say.off}</li>` : nothing}
    </ul>`;
  }

  #pick(event: MouseEvent, layout: HeatLayout): void {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const index = cellAt(event.clientX - box.left, event.clientY - box.top, this.columns.length, layout);
    if (index === undefined) return;
    this.active = index;
    this.#select(index);
  }

  #select(index: number): void {
    if (this.cells[index]) this.dispatchEvent(new CustomEvent('cell-select', { detail: index }));
  }

  async #onKey(event: KeyboardEvent): Promise<void> {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#select(this.active);
      return;
    }
    const next = this.#target(event.key);
    if (next === undefined) return;
    event.preventDefault();
    this.active = next;
    await this.updateComplete;
    const cell = this.renderRoot.querySelector<HTMLElement>('.cell');
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #target(key: string): number | undefined {
    if (key === 'Home') return this.active % rowsPerDay;
    if (key === 'End') return (this.columns.length - 1) * rowsPerDay + (this.active % rowsPerDay);
    const step = steps[key];
    if (step === undefined) return undefined;
    const leavesDay =
      Math.abs(step) === 1 &&
      Math.floor(this.active / rowsPerDay) !== Math.floor((this.active + step) / rowsPerDay);
    const next = this.active + step;
    return leavesDay || next < 0 || next >= this.cells.length ? this.active : next;
  }
}

function sample(look: HeatLook | undefined): TemplateResult {
  return html`<svg viewBox="0 0 18 18">
    ${hatchPattern}
    <rect class=${look ?? 'ground'} x="1" y="1" width="16" height="16"></rect>
    ${look === 'short' ? svg`<path class="mark" d="M4.5 5h9l-4.5 9z"></path>` : nothing}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-heat-map': HeatMapElement;
  }
}
