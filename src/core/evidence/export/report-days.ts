import type { DayFigures, Figures, HourFigures, MeasureFigures, ShareFigures } from '../figures.ts';
import { clockDuration, measureWords, percent, promisedPpm, promisePercent } from './format.ts';
import { Html, markup } from './html.ts';

/** More days than a picture of hours stays readable for; the table of days goes on. */
const mostDaysOfHours = 62;

/** One row a day: on-air time, airtime, share beside the promise, and how it ended. */
export function dayTable(figures: Figures, measure: MeasureFigures, index: number): Html {
  const days = figures.days.filter((day) => day.shares[index]);
  if (days.length === 0) return new Html('');
  const name = measureWords(measure);
  const most = scaleOf(days.map((day) => day.shares[index] ?? null));
  return markup`<h2>按日：${name.zh}<small lang="en">By day: ${name.en}</small></h2>
<div class="wide"><table><thead><tr><th>日期<small>date</small></th><th class="number">开播时长<small>on air</small></th>
<th class="number">播出时长<small>airtime</small></th><th>占比与承诺线<small>share, and the promise as a line</small></th><th class="number">占比<small>share</small></th>
<th class="number">承诺<small>promise</small></th><th class="number">最低时段<small>worst window</small></th><th>结果<small>result</small></th></tr></thead>
<tbody>${days.map((day) => dayRow(day, day.shares[index] ?? null, most))}</tbody></table></div>`;
}

function dayRow({ date, onAirMs }: DayFigures, share: ShareFigures | null, most: number): Html {
  if (!share) return new Html('');
  const { airtimeMs, sharePpm, worst } = share;
  return markup`<tr><td class="time">${date}</td><td class="number">${clockDuration(onAirMs)}</td>
<td class="number">${clockDuration(airtimeMs)}</td><td class="share">${bar(share, most)}</td>
<td class="number"><b>${sharePpm === undefined ? '—' : percent(sharePpm)}</b></td><td class="number">${promisePercent(promisedPpm(share))}</td>
<td class="number">${worst ? percent(worst.sharePpm) : '—'}</td><td class="time">${result(share)}</td></tr>
`;
}

function result({ verdict }: ShareFigures): Html {
  switch (verdict) {
    case 'met':
      return markup`✓ 达标`;
    case 'within':
      return markup`✓ 时段内达标`;
    case 'short':
      return markup`<span class="mark">▲ 未达标</span>`;
    case 'none':
      return markup`—`;
  }
}

function bar(share: ShareFigures, most: number): Html {
  const x = (ppm: number) => Math.round((Math.min(ppm, most) / most) * 1960) / 10;
  const promise = x(promisedPpm(share));
  return markup`<svg class="bar" viewBox="0 0 200 16" preserveAspectRatio="none" aria-hidden="true"><rect class="${fillOf(share)}" x="0" y="3" width="${x(share.sharePpm ?? 0)}" height="10"/><line class="line" x1="${promise}" y1="0" x2="${promise}" y2="16"/></svg>`;
}

/** Millionths at the right end of the bars: room for the largest share and, at least, twice the promise. */
function scaleOf(shares: readonly (ShareFigures | null)[]): number {
  let most = 1;
  for (const share of shares) {
    if (share) most = Math.max(most, share.sharePpm ?? 0, Math.min(1e6, 2 * promisedPpm(share)));
  }
  return most;
}

const cell = { width: 28, height: 17, left: 78, top: 16 };

/** Days by hours, the share of each as a number in a field; what fell short is dark and has a mark. */
export function heatMap({ days }: Figures, measure: MeasureFigures, index: number): Html {
  const told = days.filter((day) => day.shares[index]);
  if (told.length === 0 || told.length > mostDaysOfHours) return new Html('');
  const name = measureWords(measure);
  const width = cell.left + 24 * cell.width;
  const height = cell.top + told.length * cell.height;
  const hours = Array.from(
    { length: 24 },
    (_, hour) =>
      markup`<text x="${cell.left + hour * cell.width + cell.width / 2}" y="10" text-anchor="middle">${hour}</text>`,
  );
  return markup`<section class="keep"><h2>按小时：${name.zh}<small lang="en">By hour: ${name.en}</small></h2>
<p class="soft">格内为该小时占比（%），▲ 表示有时段未达标。<span lang="en">Share in per cent; ▲ marks hours in which a window fell short.</span></p>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="每小时占比 / share by hour">${hours}
${told.map((day, row) => heatRow(day, row, index))}</svg></section>`;
}

function heatRow({ date, hours }: DayFigures, row: number, index: number): Html {
  const y = cell.top + row * cell.height;
  return markup`<text x="0" y="${y + 12}">${date}</text>${hours.map((hour) => heatCell(hour, y, index))}
`;
}

function heatCell(hour: HourFigures, y: number, index: number): Html {
  const share = hour.shares[index];
  if (!share || share.sharePpm === undefined) return new Html('');
  const short = share.verdict === 'short';
  const x = cell.left + Number(hour.from.slice(11, 13)) * cell.width;
  const text = `${Math.floor(share.sharePpm / 10_000)}${short ? '▲' : ''}`;
  const [fill, ink] = short ? ['#a33b00', '#fff'] : [shade(share), '#16202c'];
  return markup`<rect x="${x}" y="${y}" width="${cell.width - 1}" height="${cell.height - 1}" fill="${fill}"/><text x="${x + (cell.width - 1) / 2}" y="${y + 12}" text-anchor="middle" style="fill:${ink}">${text}</text>`;
}

/** The more, the deeper; never so deep that dark figures cannot be read on it. */
function shade(share: ShareFigures): string {
  const over = (share.sharePpm ?? 0) / Math.max(1, promisedPpm(share));
  if (over < 1) return '#e6eef7';
  if (over < 1.25) return '#cfe0f1';
  return over < 2 ? '#b5d0ea' : '#9cc0e3';
}

function fillOf({ verdict }: ShareFigures): string {
  if (verdict === 'short') return 'missed';
  return verdict === 'met' ? 'kept' : 'within';
}
