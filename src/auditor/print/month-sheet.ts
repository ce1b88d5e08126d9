import { html, nothing, type TemplateResult } from 'lit';
import { shareFor } from '../../core/report/share-for.ts';
import { promiseOf, shareOf, verdictOf } from '../../core/report/share-totals.ts';
import type { Shortfall } from '../../core/report/shortfall.ts';
import { causesOf } from '../../core/report/shortfall-causes.ts';
import '../../elements/charts/heat-map.ts';
import '../../elements/charts/share-chart.ts';
import { duration, percent } from '../../elements/controls/format.ts';
import { topicName } from '../../elements/controls/vocabulary.ts';
import { type Language, text } from '../../elements/language.ts';
import '../../elements/qr/qr-code.ts';
import { barOf, type DeskView, measureName } from '../desk/desk-view.ts';
import { monthName } from '../period/range-name.ts';
import { causeLines } from '../sections/cause-lines.ts';
import { cellsShown, columnsOf } from '../sections/heat-cells.ts';
import { count, longDate, shortDate, stamp } from '../words/dates.ts';
import { messages as common } from '../words/messages.ts';
import { promiseWords } from './promise-words.ts';

const messages = {
  'zh-CN': {
    title: '反诈宣传播放核查表',
    screen: '屏幕编号',
    month: '月份',
    venue: '网点名称',
    address: '地址',
    promise: '承诺',
    printedAt: '制表时间',
    result: '本月结果',
    ofOnAir: (airtime: string, of: string) => `播出 ${airtime}，开播 ${of}`,
    ofCommercial: (airtime: string, of: string) => `播出 ${airtime}，本单位内容 ${of}`,
    days: (days: number, hours: number) => `开播 ${days} 天，未达到承诺的小时 ${hours} 个`,
    plays: (completed: string, cut: string, failed: string) =>
      `播放：完整 ${completed} 次，中途结束 ${cut} 次，未能播出 ${failed} 次`,
    byDay: '每日占比',
    byHour: '每小时占比',
    topics: '诈骗类型（播出时长）',
    shortfalls: '不足与原因',
    none: '本月没有不足。',
    more: (shortfalls: number) => `另有 ${shortfalls} 处，见电子报告。`,
    worst: (share: string) => `最低 ${share}`,
    checkpoint: '校验点',
    log: '日志',
    size: '条数',
    root: '根哈希',
    upTo: '截至',
    verified: '本表由核验通过的导出文件生成。',
    unverified: '注意：导出文件未通过核验，本表不能作为依据。',
    notVerified: '本表在屏幕上由其日志直接生成；请连同导出的证据包留存，以供核验。',
    simulated: '模拟数据，不是证据',
    scope: '统计日志所记的播出；日志不能证明面板当时通电发光。',
    qr: '校验点二维码：日志名称、条数与根哈希',
    inspector: '检查单位',
    sign: ['检查人签字', '网点负责人签字', '日期'],
  },
  en: {
    title: 'Anti-fraud airtime: inspection sheet',
    screen: 'Screen',
    month: 'Month',
    venue: 'Venue',
    address: 'Address',
    promise: 'Promise',
    printedAt: 'Drawn up at',
    result: 'Result of the month',
    ofOnAir: (airtime: string, of: string) => `${airtime} of ${of} on air`,
    ofCommercial: (airtime: string, of: string) => `${airtime} beside ${of} of the venue’s own`,
    days: (days: number, hours: number) => `On air on ${days} days; ${hours} hours short of the promise`,
    plays: (completed: string, cut: string, failed: string) =>
      `Plays: ${completed} completed, ${cut} cut, ${failed} failed`,
    byDay: 'Share by day',
    byHour: 'Share by hour',
    topics: 'Topics (airtime)',
    shortfalls: 'Shortfalls and why',
    none: 'None this month.',
    more: (shortfalls: number) => `${shortfalls} more in the electronic report.`,
    worst: (share: string) => `lowest ${share}`,
    checkpoint: 'Checkpoint',
    log: 'Log',
    size: 'Entries',
    root: 'Root hash',
    upTo: 'up to',
    verified: 'Drawn up from an export that was verified.',
    unverified: 'Note: the export failed verification; this sheet cannot be relied on.',
    notVerified:
      'Drawn up at the screen from its own log; keep it with the exported evidence, which can be verified.',
    simulated: 'Simulated: not evidence',
    scope: 'Counted is what the log recorded; a log cannot prove that the panel was lit.',
    qr: 'QR code of the checkpoint: name of the log, entries and root hash',
    inspector: 'Inspected by',
    sign: ['Inspector', 'For the venue', 'Date'],
  },
} satisfies Record<Language, unknown>;

/** What is written by hand otherwise. */
export interface FilledIn {
  readonly venue: string;
  readonly address: string;
  readonly inspector: string;
}

export interface SheetFacts {
  readonly printedAtMs: number;
  readonly verified: boolean | undefined;
  readonly simulated: boolean;
}

const mostShortfalls = 4;

/** One A4 page: a screen in a month. `view.period` is the month. */
export function monthSheet(view: DeskView, filledIn: FilledIn, facts: SheetFacts): TemplateResult {
  const say = text(messages);
  const { reading, measure, period } = view;
  const { timeZone } = reading.report;
  const month = monthName(period.range.from);
  return html`<article class="sheet" aria-label="${say.title} ${month}">
    ${facts.simulated ? html`<p class="simulated">⚠ ${say.simulated}</p>` : nothing}
    <h3>${say.title}</h3>
    <dl class="head">
      ${pair(say.screen, reading.table.origin?.split('/')[1] ?? '')} ${pair(say.month, month)}
      ${pair(say.venue, filledIn.venue)} ${pair(say.address, filledIn.address)}
      ${pair(say.promise, promiseWords(reading.table, measure), 'wide')}
    </dl>
    ${result(view)} ${dayChart(view)} ${hourMap(view)} ${topicLine(view)} ${shortfallList(view)}
    ${checkpoint(view, facts)}
    <dl class="signatures">
      ${pair(say.inspector, filledIn.inspector)} ${say.sign.map((name) => pair(name, ''))}
    </dl>
    <p class="small">${say.scope} ${say.printedAt} ${stamp(facts.printedAtMs, timeZone)}（${timeZone}）</p>
  </article>`;
}

function pair(name: string, value: string, kind = ''): TemplateResult {
  return html`<div class=${kind}>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function result(view: DeskView): TemplateResult {
  const say = text(messages);
  const { measure, period } = view;
  const totals = shareFor(period.total, measure);
  const share = shareOf(totals);
  const promise = totals.promisedMs > 0 ? promiseOf(totals) : undefined;
  const verdict = verdictOf(totals);
  const shortHours = cellsShown(view).filter((cell) => cell?.verdict === 'short').length;
  const plays = (outcome: string) => count(period.total.outcomes.get(outcome) ?? 0);
  const amounts = measure.of === 'commercial' ? say.ofCommercial : say.ofOnAir;
  return html`<div class="result ${verdict}">
    <p class="big">${share === undefined ? '—' : percent(share)}</p>
    <div>
      ${
        promise === undefined
          ? nothing
          : html`<p>
              <strong>${verdict === 'short' ? '▼' : '✓'} ${text(common).mark[verdict]}</strong>（${text(common).promise(percent(promise))}）
            </p>`
      }
      <p>${measureName(measure)}：${amounts(duration(totals.airtimeMs), duration(totals.ofMs))}</p>
      <p>${say.days(period.days.length, shortHours)}</p>
      <p>${say.plays(plays('completed'), plays('cut'), plays('failed'))}</p>
    </div>
  </div>`;
}

function dayChart({ period, measure }: DeskView): TemplateResult {
  const say = text(messages);
  const bars = period.heat.dates.map((date) => {
    const day = period.days.find((each) => each.date === date);
    const totals = day
      ? shareFor(day, measure)
      : shareFor({ onAirMs: 0, shares: new Map(), topics: [] }, measure);
    return barOf(date, shortDate(date), longDate(date), totals);
  });
  return html`<h4>${say.byDay}</h4>
    <changming-share-chart .bars=${bars} plain .height=${112} .label=${say.byDay} labelled="last"></changming-share-chart>`;
}

function hourMap(view: DeskView): TemplateResult {
  const { dates } = view.period.heat;
  const name = text(messages).byHour;
  return html`<h4>${name}</h4>
    <changming-heat-map .height=${180} .columns=${columnsOf(dates)} .cells=${cellsShown(view)} .label=${name}></changming-heat-map>`;
}

function topicLine({ period }: DeskView): TemplateResult | typeof nothing {
  const topics = period.total.topics.filter(({ category, topic }) => category === 'anti-fraud' && topic);
  if (topics.length === 0) return nothing;
  return html`<h4>${text(messages).topics}</h4>
    <p>${topics.map(({ topic, airtimeMs }) => `${topicName(topic ?? '')} ${duration(airtimeMs)}`).join(' · ')}</p>`;
}

function shortfallList(view: DeskView): TemplateResult {
  const say = text(messages);
  const all = [...view.period.shortfalls].reverse();
  const hidden = all.length - mostShortfalls;
  return html`<h4>${say.shortfalls}</h4>
    ${all.length === 0 ? html`<p>${say.none}</p>` : nothing}
    <ul class="list">
      ${all.slice(0, mostShortfalls).map((each) => html`<li>▼ ${shortfallLine(view, each)}</li>`)}
    </ul>
    ${hidden > 0 ? html`<p>${say.more(hidden)}</p>` : nothing}`;
}

function shortfallLine({ reading, spots }: DeskView, shortfall: Shortfall): string {
  const { table, judged = table, report } = reading;
  const from = stamp(shortfall.fromMs, report.timeZone).slice(0, 16);
  const to = stamp(shortfall.toMs, report.timeZone).slice(11, 16);
  const worst = shortfall.worst ? `${text(messages).worst(percent(shortfall.worst.share))} · ` : '';
  return `${from}—${to} · ${worst}${causeLines(causesOf(judged, shortfall), spots).slice(0, 3).join('；')}`;
}

function checkpoint({ reading }: DeskView, { verified }: SheetFacts): TemplateResult | typeof nothing {
  const { root, table, report } = reading;
  if (!root || !table.origin) return nothing;
  const say = text(messages);
  const last = table.chunks[table.chunks.length - 1];
  const lastMs = last?.wallMs[last.count - 1];
  return html`<div class="checkpoint">
    <changming-qr-code .text=${`${table.origin}\n${root.size}\n${root.root}\n`} .label=${say.qr}></changming-qr-code>
    <div>
      <h4>${say.checkpoint}</h4>
      <dl>
        ${pair(say.log, table.origin)} ${pair(say.size, count(root.size))} ${pair(say.root, root.root)}
        ${pair(say.upTo, lastMs === undefined ? '—' : stamp(lastMs, report.timeZone))}
      </dl>
      <p class="small">${verified === undefined ? say.notVerified : verified ? say.verified : say.unverified}</p>
    </div>
  </div>`;
}
