import { categoryWords, topicWords } from '../../vocabulary.ts';
import type { Figures, MeasureFigures, PartFigures, ShareFigures } from '../figures.ts';
import {
  clockDuration,
  counted,
  measureWords,
  minuteOf,
  percent,
  promisedPpm,
  promisePercent,
} from './format.ts';
import { Html, htmlPage, markup } from './html.ts';
import { pageStyle } from './page-style.ts';
import type { ProofReport } from './proof-report.ts';
import { dayTable, heatMap } from './report-days.ts';
import { interruptionSection, shortfallSection } from './report-troubles.ts';
import { outcomeWords } from './words.ts';

/** `report.markup`: the report for people, from `report.json` alone. The same report gives the same page to the byte. */
export function reportHtml(report: ProofReport): string {
  const { figures, simulated } = report;
  return htmlPage(
    `播放证明 ${screenOf(report.origin)}`,
    pageStyle + reportStyle,
    markup`${simulated ? simulatedNotice : []}
${heading(report)}
${figures.measures.map((measure, index) => answer(measure, figures.total.shares[index] ?? null, figures, index))}
${figures.measures.length === 0 ? nothingPromised : []}
${totals(figures.total)}
${figures.measures.map((measure, index) => dayTable(figures, measure, index))}
${figures.measures.map((measure, index) => heatMap(figures, measure, index))}
${shortfallSection(figures)}
${interruptionSection(figures)}
${topicSection(figures.total)}
${evidence(report)}`,
  );
}

const reportStyle = `
header{padding-bottom:16px;border-bottom:2px solid var(--ink)}
.answer{display:flex;flex-wrap:wrap;align-items:center;gap:4px 28px;margin:24px 0 0}
.answer .big{font-size:56px;line-height:1.15;font-weight:700;letter-spacing:-.01em}
.answer p{margin:2px 0}
.verdict{font-weight:700}
.verdict.short{color:var(--short)}
svg{display:block;max-width:100%;height:auto}
svg text{font:10px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;fill:var(--ink)}
.kept{fill:#3b77b5}.within{fill:#8fb2d6}.missed{fill:#a33b00}.line{stroke:#16202c;stroke-width:1.5}
.bar{width:100%;min-width:110px}
td.share{width:32%}
dl{display:grid;grid-template-columns:minmax(150px,max-content) 1fr;gap:4px 20px;margin:8px 0;font-size:14px}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.facts{display:flex;flex-wrap:wrap;gap:4px 32px;margin:16px 0 0}
.facts b{font-weight:600}
`;

const simulatedNotice = markup`<p class="simulated">模拟数据：由模拟器生成，没有在任何屏幕上播放过，不证明任何事。<span lang="en">Simulated: made for training and tests. Nothing was shown on any screen; this proves nothing.</span></p>`;

const nothingPromised = markup`<p class="answer">播放方案没有承诺占比。<span lang="en">The programme promised no share.</span></p>`;

function heading({ origin, figures: { period, timeZone } }: ProofReport): Html {
  const time = period ? `${minuteOf(period.from)} – ${minuteOf(period.to)}` : '—';
  return markup`<header>
<h1>播放证明<small lang="en">Proof of play</small></h1>
<p>屏幕 <span lang="en">Screen</span> <b class="mono">${screenOf(origin)}</b><br>
${time} <span class="soft">${timeZone}</span></p>
</header>`;
}

function answer(
  measure: MeasureFigures,
  share: ShareFigures | null,
  { shortfalls }: Figures,
  index: number,
): Html {
  const name = measureWords(measure);
  if (!share || share.sharePpm === undefined) {
    return markup`<p class="answer">${name.zh}：没有开播 <span lang="en">${name.en}: nothing was on air</span></p>`;
  }
  const short = shortfalls.filter((shortfall) => shortfall.measure === index).length;
  return markup`<section class="answer">
<span class="big">${percent(share.sharePpm)}</span>
<div>
<p><b>${name.zh}</b> <span lang="en">${name.en}</span></p>
<p>承诺不少于 ${promisePercent(promisedPpm(share))} <span lang="en">promised at least ${promisePercent(promisedPpm(share))}</span></p>
${short === 0 && share.verdict !== 'short' ? promiseKept : promiseBroken(short)}
</div>
</section>`;
}

const promiseKept = markup`<p class="verdict">✓ 任一时段都达标 <span lang="en">kept in every rolling window</span></p>`;

function promiseBroken(times: number): Html {
  return markup`<p class="verdict short">▲ 有 ${times} 段时间未达标 <span lang="en">broken in ${times} ${times === 1 ? 'stretch' : 'stretches'} of time</span></p>`;
}

function totals({ onAirMs, plays }: PartFigures): Html {
  const count = Object.values(plays).reduce((sum, number) => sum + number, 0);
  const outcomes = Object.entries(plays).map(([outcome, number]) => {
    const words = outcomeWords(outcome);
    return markup`<span>${words.zh} <span lang="en">${words.en}</span> <b>${counted(number)}</b></span>`;
  });
  return markup`<p class="facts">
<span>开播时长 <span lang="en">on air</span> <b>${clockDuration(onAirMs)}</b></span>
<span>播放次数 <span lang="en">plays</span> <b>${counted(count)}</b></span>
${outcomes}
</p>`;
}

function topicSection({ topics, onAirMs }: PartFigures): Html {
  const rows = topics.map(({ category, topic, airtimeMs, plays }) => {
    const [of, about] = [categoryWords(category), topicWords(topic ?? '')];
    return markup`<tr><td>${of.zh} <span lang="en">${of.en}</span></td>
<td>${topic ? markup`${about.zh} <span lang="en">${about.en}</span>` : '—'}</td>
<td class="number">${counted(plays)}</td><td class="number">${clockDuration(airtimeMs)}</td>
<td class="number">${onAirMs > 0 ? percent(Math.floor((airtimeMs / onAirMs) * 1e6)) : '—'}</td></tr>`;
  });
  if (rows.length === 0) return new Html('');
  return markup`<section class="keep"><h2>播了什么<small lang="en">What was on view</small></h2>
<div class="wide"><table><thead><tr><th>类别<small>category</small></th><th>诈骗类型或主题<small>topic</small></th>
<th class="number">次数<small>plays</small></th><th class="number">播出时长<small>airtime</small></th><th class="number">占开播时长<small>of on-air time</small></th></tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

function evidence(report: ProofReport): Html {
  const { origin, size, root, entries, madeAt, by, player, figures } = report;
  const fact = (zh: string, en: string, value: Html | string) =>
    markup`<dt>${zh} <span lang="en">${en}</span></dt><dd>${value}</dd>`;
  return markup`<section class="keep"><h2>依据<small lang="en">Evidence</small></h2>
<dl>
${fact('播出日志', 'as-run log', markup`<span class="mono">${origin}</span>`)}
${fact('校验点根哈希', 'root hash of the checkpoint', markup`<span class="mono">${root}</span>`)}
${fact('日志条数', 'entries of the log', counted(size))}
${fact('本次导出', 'exported here', `${counted(entries.from)} – ${counted(Math.max(entries.from, entries.to - 1))}`)}
${figures.unreadable > 0 ? fact('读不出的条目', 'unreadable entries', counted(figures.unreadable)) : []}
${fact('导出时间', 'made at', madeAt)}
${fact('导出人', 'asked for by', by)}
${fact('播放器', 'player', player)}
</dl>
<p>本页由同一文件夹里的 report.json 生成，report.json 由日志条目算出。怎样核对、证明什么、不证明什么，见 README.html。
<span lang="en">This page is made of report.json beside it, and that of the entries of the log. README.html says how to check it, what it proves and what it does not.</span></p></section>`;
}

/** `changming/<screen id>/<epoch>`: the screen. */
function screenOf(origin: string): string {
  return origin.split('/')[1] ?? origin;
}
