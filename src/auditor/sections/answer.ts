import { html, nothing, type TemplateResult } from 'lit';
import type { DayReport } from '../../core/report/period.ts';
import type { Measure } from '../../core/report/promise.ts';
import {
  promiseOf,
  type ShareTotals,
  shareOf,
  type Verdict,
  verdictOf,
} from '../../core/report/share-totals.ts';
import { duration, percent } from '../../elements/controls/format.ts';
import { text } from '../../elements/language.ts';
import { type DeskView, measureName, shareFor } from '../desk/desk-view.ts';
import { longDate, stamp } from '../words/dates.ts';
import { messages } from '../words/messages.ts';

const signs: Record<Verdict, string> = { met: '✓', within: '✓', short: '⚠', none: '' };

/** The most important answer, first and large; other promises of the same day below it. */
export function answer(view: DeskView): TemplateResult | typeof nothing {
  const say = text(messages);
  const day = view.days.find(({ date }) => date === view.today) ?? view.days[view.days.length - 1];
  if (!day) return nothing;
  const isToday = day.date === view.today;
  const totals = shareFor(day, view.measure);
  const others = view.reading.report.measures.filter(
    ({ key }) => key !== view.measure.key && day.shares.has(key),
  );
  return html`<section class="answer ${verdictOf(totals)}" aria-label=${isToday ? say.today : longDate(day.date)}>
    ${isToday ? nothing : html`<p>${say.notToday(longDate(day.date))}</p>`}
    <p class="figures">
      <span>${isToday ? say.today : day.date}</span> <strong>${shareText(totals)} ${sign(totals)}</strong>
      ${promised(totals)}
    </p>
    ${details(view, view.measure, totals)}
    ${others.length > 0 ? otherPromises(view, day, others) : nothing}
  </section>`;
}

function otherPromises(view: DeskView, day: DayReport, others: readonly Measure[]): TemplateResult {
  return html`<h2>${text(messages).otherPromises}</h2>
    <ul>
      ${others.map((measure) => {
        const totals = shareFor(day, measure);
        return html`<li class=${verdictOf(totals)}>
          <p>
            <strong>${shareText(totals)} ${sign(totals)}</strong> ${promised(totals)}
          </p>
          ${details(view, measure, totals)}
        </li>`;
      })}
    </ul>`;
}

function details({ reading }: DeskView, measure: Measure, totals: ShareTotals): TemplateResult {
  const say = text(messages);
  const { worst, maxGapMs } = totals;
  const amounts = measure.of === 'commercial' ? say.answerOfCommercial : say.answerOf;
  return html`<p>${amounts(measureName(measure), duration(totals.airtimeMs), duration(totals.ofMs))}</p>
    ${verdictOf(totals) === 'within' ? html`<p>${say.within}</p>` : nothing}
    ${isShortWithin(totals) ? html`<p>${say.shortWindow}</p>` : nothing}
    ${
      worst
        ? html`<p>
            ${say.worst(duration(worst.windowMs), percent(worst.share), stamp(worst.endsAtMs, reading.report.timeZone))}
          </p>`
        : nothing
    }
    ${maxGapMs === undefined ? nothing : html`<p>${say.without(duration(totals.longestWithoutMs), duration(maxGapMs))}</p>`}`;
}

/** Short, although the day's own figure is not: what puzzles must be said. */
function isShortWithin(totals: ShareTotals): boolean {
  const windowShort = (totals.worst?.shortfallMs ?? 0) > 0;
  return verdictOf(totals) === 'short' && windowShort && totals.airtimeMs >= totals.promisedMs;
}

function shareText(totals: ShareTotals): string {
  const share = shareOf(totals);
  return share === undefined ? '—' : percent(share);
}

function promised(totals: ShareTotals): TemplateResult | typeof nothing {
  const promise = totals.promisedMs > 0 ? promiseOf(totals) : undefined;
  return promise === undefined ? nothing : html`<span>${text(messages).promise(percent(promise))}</span>`;
}

/** By shape, by colour, and in words for those who see neither. */
function sign(totals: ShareTotals): TemplateResult | typeof nothing {
  const verdict = verdictOf(totals);
  if (verdict === 'none') return nothing;
  return html`<span role="img" aria-label=${text(messages).mark[verdict]}>${signs[verdict]}</span>`;
}
