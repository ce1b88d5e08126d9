import { html, nothing, type TemplateResult } from 'lit';
import '../../elements/charts/heat-map.ts';
import { type Language, text } from '../../elements/language.ts';
import type { DeskActions, DeskView } from '../desk/desk-view.ts';
import { cellsShown, columnsOf, nameOf } from './heat-cells.ts';

const messages = {
  'zh-CN': {
    title: '每小时占比日历',
    label: (days: number, short: number) =>
      short > 0
        ? `${days} 天的每小时占比，有 ${short} 个小时未达到承诺。`
        : `${days} 天的每小时占比，没有不足的小时。`,
    hint: '格中数字为占比（%）。点按一格，查看这一小时的播放。',
    short: (count: number) => `${count} 个小时未达到承诺`,
    kept: '每个小时都达到承诺',
  },
  en: {
    title: 'Share by hour',
    label: (days: number, short: number) =>
      `Share by hour on ${days} days, ${short} hours short of the promise.`,
    hint: 'Figures are shares in %. Press a cell to see the plays of that hour.',
    short: (count: number) => `${count} hours short of the promise`,
    kept: 'every hour kept the promise',
  },
} satisfies Record<Language, unknown>;

/** Days × 24 hours: where it fell short is seen before any figure is read. */
export function heatSection(view: DeskView, actions: DeskActions): TemplateResult | typeof nothing {
  const { heat, days } = view.period;
  if (days.length < 2) return nothing;
  const say = text(messages);
  const cells = cellsShown(view);
  const short = cells.filter((cell) => cell?.verdict === 'short').length;
  const promised = cells.some((cell) => cell?.promise !== undefined);
  return html`<section class="card" aria-labelledby="by-hour-of-day">
    <h2 id="by-hour-of-day">
      ${say.title}
      ${promised ? html`<span class="quiet ${short > 0 ? 'is-short' : ''}">${short > 0 ? `▼ ${say.short(short)}` : `✓ ${say.kept}`}</span>` : nothing}
    </h2>
    <p class="quiet">${say.hint}</p>
    <changming-heat-map
      .columns=${columnsOf(heat.dates)}
      .cells=${cells}
      .label=${say.label(heat.dates.length, short)}
      .nameOf=${(index: number) => nameOf(heat.dates[Math.floor(index / 24)] ?? '', index % 24)}
      @cell-select=${(event: CustomEvent<number>) => {
        const cell = heat.cells[event.detail];
        if (!cell) return;
        actions.chooseDay(cell.date);
        actions.trace({
          filter: { fromMs: cell.fromMs, toMs: cell.toMs, touching: true },
          name: nameOf(cell.date, cell.hour),
        });
      }}
    ></changming-heat-map>
  </section>`;
}
