import { isoAtOffset } from '../../report/csv.ts';
import { type PlayTable, playAt } from '../../report/play-table.ts';
import { categoryWords, kindWords, topicWords } from '../../vocabulary.ts';
import type { ArchiveFile } from '../archive.ts';
import { measureWords } from '../export/format.ts';
import type { ProofReport } from '../export/proof-report.ts';
import { causeWords, offAirWords, outcomeWords } from '../export/words.ts';
import type { InterruptionFigures, PartFigures, ShareFigures, ShortfallFigures } from '../figures.ts';
import { type Cell, type Sheet, sheetXml } from './sheet.ts';
import { sheetPath, workbookParts } from './workbook-parts.ts';

/** Rows that a sheet of every spreadsheet program has room for, and a heading. */
const playsPerSheet = 1_000_000;

const text = (value: string): Cell => ({ style: 'text', text: value });
const integer = (value: number): Cell => ({ style: 'integer', value });
const duration = (value: number): Cell => ({ style: 'duration', value });
const seconds = (value: number): Cell => ({ style: 'seconds', value });
const percent = (ppm: number | undefined): Cell =>
  // Cut to what is shown, so that a shortfall never looks like a promise kept.
  ppm === undefined ? undefined : { style: 'percent', value: Math.floor(ppm / 100) / 10_000 };
const dateTime = (iso: string): Cell => ({ style: 'dateTime', text: iso });
const heading = (...names: readonly string[]): Cell[] =>
  names.map((name) => ({ style: 'heading', text: name }));

/**
 * The parts of an XLSX workbook of a report and its plays, for `writeZip`: 概要, 按日, 按小时, 播放明细, 中断. Plays are
 * written row by row; what is more than a sheet holds goes on in the next.
 * @param plays the claimed entries, as `CarriedEntries` gives them
 * @param rows rows of `plays` to list; all when left out
 */
export function* workbookFiles(
  report: ProofReport,
  plays: PlayTable,
  rows: Uint32Array = Uint32Array.from({ length: plays.size }, (_, row) => row),
): Generator<ArchiveFile> {
  const sheets = [
    summarySheet(report),
    daySheet(report),
    hourSheet(report),
    ...playSheets(plays, rows),
    interruptionSheet(report),
  ];
  for (const [path, xml] of workbookParts(sheets.map(({ name }) => name))) {
    yield { path, chunks: [new TextEncoder().encode(xml)] };
  }
  for (const [index, sheet] of sheets.entries()) yield { path: sheetPath(index), chunks: encoded(sheet) };
}

function* encoded(sheet: Sheet): Generator<Uint8Array<ArrayBuffer>> {
  const utf8 = new TextEncoder();
  for (const part of sheetXml(sheet)) yield utf8.encode(part);
}

function summarySheet({
  origin,
  size,
  root,
  entries,
  madeAt,
  by,
  player,
  simulated,
  figures,
}: ProofReport): Sheet {
  const { period, total, measures, timeZone, unreadable } = figures;
  const shares = measures.flatMap((measure, index): Cell[][] => {
    const share = total.shares[index];
    const name = measureWords(measure).zh;
    if (!share) return [[text(name), text('没有开播')]];
    return [
      [text(`${name} 占比`), percent(share.sharePpm)],
      [text('　承诺不少于'), percent(promisedPpm(share))],
      [text('　播出时长（时:分:秒）'), duration(share.airtimeMs)],
      [
        text('　未达标的时间段'),
        integer(figures.shortfalls.filter(({ measure }) => measure === index).length),
      ],
    ];
  });
  const rows: Cell[][] = [
    [{ style: 'title', text: '播放证明' }],
    ...(simulated ? [[text('模拟数据：没有在任何屏幕上播放过，不证明任何事')]] : []),
    [text('屏幕'), text(origin.split('/')[1] ?? origin)],
    [text('从'), period && dateTime(period.from)],
    [text('到'), period && dateTime(period.to)],
    [text('时区'), text(timeZone)],
    [text('开播时长（时:分:秒）'), duration(total.onAirMs)],
    ...Object.entries(total.plays).map(([outcome, plays]) => [
      text(`次数 ${outcomeWords(outcome).zh}`),
      integer(plays),
    ]),
    ...shares,
    [],
    heading('类别', '诈骗类型或主题', '次数', '播出时长'),
    ...total.topics.map(({ category, topic, plays, airtimeMs }) => [
      text(categoryWords(category).zh),
      text(topic ? topicWords(topic).zh : ''),
      integer(plays),
      duration(airtimeMs),
    ]),
    [],
    heading('未达标从', '到', '最低占比', '承诺', '日志记下的原因'),
    ...figures.shortfalls.map(shortfallRow),
    [],
    heading('依据'),
    [text('播出日志'), text(origin)],
    [text('校验点根哈希'), text(root)],
    [text('日志条数'), integer(size)],
    [text('本次导出，从第'), integer(entries.from)],
    [text('到第（不含）'), integer(entries.to)],
    [text('读不出的条目'), integer(unreadable)],
    [text('导出时间'), text(madeAt)],
    [text('导出人'), text(by)],
    [text('播放器'), text(player)],
  ];
  return { name: '概要', widths: [28, 28, 14, 14, 60], frozen: 0, rows };
}

function shortfallRow({ from, to, worst, atLeastPpm, causes }: ShortfallFigures): Cell[] {
  const lost = causes.lostPlays.map(
    ({ spot, outcome, plays }) => `${spot} ${outcomeWords(outcome).zh} ${plays} 次`,
  );
  const faults = Object.entries(causes.faults).map(([fault, times]) => `${causeWords(fault).zh} ${times} 次`);
  const reasons = [...lost, ...faults].join('；') || '日志没有说明';
  return [dateTime(from), dateTime(to), percent(worst?.sharePpm), percent(atLeastPpm), text(reasons)];
}

function daySheet({ figures }: ProofReport): Sheet {
  const names = figures.measures.map((measure) => measureWords(measure).zh);
  return {
    name: '按日',
    widths: [12, 14, 10, ...names.flatMap(() => [14, 10, 10, 12, 12])],
    frozen: 1,
    rows: [
      [...heading('日期', '开播时长', '播放次数'), ...shareHeadings(names)],
      ...figures.days.map((day) => [{ style: 'date', text: day.date } as const, ...partCells(day)]),
    ],
  };
}

function hourSheet({ figures }: ProofReport): Sheet {
  const names = figures.measures.map((measure) => measureWords(measure).zh);
  const hours = figures.days.flatMap((day) => day.hours);
  return {
    name: '按小时',
    widths: [20, 14, 10, ...names.flatMap(() => [14, 10, 10, 12, 12])],
    frozen: 1,
    rows: [
      [...heading('小时', '开播时长', '播放次数'), ...shareHeadings(names)],
      ...hours.map((hour) => [dateTime(hour.from), ...partCells(hour)]),
    ],
  };
}

function shareHeadings(names: readonly string[]): Cell[] {
  return names.flatMap((name) => heading(`${name} 播出时长`, '占比', '承诺', '最低时段占比', '结果'));
}

function partCells({ onAirMs, plays, shares }: PartFigures): Cell[] {
  const count = Object.values(plays).reduce((sum, number) => sum + number, 0);
  return [duration(onAirMs), integer(count), ...shares.flatMap(shareCells)];
}

function shareCells(share: ShareFigures | null): Cell[] {
  if (!share) return [undefined, undefined, undefined, undefined, text('没有承诺')];
  const results = { met: '达标', within: '时段内达标', short: '未达标', none: '没有开播' } as const;
  return [
    duration(share.airtimeMs),
    percent(share.sharePpm),
    percent(promisedPpm(share)),
    percent(share.worst?.sharePpm),
    text(results[share.verdict]),
  ];
}

function promisedPpm({ promisedMs, ofMs }: ShareFigures): number | undefined {
  return ofMs > 0 ? Math.round((promisedMs / ofMs) * 1e6) : undefined;
}

function playSheets(plays: PlayTable, rows: Uint32Array): Sheet[] {
  const count = Math.max(1, Math.ceil(rows.length / playsPerSheet));
  return Array.from({ length: count }, (_, index) => ({
    name: index === 0 ? '播放明细' : `播放明细 ${index + 1}`,
    widths: [10, 20, 12, 12, 12, 30, 20, 20, 8, 12, 20, 8, 8, 12, 14, 12, 12, 68],
    frozen: 1,
    rows: playRows(plays, rows.subarray(index * playsPerSheet, (index + 1) * playsPerSheet)),
  }));
}

function* playRows(plays: PlayTable, rows: Uint32Array): Generator<Cell[]> {
  yield heading(
    '序号',
    '开始时间',
    '播出时长（秒）',
    '计划时长（秒）',
    '播前空档（秒）',
    '条目',
    '节目单',
    '播放方案',
    '形式',
    '类别',
    '诈骗类型或主题',
    '分区',
    '结果',
    '结束原因',
    '选播原因',
    '呈现帧数',
    '丢帧数',
    '素材 SHA-256',
  );
  for (const row of rows) {
    const play = playAt(plays, row);
    if (!play) continue;
    yield [
      { style: 'integer', value: play.seq },
      dateTime(isoAtOffset(play.startMs, play.offsetMinutes)),
      seconds(play.airtimeMs),
      seconds(play.plannedMs),
      seconds(play.gapMs),
      text(play.spot),
      text(play.playlist ?? ''),
      text(play.programme),
      text(kindWords(play.kind).zh),
      text(categoryWords(play.category).zh),
      text(play.topic ? topicWords(play.topic).zh : ''),
      text(play.zone),
      text(outcomeWords(play.outcome).zh),
      text(play.ended),
      text(play.because),
      play.frames && integer(play.frames.shown),
      play.frames && integer(play.frames.dropped),
      text(play.creative ?? ''),
    ];
  }
}

function interruptionSheet({ figures }: ProofReport): Sheet {
  return {
    name: '中断',
    widths: [20, 20, 14, 14, 60],
    frozen: 1,
    rows: [heading('开始', '结束', '时长', '什么', '原因'), ...figures.interruptions.map(interruptionRow)],
  };
}

function interruptionRow(interruption: InterruptionFigures): Cell[] {
  const from = dateTime(interruption.from);
  switch (interruption.kind) {
    case 'clock':
      return [from, undefined, undefined, text('时钟被拨动'), text(`${interruption.jumpMs / 1000} 秒`)];
    case 'no-picture': {
      const causes = interruption.causes.map((cause) => causeWords(cause).zh).join('；');
      return [
        from,
        undefined,
        duration(interruption.durationMs),
        text('开播但无画面'),
        text(causes || '日志没有说明'),
      ];
    }
    case 'off-air': {
      const { to, because } = interruption;
      const lasted = to === undefined ? undefined : Date.parse(to) - Date.parse(interruption.from);
      const why = text(offAirWords(because).zh);
      return [
        from,
        to === undefined ? undefined : dateTime(to),
        lasted === undefined ? undefined : duration(Math.max(0, lasted)),
        text('停播'),
        why,
      ];
    }
  }
}
