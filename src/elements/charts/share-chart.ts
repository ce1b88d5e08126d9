import { css, html, LitElement, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Verdict } from '../../core/report/share-totals.ts';
import { percent } from '../controls/format.ts';
import { type Language, text } from '../language.ts';
import { LanguageController } from '../language-controller.ts';
import { tokens } from '../tokens/tokens.ts';
import { hatchPattern } from './hatch.ts';
import { legendStyles } from './legend-styles.ts';
import { type ChartLayout, labelWidth, layoutChart, promisePath, type ShareBar } from './share-bar.ts';
import { WidthController } from './width-controller.ts';

const messages = {
  'zh-CN': {
    promise: (share: string) => `承诺 ${share}`,
    met: '达到承诺',
    within: '低于承诺，但开播时长太短，各考核时段均达到',
    short: '未达到承诺：有连续考核时段低于承诺',
    none: '没有开播，或没有承诺',
  },
  en: {
    promise: (share: string) => `promised ${share}`,
    met: 'promise kept',
    within: 'below it, but too little time on air to break it: every window kept it',
    short: 'promise not kept: a rolling window fell below it',
    none: 'not on air, or nothing promised',
  },
} satisfies Record<Language, unknown>;

const verdicts: readonly Verdict[] = ['met', 'within', 'short', 'none'];

/**
 * Shares as bars with the promise as a line. What fell short differs by shape (hatching and a mark) as well as by colour.
 * The picture has one name for screen readers; the figures stand in the table that belongs beside it.
 *
 * @fires bar-select - `{ detail: key }` when a bar is pressed; offer the same choice by keyboard elsewhere
 */
@customElement('changming-share-chart')
export class ShareChartElement extends LitElement {
  static override styles = [
    tokens,
    legendStyles,
    css`
      :host {
        display: block;
        font-family: var(--cm-font);
        print-color-adjust: exact;
        -webkit-print-color-adjust: exact;
      }
      svg {
        display: block;
        width: 100%;
      }
      text {
        fill: var(--cm-text);
        font-size: 16px;
        font-variant-numeric: tabular-nums;
      }
      .axis {
        fill: var(--cm-text-quiet);
      }
      .figure,
      .axis {
        text-anchor: middle;
      }
      .base {
        stroke: var(--cm-line-strong);
      }
      .met {
        fill: var(--cm-category-anti-fraud);
      }
      .within {
        fill: var(--cm-surface);
        stroke: var(--cm-category-anti-fraud);
        stroke-width: 2;
      }
      .short {
        fill: url(#hatch);
        stroke: var(--cm-shortfall);
        stroke-width: 2;
      }
      .hatch {
        stroke: var(--cm-shortfall);
        stroke-width: 3;
      }
      .hatch-ground {
        fill: var(--cm-surface);
      }
      .mark {
        fill: var(--cm-shortfall);
      }
      .none {
        fill: var(--cm-off-air);
      }
      .promise {
        fill: none;
        stroke: var(--cm-promise);
        stroke-width: 2;
        stroke-dasharray: 6 4;
      }
      .promise-label {
        font-weight: 700;
      }
      .slot {
        fill: transparent;
      }
      .slot.selectable {
        cursor: pointer;
      }
      .slot.selectable:hover,
      .slot.selected {
        fill: var(--cm-accent);
        fill-opacity: 0.12;
      }
    `,
  ];

  @property({ attribute: false }) bars: readonly ShareBar[] = [];
  /** What the picture shows, in one sentence. */
  @property() label = '';
  /** Key of the bar to point out. */
  @property() selected = '';
  @property({ type: Boolean }) selectable = false;
  /** Which end is always labelled where not every bar can be: days end with today, hours begin with midnight. */
  @property() labelled: 'first' | 'last' = 'first';
  /** Leaves the legend to a picture beside it that has the same. */
  @property({ type: Boolean }) plain = false;
  /** In pixels, the legend not included; 0 for what suits the width. */
  @property({ type: Number }) height = 0;

  readonly #width = new WidthController(this);

  constructor() {
    super();
    new LanguageController(this);
  }

  override render(): TemplateResult {
    const promised = [...this.bars].reverse().find((bar) => bar.promise !== undefined)?.promise;
    const label = promised === undefined ? '' : text(messages).promise(percent(promised));
    // Beside the line's end where there is room, above the picture's corner where there is not.
    const beside = this.#width.px >= 720 && promised !== undefined;
    const layout = layoutChart(
      this.bars,
      this.#width.px,
      this.height || (this.#width.px < 480 ? 220 : 260),
      beside ? labelWidth(label) + 16 : 4,
    );
    const at = beside ? { x: layout.right + 8, y: layout.y(promised) + 6 } : { x: layout.left, y: 16 };
    return html`<svg
        viewBox="0 0 ${layout.width} ${layout.height}"
        height=${layout.height}
        role="img"
        aria-label=${this.label}
      >
        ${hatchPattern}
        <line class="base" x1=${layout.left} x2=${layout.right} y1=${layout.base} y2=${layout.base}></line>
        ${this.bars.map((bar, index) => this.#bar(bar, index, layout))}
        <path class="promise" d=${promisePath(this.bars, layout)}></path>
        <text class="promise-label" x=${at.x} y=${at.y}>${beside ? label : label && `┄ ${label}`}</text>
      </svg>
      ${this.plain ? nothing : this.#legend()}`;
  }

  #bar(bar: ShareBar, index: number, layout: ChartLayout): SVGTemplateResult {
    const middle = layout.left + (index + 0.5) * layout.step;
    const top = Math.min(layout.y(bar.share ?? 0), layout.base - 2);
    const place = this.labelled === 'first' ? index : this.bars.length - 1 - index;
    const chosen = bar.key === this.selected ? 'selected' : '';
    return svg`<g @click=${() => this.#select(bar.key)}>
      <title>${bar.description}</title>
      <rect class="slot ${this.selectable ? 'selectable' : ''} ${chosen}" x=${middle - layout.step / 2} y="0"
        width=${layout.step} height=${layout.height} />
      <rect class=${bar.verdict} x=${middle - layout.barWidth / 2} y=${top} width=${layout.barWidth}
        height=${layout.base - top} />
      ${bar.verdict === 'short' ? mark(middle, top - (layout.figures ? 22 : 4), Math.min(layout.step, 14)) : nothing}
      ${layout.figures && bar.share !== undefined ? svg`<text class="figure" x=${middle} y=${top - 6}>${figure(bar.share)}</text>` : nothing}
      ${place % layout.labelEvery === 0 ? svg`<text class="axis" x=${within(middle, labelWidth(bar.label), layout.width)} y=${layout.height - 6}>${bar.label}</text>` : nothing}
    </g>`;
  }

  #legend(): TemplateResult {
    const shown = verdicts.filter((verdict) => this.bars.some((bar) => bar.verdict === verdict));
    return html`<ul>
      ${shown.map(
        (verdict) =>
          html`<li>
            <svg viewBox="0 0 18 18" aria-hidden="true"><rect class=${verdict} x="2" y="2" width="14" height="14"></rect></svg>
            ${verdict === 'short' ? '▼ ' : ''}${text(messages)[verdict]}
          </li>`,
      )}
    </ul>`;
  }

  #select(key: string): void {
    if (this.selectable) this.dispatchEvent(new CustomEvent('bar-select', { detail: key }));
  }
}

function mark(x: number, bottom: number, size: number): SVGTemplateResult {
  return svg`<path class="mark" d="M${x - size / 2} ${bottom - size * 0.8}h${size}L${x} ${bottom}z" />`;
}

/** The middle of a label that would otherwise be cut off at an end of the picture. */
function within(middle: number, width: number, room: number): number {
  return Math.min(Math.max(middle, width / 2), room - width / 2);
}

/** Without its sign: the line's label has one, and bars are narrow. */
function figure(share: number): string {
  return percent(share).replace(/\s*%$/, '');
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-share-chart': ShareChartElement;
  }
}
