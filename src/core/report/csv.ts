import { type PlayRow, type PlayTable, playAt } from './play-table.ts';

/** Columns of the file: Chinese for people, the word after it stable for programs. */
const columns: readonly (readonly [header: string, value: (play: PlayRow) => string | number | undefined])[] =
  [
    ['序号 seq', (play) => play.seq],
    ['开始时间 start', (play) => isoAtOffset(play.startMs, play.offsetMinutes)],
    ['播出时长(毫秒) airtime_ms', (play) => play.airtimeMs],
    ['计划时长(毫秒) planned_ms', (play) => play.plannedMs],
    ['播前空档(毫秒) gap_ms', (play) => play.gapMs],
    ['条目 spot', (play) => play.spot],
    ['节目单 playlist', (play) => play.playlist],
    ['播放方案 programme', (play) => play.programme],
    ['形式 kind', (play) => play.kind],
    ['类别 category', (play) => play.category],
    ['诈骗类型 topic', (play) => play.topic],
    ['分区 zone', (play) => play.zone],
    ['结果 outcome', (play) => play.outcome],
    ['结束原因 ended', (play) => play.ended],
    ['选播原因 because', (play) => play.because],
    ['呈现帧数 frames_shown', (play) => play.frames?.shown],
    ['丢帧数 frames_dropped', (play) => play.frames?.dropped],
    ['素材SHA-256 creative', (play) => play.creative],
  ];

/** Rows in one part of the file: large enough to be quick, small enough for a page to stay responsive between two. */
export const rowsPerCsvPart = 4000;

/**
 * The plays at `rows` as CSV (RFC 4180, with the BOM by which Excel knows UTF-8), in parts, so that a million
 * rows need no string of their length. The first part is the header.
 */
export function* playsCsv(table: PlayTable, rows: Uint32Array): Generator<string, void> {
  yield `\uFEFF${csvRecord(columns.map(([header]) => header))}`;
  for (let from = 0; from < rows.length; from += rowsPerCsvPart) {
    let part = '';
    for (const seq of rows.subarray(from, from + rowsPerCsvPart)) {
      const play = playAt(table, seq);
      if (play) part += csvRecord(columns.map(([, value]) => value(play)));
    }
    yield part;
  }
}

/** One line with its end. Text is made harmless and quoted where it must be; numbers stay numbers. */
export function csvRecord(values: readonly (string | number | undefined)[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

function csvField(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = harmless(value);
  return /[",\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection": = + - @ tab
 * and carriage return), also behind blanks and invisible characters, and in the full-width forms that Excel folds.
 */
function harmless(text: string): string {
  return /^[\t\r\n]|^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
}

/** `2026-11-22T10:14:20.123+08:00`, with the offset that the entry was stamped with. */
export function isoAtOffset(wallMs: number, offsetMinutes: number): string {
  const local = new Date(wallMs + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const size = Math.abs(offsetMinutes);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}
