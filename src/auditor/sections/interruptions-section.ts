import { html, nothing, type TemplateResult } from 'lit';
import type { Interruption } from '../../core/report/interruptions.ts';
import { localTime } from '../../core/wall-time.ts';
import { duration } from '../../elements/controls/format.ts';
import { text } from '../../elements/language.ts';
import { messages as panelMessages } from '../../elements/panel/messages.ts';
import type { DeskView } from '../desk/desk-view.ts';
import { stamp } from '../words/dates.ts';
import { messages } from '../words/messages.ts';

/** When the screen was off, dark or its clock was moved, newest first. */
export function interruptionsSection(view: DeskView, shown: number, onMore: () => void): TemplateResult {
  const say = text(messages);
  const { timeZone, interruptions } = view.reading.report;
  const inPeriod = interruptions
    .filter(({ fromMs }) => {
      const { date } = localTime(fromMs, timeZone);
      return date >= view.from && date <= view.to;
    })
    .reverse();
  const hidden = inPeriod.length - shown;
  return html`<section class="card" aria-labelledby="interruptions">
    <h2 id="interruptions">${say.interruptions}</h2>
    ${inPeriod.length === 0 ? html`<p>${say.noInterruptions}</p>` : interruptionTable(inPeriod.slice(0, shown), timeZone)}
    ${
      hidden > 0
        ? html`<button type="button" class="button" @click=${onMore}>${say.more(Math.min(hidden, 50))}</button>`
        : nothing
    }
  </section>`;
}

function interruptionTable(rows: readonly Interruption[], timeZone: string): TemplateResult {
  const say = text(messages);
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
        ${rows.map(
          (row) =>
            html`<tr>
              <td class="when">${stamp(row.fromMs, timeZone)}</td>
              <td class="number">${lasted(row)}</td>
              <td>${causeOf(row)}</td>
            </tr>`,
        )}
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

function causeOf(row: Interruption): string {
  const say = text(messages);
  if (row.kind === 'clock') {
    const by = duration(Math.abs(row.jumpMs));
    return row.jumpMs > 0 ? say.clockForward(by) : say.clockBack(by);
  }
  if (row.kind === 'off-air') return say.offAir[row.because] ?? row.because;
  const causes = row.causes.map(noPictureCause).join('；');
  return `${say.noPictureCause} · ${causes || say.noCauseLogged}`;
}

function noPictureCause(cause: string): string {
  const spot = /^failed: (.*)$/s.exec(cause)?.[1];
  if (spot !== undefined) return text(messages).failedSpot(spot);
  return text(panelMessages).faultNames[cause] ?? cause;
}
