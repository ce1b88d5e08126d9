import { html, type TemplateResult } from 'lit';
import { addDays } from '../../core/report/date-range.ts';
import { type Hour, hourOf } from '../../core/report/hours.ts';
import type { HourReport } from '../../core/report/report.ts';
import { shareFor } from '../../core/report/share-for.ts';
import { emptyShare } from '../../core/report/share-totals.ts';
import { wallMsOf } from '../../core/wall-ms-of.ts';
import '../../elements/charts/share-chart.ts';
import { text } from '../../elements/language.ts';
import { barOf, type DeskActions, type DeskView } from '../desk/desk-view.ts';
import { hourAndMinute, longDate } from '../words/dates.ts';
import { messages } from '../words/messages.ts';
import { shareTable } from './share-table.ts';
import { timeline } from './timeline.ts';

/** One day: its hours (24, or one fewer or more where clocks change), and its plays to scale. */
export function hourSection(view: DeskView, actions: DeskActions): TemplateResult {
  const say = text(messages);
  const day = view.days.find(({ date }) => date === view.day);
  const hours = hoursOfDay(view.day, view.reading.report.timeZone);
  const known = new Map(day?.hours.map((hour) => [hour.startMs, hour]));
  const rows = hours.map((hour) => rowOf(hour, hours, known.get(hour.startMs), view));
  const bars = rows.map(({ key, label, name, totals }) => barOf(key, label, name, totals));
  const short = bars.filter(({ verdict }) => verdict === 'short').length;
  const traceHour = (startMs: number) => {
    const hour = hours.find((each) => each.startMs === startMs);
    if (!hour) return;
    const filter = { fromMs: hour.startMs, toMs: hour.endMs, touching: true };
    actions.trace({ filter, name: `${view.day} ${hourAndMinute(hour.minuteOfDay)}` });
  };
  return html`<section class="card" aria-labelledby="by-hour">
    <h2 id="by-hour">${say.byHour} <span class="quiet">${longDate(view.day)}</span></h2>
    ${dayPicker(view, (date) => actions.chooseDay(date))}
    ${
      day
        ? html`<changming-share-chart
              selectable
              .bars=${bars}
              @bar-select=${(event: CustomEvent<string>) => traceHour(Number(event.detail))}
              .label=${say.chartHours(longDate(view.day), short)}
            ></changming-share-chart>
            ${shareTable(say.byHour, say.hour, rows, (startMs) => traceHour(Number(startMs)))}
            ${timeline(view, actions)}`
        : html`<p>${say.emptyDay}</p>`
    }
  </section>`;
}

function dayPicker({ day, days }: DeskView, onDay: (date: string) => void): TemplateResult {
  const say = text(messages);
  const first = days[0]?.date ?? day;
  const last = days[days.length - 1]?.date ?? day;
  return html`<div class="controls">
    <button type="button" class="button" ?disabled=${day <= first} @click=${() => onDay(addDays(day, -1))}>
      ← ${say.previousDay}
    </button>
    <label class="field"
      ><span>${say.day}</span>
      <input
        class="input"
        type="date"
        .value=${day}
        min=${first}
        max=${last}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLInputElement;
          if (value) onDay(value);
        }}
    /></label>
    <button type="button" class="button" ?disabled=${day >= last} @click=${() => onDay(addDays(day, 1))}>
      ${say.nextDay} →
    </button>
  </div>`;
}

/** Every hour of a local day, whether anything was on air or not. */
export function hoursOfDay(date: string, timeZone: string): Hour[] {
  const endMs = wallMsOf(addDays(date, 1), 0, timeZone);
  const hours: Hour[] = [];
  for (let at = wallMsOf(date, 0, timeZone); at < endMs; ) {
    const hour = hourOf(at, timeZone);
    hours.push(hour);
    at = hour.endMs;
  }
  return hours;
}

function rowOf(hour: Hour, hours: readonly Hour[], known: HourReport | undefined, { measure }: DeskView) {
  const doubled = hours.some((other) => other !== hour && other.minuteOfDay === hour.minuteOfDay);
  const name = `${hourAndMinute(hour.minuteOfDay)}${doubled ? ` (UTC${offset(hour.offsetMinutes)})` : ''}`;
  const totals = known ? shareFor({ ...known, topics: known.topics.values() }, measure) : emptyShare();
  const label = String(Math.floor(hour.minuteOfDay / 60));
  return { key: String(hour.startMs), label, name, totals, onAirMs: known?.onAirMs ?? 0 };
}

function offset(minutes: number): string {
  return `${minutes < 0 ? '-' : '+'}${hourAndMinute(Math.abs(minutes))}`;
}
