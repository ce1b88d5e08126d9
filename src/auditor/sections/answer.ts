import { html, nothing, type TemplateResult } from 'lit';
import { addDays } from '../../core/report/date-range.ts';
import type { PeriodReport } from '../../core/report/period.ts';
import type { Measure } from '../../core/report/promise.ts';
import { shareFor } from '../../core/report/share-for.ts';
import {
  promiseOf,
  type ShareTotals,
  shareOf,
  type Verdict,
  verdictOf,
} from '../../core/report/share-totals.ts';
import { wallMsOf } from '../../core/wall-ms-of.ts';
import { duration, percent } from '../../elements/controls/format.ts';
import { text } from '../../elements/language.ts';
import { countingFilter, type DeskActions, type DeskView, measureName } from '../desk/desk-view.ts';
import { rangeName } from '../period/range-name.ts';
import { longDate, stamp } from '../words/dates.ts';
import { messages } from '../words/messages.ts';

const signs: Record<Verdict, string> = { met: '✓', within: '✓', short: '⚠', none: '' };

/** A stretch of the calendar that gets an answer of its own. */
interface Answered {
  readonly name: string;
  readonly report: PeriodReport;
  readonly fromMs: number;
  readonly toMs: number;
  readonly note?: string;
}

/** The most important answers, first and large: today, and the period looked at. */
export function answer(view: DeskView, actions: DeskActions): TemplateResult | typeof nothing {
  const day = dayAnswered(view);
  const { period } = view;
  const isOneDay = period.range.from === period.range.to && day?.date === period.range.from;
  return html`<div class="answers ${view.doubt ? 'doubtful' : ''}">
    ${day ? card(view, actions, day) : nothing}
    ${
      isOneDay || period.days.length === 0
        ? nothing
        : card(view, actions, {
            name: rangeName(period.range, view.today),
            report: period.total,
            fromMs: period.fromMs,
            toMs: period.toMs,
          })
    }
  </div>`;
}

function dayAnswered({ days, today, reading }: DeskView): (Answered & { date: string }) | undefined {
  const say = text(messages);
  const report = days.find(({ date }) => date === today) ?? days[days.length - 1];
  if (!report) return undefined;
  const { date } = report;
  const { timeZone } = reading.report;
  const isToday = date === today;
  return {
    date,
    name: isToday ? say.today : date,
    report,
    fromMs: wallMsOf(date, 0, timeZone),
    toMs: wallMsOf(addDays(date, 1), 0, timeZone),
    ...(isToday ? {} : { note: say.notToday(longDate(date)) }),
  };
}

function card(view: DeskView, actions: DeskActions, answered: Answered): TemplateResult {
  const totals = shareFor(answered.report, view.measure);
  const others = view.reading.report.measures.filter(
    ({ key }) => key !== view.measure.key && answered.report.shares.has(key),
  );
  return html`<section class="answer ${verdictOf(totals)}" aria-label=${answered.name}>
    ${view.doubt ? html`<p><strong>⚠ ${text(messages).doubt[view.doubt]}</strong></p>` : nothing}
    ${answered.note ? html`<p>${answered.note}</p>` : nothing}
    <p class="figures">
      <span>${answered.name}</span> <strong>${shareText(totals)} ${sign(totals)}</strong> ${promised(totals)}
    </p>
    ${details(view, actions, answered, view.measure, totals)}
    ${others.length > 0 ? otherPromises(view, actions, answered, others) : nothing}
  </section>`;
}

function otherPromises(
  view: DeskView,
  actions: DeskActions,
  answered: Answered,
  others: readonly Measure[],
): TemplateResult {
  return html`<h2>${text(messages).otherPromises}</h2>
    <ul>
      ${others.map((measure) => {
        const totals = shareFor(answered.report, measure);
        return html`<li class=${verdictOf(totals)}>
          <p>
            <strong>${shareText(totals)} ${sign(totals)}</strong> ${promised(totals)}
          </p>
          ${details(view, actions, answered, measure, totals)}
        </li>`;
      })}
    </ul>`;
}

function details(
  { reading }: DeskView,
  actions: DeskActions,
  { name, fromMs, toMs }: Answered,
  measure: Measure,
  totals: ShareTotals,
): TemplateResult {
  const say = text(messages);
  const { worst, maxGapMs } = totals;
  const counted = measureName(measure);
  const of = measure.of === 'commercial' ? say.airtimeOfCommercial : say.onAirTime;
  const trace = (what: string, filter: object) => () =>
    actions.trace({ filter: { fromMs, toMs, touching: true, ...filter }, name: `${name} · ${what}` });
  return html`<p>
      <button type="button" class="link" @click=${trace(counted, countingFilter(measure))}>
        ${say.airtimeOf(counted)} ${duration(totals.airtimeMs)}</button
      ><span aria-hidden="true"> ÷ </span
      ><button
        type="button"
        class="link"
        @click=${trace(of, measure.of === 'commercial' ? { category: 'host' } : {})}
      >
        ${of} ${duration(totals.ofMs)}
      </button>
    </p>
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

/** Short, although the figure of the whole is not: what puzzles must be said. */
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
