import { html, type TemplateResult } from 'lit';
import { periodOf } from '../../core/report/period.ts';
import { duration } from '../../elements/controls/format.ts';
import { categoryName, topicName } from '../../elements/controls/vocabulary.ts';
import { text } from '../../elements/language.ts';
import { type DeskView, daysInPeriod } from '../desk/desk-view.ts';
import { count } from '../words/dates.ts';
import { messages } from '../words/messages.ts';

/** What was played in the period, by category and topic, and how plays ended. */
export function contentsSection(view: DeskView): TemplateResult {
  const say = text(messages);
  const { topics, outcomes } = periodOf(daysInPeriod(view).flatMap(({ hours }) => hours));
  const longest = Math.max(1, ...topics.map(({ airtimeMs }) => airtimeMs));
  return html`<section class="card" aria-labelledby="contents">
    <h2 id="contents">${say.contents}</h2>
    <p>
      ${[...outcomes].map(([outcome, plays]) => html`<span class="fact">${say.outcome[outcome] ?? outcome} <strong>${count(plays)}</strong></span>`)}
    </p>
    <div class="scroll" tabindex="0" role="group" aria-label=${say.contents}>
      <table>
        <thead>
          <tr>
            <th scope="col">${say.category}</th>
            <th scope="col">${say.topic}</th>
            <th scope="col" class="number">${say.plays}</th>
            <th scope="col" class="number">${say.airtime}</th>
            <td class="gauge"></td>
          </tr>
        </thead>
        <tbody>
          ${topics.map(
            (row) =>
              html`<tr>
                <td>${categoryName(row.category)}</td>
                <td>${row.topic ? topicName(row.topic) : '—'}</td>
                <td class="number">${count(row.plays)}</td>
                <td class="number">${duration(row.airtimeMs)}</td>
                <td class="gauge">
                  <div data-category=${row.category} style="width: ${(100 * row.airtimeMs) / longest}%"></div>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
