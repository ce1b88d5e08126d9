import { html, nothing, type TemplateResult } from 'lit';
import { shareFor } from '../../core/report/share-for.ts';
import '../../elements/charts/share-chart.ts';
import { text } from '../../elements/language.ts';
import { barOf, type DeskActions, type DeskView } from '../desk/desk-view.ts';
import { longDate, shortDate } from '../words/dates.ts';
import { messages } from '../words/messages.ts';
import { shareTable } from './share-table.ts';

/** Share by day over the period, as a chart and as a table; either chooses the day whose hours are shown. */
export function daySection(view: DeskView, actions: DeskActions): TemplateResult | typeof nothing {
  const { days, range } = view.period;
  const say = text(messages);
  if (days.length === 0) {
    return html`<section class="card" aria-labelledby="by-day">
      <h2 id="by-day">${say.byDay}</h2>
      <p>${say.emptyPeriod}</p>
    </section>`;
  }
  if (range.from === range.to) return nothing;
  const bars = days.map((day) =>
    barOf(day.date, shortDate(day.date), longDate(day.date), shareFor(day, view.measure)),
  );
  const short = bars.filter(({ verdict }) => verdict === 'short').length;
  const rows = [...days].reverse().map((day) => ({
    key: day.date,
    name: day.date,
    totals: shareFor(day, view.measure),
    onAirMs: day.onAirMs,
  }));
  return html`<section class="card" aria-labelledby="by-day">
    <h2 id="by-day">${say.byDay}</h2>
    <changming-share-chart
      selectable
      labelled="last"
      .bars=${bars}
      .label=${say.chartDays(days.length, short)}
      .selected=${view.day}
      @bar-select=${(event: CustomEvent<string>) => actions.chooseDay(event.detail)}
    ></changming-share-chart>
    ${shareTable(say.byDay, say.day, rows, (date) => actions.chooseDay(date))}
  </section>`;
}
