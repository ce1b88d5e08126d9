import { html, nothing, type TemplateResult } from 'lit';
import '../../elements/charts/share-chart.ts';
import { text } from '../../elements/language.ts';
import { barOf, type DeskView, daysInPeriod, shareFor } from '../desk/desk-view.ts';
import { longDate, shortDate } from '../words/dates.ts';
import { messages } from '../words/messages.ts';
import { shareTable } from './share-table.ts';

/** Share by day over the period, as a chart and as a table; either chooses the day whose hours are shown. */
export function daySection(view: DeskView, onDay: (date: string) => void): TemplateResult {
  const say = text(messages);
  const days = daysInPeriod(view);
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
    ${days.length === 0 ? html`<p>${say.emptyPeriod}</p>` : nothing}
    ${
      days.length > 0
        ? html`<changming-share-chart
              selectable
              labelled="last"
              .bars=${bars}
              .label=${say.chartDays(days.length, short)}
              .selected=${view.day}
              @bar-select=${(event: CustomEvent<string>) => onDay(event.detail)}
            ></changming-share-chart>
            ${shareTable(say.byDay, say.day, rows, onDay)}`
        : nothing
    }
  </section>`;
}
