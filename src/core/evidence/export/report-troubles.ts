import type { Words } from '../../vocabulary.ts';
import type { Figures, InterruptionFigures, ShortfallFigures } from '../figures.ts';
import { measureWords, minuteOf, percent, promisePercent, secondOf, spokenDuration } from './format.ts';
import { Html, markup } from './html.ts';
import { causeWords, offAirWords } from './words.ts';

/** A page of each; the rest stands in report.json. */
const mostRows = 60;

export function shortfallSection(figures: Figures): Html {
  const { shortfalls } = figures;
  if (figures.measures.length === 0) return new Html('');
  const body =
    shortfalls.length === 0
      ? markup`<p>没有。<span lang="en">None.</span></p>`
      : markup`<div class="wide"><table><thead><tr><th>时间<small>time</small></th><th>承诺<small>promise</small></th><th>最低<small>worst</small></th><th>日志记下的原因<small>causes that the log gives</small></th></tr></thead>
<tbody>${shortfalls.slice(0, mostRows).map((shortfall) => shortfallRow(shortfall, figures))}</tbody></table></div>${more(shortfalls.length)}`;
  return markup`<h2>未达标的时间<small lang="en">When the promise was broken</small></h2>${body}`;
}

function shortfallRow(shortfall: ShortfallFigures, { measures }: Figures): Html {
  const { kind, worst, from, to, atLeastPpm, windowMs, measure } = shortfall;
  const of = measures[measure];
  const name = of ? measureWords(of) : { zh: '', en: '' };
  const window = spokenDuration(windowMs);
  const promise =
    kind === 'gap'
      ? { zh: `${name.zh}不得间隔过久`, en: `no long stretch without ${name.en}` }
      : {
          zh: `${name.zh}每 ${window.zh}不少于 ${promisePercent(atLeastPpm)}`,
          en: `at least ${promisePercent(atLeastPpm)} in every ${window.en}`,
        };
  const causes = causesOf(shortfall);
  return markup`<tr><td class="time"><span class="mark">▲</span> ${minuteOf(from)}<br><span class="soft">– ${minuteOf(to)}</span></td>
<td>${both(promise)}</td><td class="number">${worst ? percent(worst.sharePpm) : '—'}</td>
<td>${causes.length === 0 ? both({ zh: '日志没有说明', en: 'the log gives none' }) : causes.map((cause) => markup`<div>${both(cause)}</div>`)}</td></tr>
`;
}

function causesOf({ causes }: ShortfallFigures): Words[] {
  const lost = causes.lostPlays.slice(0, 5).map(({ spot, outcome, plays, lostMs }) => {
    const time = spokenDuration(lostMs);
    const how = outcome === 'failed' ? { zh: '失败', en: 'failed' } : { zh: '中断', en: 'cut' };
    return {
      zh: `${spot} ${how.zh} ${plays} 次，少播 ${time.zh}`,
      en: `${spot} ${how.en} ${plays}\u00a0×, ${time.en} lost`,
    };
  });
  const faults = Object.entries(causes.faults).map(([fault, times]) => {
    const words = causeWords(fault);
    return { zh: `${words.zh} ${times}\u00a0次`, en: `${words.en} ${times}\u00a0×` };
  });
  const black = spokenDuration(causes.noPictureMs);
  const noPicture = { zh: `无画面共 ${black.zh}`, en: `no picture for ${black.en}` };
  const changed = causes.programmes.map((programme) => ({
    zh: `换播放方案 ${programme}`,
    en: `programme ${programme} came into force`,
  }));
  return [...lost, ...faults, ...(causes.noPictureMs > 0 ? [noPicture] : []), ...changed];
}

export function interruptionSection({ interruptions }: Figures): Html {
  const closed = interruptions.filter(isClosingTime).length;
  const told = interruptions.filter((interruption) => !isClosingTime(interruption));
  const rows = told.slice(0, mostRows).map(
    (
      interruption,
    ) => markup`<tr><td class="time">${secondOf(interruption.from)}</td><td class="number">${duration(interruption)}</td><td>${both(what(interruption))}</td></tr>
`,
  );
  const list =
    rows.length === 0
      ? markup`<p>没有。<span lang="en">None.</span></p>`
      : markup`<div class="wide"><table><thead><tr><th>开始<small>from</small></th><th class="number">多久<small>for</small></th><th>什么、为什么<small>what, and why</small></th></tr></thead><tbody>${rows}</tbody></table></div>${more(told.length)}`;
  const nights =
    closed === 0
      ? new Html('')
      : markup`<p class="soft">另有 ${closed} 次按开放时间停播，不计入开播时长。<span lang="en">Besides, ${closed}\u00a0× off air outside opening hours, which is no on-air time.</span></p>`;
  return markup`<h2>中断<small lang="en">Interruptions</small></h2>${list}${nights}`;
}

function isClosingTime(interruption: InterruptionFigures): boolean {
  return interruption.kind === 'off-air' && interruption.because === 'opening-hours';
}

function duration(interruption: InterruptionFigures): Html {
  switch (interruption.kind) {
    case 'clock':
      return markup`—`;
    case 'no-picture':
      return both(spokenDuration(interruption.durationMs));
    case 'off-air': {
      const { from, to } = interruption;
      if (to === undefined) return both({ zh: '至日志结束', en: 'to the end' });
      return both(spokenDuration(Math.max(0, Date.parse(to) - Date.parse(from))));
    }
  }
}

function what(interruption: InterruptionFigures): Words {
  switch (interruption.kind) {
    case 'clock': {
      const by = spokenDuration(Math.abs(interruption.jumpMs));
      return interruption.jumpMs < 0
        ? { zh: `时钟被拨回 ${by.zh}`, en: `the clock was set back by ${by.en}` }
        : { zh: `时钟被拨快 ${by.zh}`, en: `the clock was set ahead by ${by.en}` };
    }
    case 'no-picture': {
      const causes = interruption.causes.map(causeWords);
      const reasons = causes.length === 0 ? [{ zh: '日志没有说明', en: 'the log gives no cause' }] : causes;
      return {
        zh: `开播但无画面：${reasons.map(({ zh }) => zh).join('、')}`,
        en: `on air without a picture: ${reasons.map(({ en }) => en).join(', ')}`,
      };
    }
    case 'off-air': {
      const why = offAirWords(interruption.because);
      const { order } = interruption;
      const told = order
        ? { zh: `（${order.by}：${order.why}）`, en: ` (${order.by}: ${order.why})` }
        : undefined;
      return { zh: `停播：${why.zh}${told?.zh ?? ''}`, en: `off air: ${why.en}${told?.en ?? ''}` };
    }
  }
}

function more(count: number): Html {
  if (count <= mostRows) return new Html('');
  const rest = count - mostRows;
  return markup`<p class="soft">还有 ${rest} 条，见 report.json。<span lang="en">${rest} more in report.json.</span></p>`;
}

function both({ zh, en }: Words): Html {
  return markup`${zh} <span lang="en">${en}</span>`;
}
