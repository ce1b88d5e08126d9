import { html, nothing, type TemplateResult } from 'lit';
import { countedZone, type TopicTotals } from '../../core/report/report.ts';
import { duration, percent } from '../../elements/controls/format.ts';
import { categoryName, topicName } from '../../elements/controls/vocabulary.ts';
import { type Language, text } from '../../elements/language.ts';
import type { DeskActions, DeskView } from '../desk/desk-view.ts';
import { outcomeName } from '../plays/outcome.ts';
import { count } from '../words/dates.ts';

const messages = {
  'zh-CN': {
    title: '播了什么',
    sixTopics: '六大高发类',
    others: '其他',
    never: '没有播过',
    missing: (topics: string) => `这段时间没有播过：${topics}。`,
    row: (plays: string, airtime: string) => `${plays} 次 · ${airtime}`,
    ofCategory: (share: string) => `占反诈宣传 ${share}`,
    noTopic: '未标类型',
    ended: '播放结果',
  },
  en: {
    title: 'What was played',
    sixTopics: 'The six scams',
    others: 'Everything else',
    never: 'not played',
    missing: (topics: string) => `Not played in this period: ${topics}.`,
    row: (plays: string, airtime: string) => `${plays} plays · ${airtime}`,
    ofCategory: (share: string) => `${share} of anti-fraud`,
    noTopic: 'no topic given',
    ended: 'How plays ended',
  },
} satisfies Record<Language, unknown>;

/** The high-incidence scams that the notices name; one that was never shown is a finding. */
const sixTopics = [
  'fake-rebate',
  'fake-investment',
  'fake-loan',
  'fake-shopping',
  'fake-service-agent',
  'impersonation',
];

/** Airtime by topic, the six scams first and always all six; and how plays ended. */
export function topicsSection(view: DeskView, actions: DeskActions): TemplateResult {
  const say = text(messages);
  const { topics, outcomes } = view.period.total;
  const antiFraudMs = topics
    .filter(({ category }) => category === 'anti-fraud')
    .reduce((sum, { airtimeMs }) => sum + airtimeMs, 0);
  const six = sixTopics.map(
    (topic) =>
      topics.find((each) => each.category === 'anti-fraud' && each.topic === topic) ?? {
        category: 'anti-fraud',
        topic,
        airtimeMs: 0,
        plays: 0,
      },
  );
  const others = topics.filter((each) => !six.includes(each));
  const missing = six.filter(({ plays }) => plays === 0).map(({ topic }) => topicName(topic ?? ''));
  // Each list to its own scale: beside the venue's own, the six would all be stubs.
  const rows = (list: readonly TopicTotals[]) => {
    const longest = Math.max(1, ...list.map(({ airtimeMs }) => airtimeMs));
    return list.map((each) => topicRow(each, longest, antiFraudMs, view, actions));
  };
  return html`<section class="card" aria-labelledby="contents">
    <h2 id="contents">${say.title}</h2>
    ${antiFraudMs > 0 && missing.length > 0 ? html`<p>⚠ ${say.missing(missing.join('、'))}</p>` : nothing}
    <h3>${say.sixTopics}</h3>
    <ul class="bars">
      ${rows(six)}
    </ul>
    ${others.length > 0 ? html`<h3>${say.others}</h3><ul class="bars">${rows(others)}</ul>` : nothing}
    <h3>${say.ended}</h3>
    <p>${[...outcomes].map(([outcome, plays]) => outcomeFact(outcome, plays, view, actions))}</p>
  </section>`;
}

function topicRow(
  { category, topic, airtimeMs, plays }: TopicTotals,
  longest: number,
  antiFraudMs: number,
  { period }: DeskView,
  actions: DeskActions,
): TemplateResult {
  const say = text(messages);
  const isAntiFraud = category === 'anti-fraud';
  const name = isAntiFraud
    ? topic
      ? topicName(topic)
      : say.noTopic
    : [categoryName(category), topic && topicName(topic)].filter(Boolean).join(' · ');
  const { fromMs, toMs } = period;
  const filter = { fromMs, toMs, touching: true, category, ...(topic ? { topic } : {}), zone: countedZone };
  return html`<li>
    <span class="name">${name}</span>
    <span class="gauge" aria-hidden="true"
      ><span data-category=${category} style="width: ${(100 * airtimeMs) / longest}%"></span
    ></span>
    ${
      plays === 0 && airtimeMs === 0
        ? html`<span class="value">${say.never}</span>`
        : html`<button type="button" class="link value" @click=${() => actions.trace({ filter, name })}>
            ${say.row(count(plays), duration(airtimeMs))}
          </button>`
    }
    <span class="share quiet">${isAntiFraud && antiFraudMs > 0 ? say.ofCategory(percent(airtimeMs / antiFraudMs)) : ''}</span>
  </li>`;
}

function outcomeFact(
  outcome: string,
  plays: number,
  { period }: DeskView,
  actions: DeskActions,
): TemplateResult {
  const { fromMs, toMs } = period;
  const name = outcomeName(outcome);
  return html`<button
    type="button"
    class="link fact"
    @click=${() => actions.trace({ filter: { fromMs, toMs, outcome, zone: countedZone }, name })}
  >
    ${name} <strong>${count(plays)}</strong>
  </button>`;
}
