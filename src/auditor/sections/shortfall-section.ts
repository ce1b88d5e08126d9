import { html, nothing, type TemplateResult } from 'lit';
import type { Shortfall } from '../../core/report/shortfall.ts';
import { causesOf } from '../../core/report/shortfall-causes.ts';
import { localTime } from '../../core/wall-time.ts';
import { duration, percent } from '../../elements/controls/format.ts';
import { type Language, text } from '../../elements/language.ts';
import { countingFilter, type DeskActions, type DeskView } from '../desk/desk-view.ts';
import { stamp } from '../words/dates.ts';
import { causeLines } from './cause-lines.ts';

const messages = {
  'zh-CN': {
    title: '不足与原因',
    none: '这段时间没有不足：每一个连续考核时段都达到承诺。',
    nothingPromised: '这段时间的播放方案没有承诺占比，无从判断不足。',
    share: (from: string, to: string) => `${from} 至 ${to} 之间结束的连续考核时段低于承诺`,
    gap: (from: string, to: string) => `${from} 至 ${to} 一直没有播出`,
    broken: (time: string) => `低于承诺的时间共 ${time}`,
    worst: (window: string, share: string, promise: string, lacking: string, ends: string) =>
      `最低的连续 ${window}（到 ${ends} 为止）占比 ${share}，承诺 ${promise}，缺 ${lacking}`,
    allowed: (away: string, most: string) => `间隔 ${away}，最长允许 ${most}`,
    causes: '日志所记的原因',
    showCounted: '查看这段时间计入承诺的播放',
    showAll: '查看这段时间的全部播放',
    toDay: '查看当天',
    more: (count: number) => `再显示 ${count} 处`,
  },
  en: {
    title: 'Shortfalls and why',
    none: 'No shortfall in this period: every rolling window kept the promise.',
    nothingPromised: 'The programmes of this period promised no share, so nothing can be short.',
    share: (from: string, to: string) =>
      `Rolling windows that ended from ${from} to ${to} were below the promise`,
    gap: (from: string, to: string) => `Not on view from ${from} to ${to}`,
    broken: (time: string) => `below it for ${time} in all`,
    worst: (window: string, share: string, promise: string, lacking: string, ends: string) =>
      `Lowest ${window} on end (up to ${ends}): ${share}, promised ${promise}, ${lacking} lacking`,
    allowed: (away: string, most: string) => `Away for ${away}, at most ${most} allowed`,
    causes: 'Causes that the log gives',
    showCounted: 'Show the plays that counted in this time',
    showAll: 'Show all plays of this time',
    toDay: 'Go to the day',
    more: (count: number) => `Show ${count} more`,
  },
} satisfies Record<Language, unknown>;

/** Every broken promise of the period: when, by how much, and what the log says of it. */
export function shortfallSection(
  view: DeskView,
  actions: DeskActions,
  shown: number,
  onMore: () => void,
): TemplateResult {
  const say = text(messages);
  const { shortfalls, total } = view.period;
  const promised = (total.shares.get(view.measure.key)?.promisedMs ?? 0) > 0;
  const hidden = shortfalls.length - shown;
  return html`<section class="card" aria-labelledby="shortfalls">
    <h2 id="shortfalls">${say.title}</h2>
    ${shortfalls.length === 0 ? html`<p>${promised ? `✓ ${say.none}` : say.nothingPromised}</p>` : nothing}
    <ol class="shortfalls">
      ${shortfalls.slice(0, shown).map((each) => item(view, actions, each))}
    </ol>
    ${hidden > 0 ? html`<button type="button" class="button" @click=${onMore}>${say.more(Math.min(hidden, 20))}</button>` : nothing}
  </section>`;
}

function item(view: DeskView, actions: DeskActions, shortfall: Shortfall): TemplateResult {
  const say = text(messages);
  const { table, judged = table, report } = view.reading;
  const causes = causesOf(judged, shortfall);
  const name = `${say.title} ${stamp(shortfall.fromMs, report.timeZone)}`;
  const filter = { fromMs: causes.fromMs, toMs: causes.toMs + 1, touching: true };
  return html`<li>
    <h3>▼ ${headline(shortfall, report.timeZone)}</h3>
    <p>${figures(shortfall, report.timeZone)}</p>
    <p class="quiet">${say.causes}</p>
    <ul class="causes">
      ${causeLines(causes, view.spots).map((line) => html`<li>${line}</li>`)}
    </ul>
    <p>
      <button type="button" class="link fact" @click=${() => actions.trace({ filter: { ...filter, ...countingFilter(view.measure) }, name })}>
        ${say.showCounted}
      </button>
      <button type="button" class="link fact" @click=${() => actions.trace({ filter, name })}>${say.showAll}</button>
      <button type="button" class="link" @click=${() => actions.chooseDay(localTime(shortfall.fromMs, report.timeZone).date)}>
        ${say.toDay}
      </button>
    </p>
  </li>`;
}

function headline({ kind, fromMs, toMs }: Shortfall, timeZone: string): string {
  const from = stamp(fromMs, timeZone);
  const to = stamp(toMs, timeZone);
  const shortTo = from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to;
  return text(messages)[kind](from, shortTo);
}

function figures(
  { kind, worst, rule, brokenMs, fromOnAirMs, toOnAirMs }: Shortfall,
  timeZone: string,
): string {
  const say = text(messages);
  if (kind === 'gap')
    return say.allowed(duration(toOnAirMs - fromOnAirMs), duration((rule.maxGapMinutes ?? 0) * 60_000));
  if (!worst) return say.broken(duration(brokenMs));
  const ends = stamp(worst.endsAtMs, timeZone).slice(11);
  const lacking = duration(Math.max(1000, worst.shortfallMs));
  return `${say.worst(duration(worst.windowMs), percent(worst.share), percent(rule.atLeast), lacking, ends)}；${say.broken(duration(brokenMs))}`;
}
