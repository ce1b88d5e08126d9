import { html, type TemplateResult } from 'lit';
import { promiseOf, type ShareTotals, shareOf, verdictOf } from '../../core/report/share-totals.ts';
import { duration, percent } from '../../elements/controls/format.ts';
import { text } from '../../elements/language.ts';
import { verdictShown } from '../desk/desk-view.ts';
import { messages } from '../words/messages.ts';

export interface ShareTableRow {
  readonly key: string;
  readonly name: string;
  readonly totals: ShareTotals;
  readonly onAirMs: number;
}

/** The figures of a chart. With `onSelect` each name is a button. */
export function shareTable(
  caption: string,
  nameHeader: string,
  rows: readonly ShareTableRow[],
  onSelect?: (key: string) => void,
): TemplateResult {
  const say = text(messages);
  const amounts = [say.airtime, say.onAir, say.lowest];
  return html`<details class="twin">
    <summary>${say.asTable}</summary>
    <div class="scroll" tabindex="0" role="group" aria-label=${caption}>
      <table>
        <caption class="visually-hidden">
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${nameHeader}</th>
            <th scope="col" class="number">${say.share}</th>
            <th scope="col" class="number">${say.promised}</th>
            <th scope="col">${say.verdict}</th>
            ${amounts.map((header) => html`<th scope="col" class="number">${header}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => tableRow(row, onSelect))}
        </tbody>
      </table>
    </div>
  </details>`;
}

function tableRow(
  { key, name, totals, onAirMs }: ShareTableRow,
  onSelect?: (key: string) => void,
): TemplateResult {
  const say = text(messages);
  const verdict = verdictShown(totals);
  const promise = totals.promisedMs > 0 ? promiseOf(totals) : undefined;
  return html`<tr>
    <th scope="row">
      ${onSelect ? html`<button type="button" class="link" @click=${() => onSelect(key)}>${name}</button>` : name}
    </th>
    <td class="number">${share(shareOf(totals))}</td>
    <td class="number">${share(promise)}</td>
    <td class=${verdict === 'short' ? 'is-short' : 'is-kept'}>
      ${promise === undefined ? '—' : `${verdict === 'short' ? '▼' : '✓'} ${say.mark[verdictOf(totals)]}`}
    </td>
    <td class="number">${duration(totals.airtimeMs)}</td>
    <td class="number">${duration(onAirMs)}</td>
    <td class="number">${share(totals.worst?.share)}</td>
  </tr>`;
}

function share(value: number | undefined): string {
  return value === undefined ? '—' : percent(value);
}
