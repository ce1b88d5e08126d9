import { html, nothing, type TemplateResult } from 'lit';
import type { PlayFilter } from '../../core/report/filter.ts';
import { countedZone } from '../../core/report/report.ts';
import type { SpotTotals } from '../../core/report/spot-totals.ts';
import { duration, percent } from '../../elements/controls/format.ts';
import { categoryName } from '../../elements/controls/vocabulary.ts';
import { type Language, text } from '../../elements/language.ts';
import type { DeskActions, DeskView } from '../desk/desk-view.ts';
import { spotName } from '../desk/spot-book.ts';
import { outcomeName } from '../plays/outcome.ts';
import { count } from '../words/dates.ts';

const messages = {
  'zh-CN': {
    title: '计划与实播',
    hint: '计划是每次播放开始时应播的时长；实播是画面确实在屏幕上的时长。',
    spot: '条目',
    planned: '计划',
    played: '实播',
    ratio: '实播 ÷ 计划',
    plays: '次数',
    all: '合计',
    more: (spots: number) => `显示全部 ${spots} 个条目`,
  },
  en: {
    title: 'Planned and played',
    hint: 'Planned is how long each play should have lasted when it began; played is how long its picture truly was on view.',
    spot: 'Spot',
    planned: 'Planned',
    played: 'Played',
    ratio: 'Played ÷ planned',
    plays: 'Plays',
    all: 'All',
    more: (spots: number) => `Show all ${spots} spots`,
  },
} satisfies Record<Language, unknown>;

const shownAtFirst = 12;
const outcomes = ['completed', 'cut', 'failed'] as const;

/** Each spot's planned time beside its airtime, those that lost most first. */
export function plannedSection(
  view: DeskView,
  actions: DeskActions,
  isWhole: boolean,
  onWhole: () => void,
): TemplateResult | typeof nothing {
  const say = text(messages);
  const spots = [...view.period.spots].sort((a, b) => lostMs(b) - lostMs(a));
  if (spots.length === 0) return nothing;
  const shown = isWhole ? spots : spots.slice(0, shownAtFirst);
  return html`<section class="card" aria-labelledby="planned">
    <h2 id="planned">${say.title}</h2>
    <p class="quiet">${say.hint}</p>
    <div class="scroll" tabindex="0" role="group" aria-label=${say.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">${say.spot}</th>
            <th scope="col" class="number">${say.planned}</th>
            <th scope="col" class="number">${say.played}</th>
            <th scope="col" class="number">${say.ratio}</th>
            <td class="gauge-cell"></td>
            ${outcomes.map((outcome) => html`<th scope="col" class="number">${outcomeName(outcome)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${row(view, actions, totalOf(spots), say.all, {})}
          ${shown.map((spot) => row(view, actions, spot, spotName(view.spots, spot.spot), { spot: spot.spot, kinds: [spot.kind], category: spot.category }))}
        </tbody>
      </table>
    </div>
    ${
      shown.length < spots.length
        ? html`<button type="button" class="button" @click=${onWhole}>${say.more(spots.length)}</button>`
        : nothing
    }
  </section>`;
}

type Figures = Pick<SpotTotals, 'plays' | 'completed' | 'cut' | 'failed' | 'plannedMs' | 'airtimeMs'> & {
  readonly category?: string;
  readonly spot?: string;
};

function row(
  { period }: DeskView,
  actions: DeskActions,
  spot: Figures,
  name: string,
  filter: PlayFilter,
): TemplateResult {
  const { fromMs, toMs } = period;
  const ratio = spot.plannedMs > 0 ? spot.airtimeMs / spot.plannedMs : undefined;
  const trace = (more: PlayFilter, what: string) => () =>
    actions.trace({ filter: { fromMs, toMs, zone: countedZone, ...filter, ...more }, name: what });
  return html`<tr>
    <th scope="row" class="spot" title=${spot.spot ?? ''}>
      <button type="button" class="link" @click=${trace({}, name)}>${name}</button>
      ${spot.category ? html`<span class="quiet">${categoryName(spot.category)}</span>` : nothing}
    </th>
    <td class="number">${duration(spot.plannedMs)}</td>
    <td class="number">${duration(spot.airtimeMs)}</td>
    <td class="number">${ratio === undefined ? '—' : percent(ratio)}</td>
    <td class="gauge-cell">
      <span class="gauge" aria-hidden="true"
        ><span data-category=${spot.category ?? 'all'} style="width: ${Math.min(100, 100 * (ratio ?? 0))}%"></span
      ></span>
    </td>
    ${outcomes.map((outcome) => {
      const plays = spot[outcome];
      const what = `${name} · ${outcomeName(outcome)}`;
      return html`<td class="number ${outcome === 'failed' && plays > 0 ? 'is-short' : ''}">
        ${plays === 0 ? '0' : html`<button type="button" class="link" aria-label="${what} ${plays}" @click=${trace({ outcome }, what)}>${count(plays)}</button>`}
      </td>`;
    })}
  </tr>`;
}

function lostMs({ plannedMs, airtimeMs }: SpotTotals): number {
  return plannedMs - airtimeMs;
}

function totalOf(spots: readonly SpotTotals[]): Figures {
  const sum = (name: 'plays' | 'completed' | 'cut' | 'failed' | 'plannedMs' | 'airtimeMs') =>
    spots.reduce((total, spot) => total + spot[name], 0);
  return {
    plays: sum('plays'),
    completed: sum('completed'),
    cut: sum('cut'),
    failed: sum('failed'),
    plannedMs: sum('plannedMs'),
    airtimeMs: sum('airtimeMs'),
  };
}
