import { html, nothing, type TemplateResult } from 'lit';
import { dateInWords } from '../../core/playlist/calendar-date.ts';
import { languageOf, localized } from '../controls/localized.ts';
import { categoryName } from '../controls/vocabulary.ts';
import { language, text } from '../language.ts';
import { campaignMessages } from './campaign-messages.ts';
import type { CampaignStatus, PhaseStatus } from './campaign-status.ts';

const dayMs = 86_400_000;

/** What begins and ends on this screen, and when: today and the days after it. */
export function campaign(status: CampaignStatus | undefined): TemplateResult | typeof nothing {
  if (!status) return nothing;
  const say = text(campaignMessages);
  const { phases, bare, later, more, today, until } = status;
  const dateOf = dateIn(today);
  return html`<details class="campaign">
    <summary><strong>${say.title}</strong><span>${bareFirst(status) ?? nextChange(status)}</span></summary>
    <div class="inside">
      <p>${say.todayLine(dateOf(today), inForceToday(status), status.always)}</p>
      ${bare.map(
        ({ category, from, to }) =>
          html`<p class="bare">⚠ ${say.bare(categoryName(category), dateOf(from), dateOf(to))}</p>`,
      )}
      ${phases.length > 0 ? html`<p class="hint">${say.strip(dateOf(today), dateOf(until))}</p>` : nothing}
      <ul>
        ${phases.map((phase) => phaseItem(phase, status))}
      </ul>
      ${more > 0 ? html`<p>${say.more(more)}</p>` : nothing}
      ${later > 0 ? html`<p>${say.later(dateOf(until), later)}</p>` : nothing}
    </div>
  </details>`;
}

/** The warning that goes before every other news. */
function bareFirst({ bare: [first], today }: CampaignStatus): string | undefined {
  return (
    first && `⚠ ${text(campaignMessages).bareFrom(dateIn(today)(first.from), categoryName(first.category))}`
  );
}

/** A stop of the keyboard each: a remote control has no other way to scroll to it. */
function phaseItem(phase: PhaseStatus, status: CampaignStatus): TemplateResult {
  const say = text(campaignMessages);
  const [category = '', ...others] = phase.categories;
  const { left, width } = strip(phase, status);
  return html`<li tabindex="0">
    <p class="head"><strong>${standing(phase, status.today)}</strong><span>${range(phase, status.today)}</span></p>
    <div class="strip" aria-hidden="true">
      <i data-category=${others.length > 0 ? 'several' : category} style="left: ${left}%; width: ${width}%"></i>
    </div>
    <p>${phase.categories.map(categoryName).join(say.between)} · ${say.count(phase.count)}</p>
    <p class="hint" lang=${titlesLanguage(phase)}>${titles(phase)}</p>
  </li>`;
}

function standing({ from = '', to }: PhaseStatus, today: string): string {
  const say = text(campaignMessages);
  const dateOf = dateIn(today);
  if (from > today) return say.starts(dateOf(from));
  if (to === undefined) return say.openEnd;
  return to === today ? say.lastDay : say.until(dateOf(to));
}

function range({ from, to }: PhaseStatus, today: string): string {
  const say = text(campaignMessages);
  const dateOf = dateIn(today);
  if (from === undefined) return to === undefined ? '' : say.untilRange(dateOf(to));
  return to === undefined ? say.fromRange(dateOf(from)) : say.range(dateOf(from), dateOf(to));
}

function titles({ titles, count }: PhaseStatus): string {
  const say = text(campaignMessages);
  return say.titles(titles.map(localized).join(say.between), count - titles.length);
}

function titlesLanguage({ titles }: PhaseStatus): string {
  return titles.every((title) => languageOf(title) === 'en') ? 'en' : 'zh-CN';
}

/** The part of the days looked at that a phase fills, in per cent. */
function strip({ from = '', to = '~' }: PhaseStatus, { today, until }: CampaignStatus) {
  const days = daysBetween(today, until) + 1;
  const first = from > today ? daysBetween(today, from) : 0;
  const last = to < until ? daysBetween(today, to) : days - 1;
  return { left: (first / days) * 100, width: ((last - first + 1) / days) * 100 };
}

function nextChange({ phases, today, until }: CampaignStatus): string {
  const say = text(campaignMessages);
  const events = phases.flatMap(({ from = '', to = '~', count }) => [
    ...(from > today ? [{ date: from, count, in: say.nextStart }] : []),
    ...(to <= until ? [{ date: to, count, in: say.nextEnd }] : []),
  ]);
  const [next] = events.sort((one, other) => (one.date < other.date ? -1 : 1));
  if (!next) return say.unchanged(daysBetween(today, until));
  const same = events.filter((event) => event.date === next.date && event.in === next.in);
  return next.in(
    dateIn(today)(next.date),
    same.reduce((sum, { count }) => sum + count, 0),
  );
}

function inForceToday({ phases, always, today }: CampaignStatus): number {
  const inForce = phases.filter(({ from = '' }) => from <= today);
  return always + inForce.reduce((sum, { count }) => sum + count, 0);
}

/** Dates without their year where it is this one's. */
function dateIn(today: string): (date: string) => string {
  return (date) => {
    const whole = dateInWords(date, language());
    return date.slice(0, 4) === today.slice(0, 4) ? whole.replace(/^\d+年| \d+$/, '') : whole;
  };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}
