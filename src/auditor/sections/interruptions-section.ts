import { html, nothing, type TemplateResult } from 'lit';
import type { Interruption } from '../../core/report/interruptions.ts';
import { duration } from '../../elements/controls/format.ts';
import { text } from '../../elements/language.ts';
import type { DeskActions, DeskView } from '../desk/desk-view.ts';
import { type SpotBook, spotName } from '../desk/spot-book.ts';
import { stamp } from '../words/dates.ts';
import { faultName } from '../words/fault-name.ts';
import { messages } from '../words/messages.ts';

/** When the screen was off, dark or its clock was moved: by cause, and each, newest first. */
export function interruptionsSection(
  view: DeskView,
  actions: DeskActions,
  shown: number,
  onMore: () => void,
): TemplateResult {
  const say = text(messages);
  const { interruptions } = view.period;
  const hidden = interruptions.length - shown;
  return html`<section class="card" aria-labelledby="interruptions">
    <h2 id="interruptions">${say.interruptions}</h2>
    ${interruptions.length === 0 ? html`<p>${say.noInterruptions}</p>` : causeBars(view)}
    ${interruptions.length === 0 ? nothing : interruptionTable(view, actions, interruptions.slice(0, shown))}
    ${
      hidden > 0
        ? html`<button type="button" class="button" @click=${onMore}>${say.more(Math.min(hidden, 50))}</button>`
        : nothing
    }
  </section>`;
}

/** How long each cause kept the picture away, the longest first. */
function causeBars({ period, spots }: DeskView): TemplateResult {
  const say = text(messages);
  const causes = new Map<string, { kind: Interruption['kind']; ms: number; times: number }>();
  for (const each of period.interruptions) {
    const name = causeOf(each, spots);
    const known = causes.get(name) ?? { kind: each.kind, ms: 0, times: 0 };
    causes.set(name, { kind: each.kind, ms: known.ms + withinPeriod(each, period), times: known.times + 1 });
  }
  const longest = Math.max(1, ...[...causes.values()].map(({ ms }) => ms));
  const sorted = [...causes].sort(([, a], [, b]) => b.ms - a.ms).slice(0, 8);
  return html`<ul class="bars">
    ${sorted.map(
      ([name, { kind, ms, times }]) => html`<li>
        <span class="name">${name}</span>
        <span class="gauge" aria-hidden="true"><span data-cause=${kind} style="width: ${(100 * ms) / longest}%"></span></span>
        <span class="value">${say.causeTimes(times)}${ms > 0 ? ` · ${duration(ms)}` : ''}</span>
      </li>`,
    )}
  </ul>`;
}

function withinPeriod(each: Interruption, { fromMs, toMs }: { fromMs: number; toMs: number }): number {
  if (each.kind === 'clock') return 0;
  // Until the log's end is no length that is known.
  const endMs = each.kind === 'no-picture' ? each.fromMs + each.durationMs : (each.toMs ?? each.fromMs);
  return Math.max(0, Math.min(endMs, toMs) - Math.max(each.fromMs, fromMs));
}

function interruptionTable(
  { reading, spots }: DeskView,
  actions: DeskActions,
  rows: readonly Interruption[],
): TemplateResult {
  const say = text(messages);
  const { timeZone } = reading.report;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${say.interruptions}>
    <table>
      <thead>
        <tr>
          <th scope="col">${say.start}</th>
          <th scope="col" class="number">${say.lasted}</th>
          <th scope="col">${say.cause}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => {
          const name = stamp(row.fromMs, timeZone);
          // What was played around it: five minutes before and after.
          const filter = { fromMs: row.fromMs - 300_000, toMs: row.fromMs + 300_000, touching: true };
          return html`<tr>
            <td class="when">
              <button type="button" class="link" @click=${() => actions.trace({ filter, name: say.around(name) })}>${name}</button>
            </td>
            <td class="number lasted">${lasted(row)}</td>
            <td>${causeOf(row, spots)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function lasted(row: Interruption): string {
  if (row.kind === 'clock') return '—';
  if (row.kind === 'no-picture') return duration(row.durationMs);
  // A clock that was set back while the screen was off makes the end earlier than the beginning: no length is known.
  if (row.toMs === undefined) return text(messages).untilNow;
  return row.toMs >= row.fromMs ? duration(row.toMs - row.fromMs) : '—';
}

function causeOf(row: Interruption, spots: SpotBook): string {
  const say = text(messages);
  if (row.kind === 'clock') {
    const by = duration(Math.abs(row.jumpMs));
    return row.jumpMs > 0 ? say.clockForward(by) : say.clockBack(by);
  }
  if (row.kind === 'off-air') {
    const { because, order } = row;
    return `${say.offAir[because] ?? because}${order ? ` · ${order.by} · ${order.why}` : ''}`;
  }
  const causes = row.causes.map((cause) => noPictureCause(cause, spots)).join('；');
  return `${say.noPictureCause} · ${causes || say.noCauseLogged}`;
}

function noPictureCause(cause: string, spots: SpotBook): string {
  const spot = /^failed: (.*)$/s.exec(cause)?.[1];
  return spot === undefined ? faultName(cause) : text(messages).failedSpot(spotName(spots, spot));
}
