import { noFrames, rowsPerChunk } from './play-columns.ts';
import type { PlayTable } from './play-table.ts';
import type { PlaySubject } from './row-subject.ts';

/** Columns of the file: Chinese for people, the word after it stable for programs. */
const headers = [
  '序号 seq',
  '开始时间 start',
  '播出时长(毫秒) airtime_ms',
  '计划时长(毫秒) planned_ms',
  '播前空档(毫秒) gap_ms',
  '条目 spot',
  '节目单 playlist',
  '播放方案 programme',
  '形式 kind',
  '类别 category',
  '诈骗类型 topic',
  '分区 zone',
  '结果 outcome',
  '结束原因 ended',
  '选播原因 because',
  '呈现帧数 frames_shown',
  '丢帧数 frames_dropped',
  '素材SHA-256 creative',
];

/** Rows in one part of the file: large enough to be quick, small enough for a page to stay responsive between two. */
export const rowsPerCsvPart = 1000;

/**
 * The plays at `rows` as CSV (RFC 4180, with the BOM by which Excel knows UTF-8), in parts, so that a million
 * rows need no string of their length. The first part is the header.
 */
export function* playsCsv(table: PlayTable, rows: Uint32Array): Generator<string, void> {
  yield `\uFEFF${csvRecord(headers)}`;
  const lines = new PlayLines(table);
  for (let from = 0; from < rows.length; from += rowsPerCsvPart) {
    let part = '';
    for (const row of rows.subarray(from, from + rowsPerCsvPart)) part += lines.at(row);
    yield part;
  }
}

/** What a log of a million plays says in words is said a few hundred times over: made once for each subject. */
class PlayLines {
  private readonly table: PlayTable;
  private readonly words: readonly (Words | undefined)[];
  private readonly hour = new HourText();

  constructor(table: PlayTable) {
    this.table = table;
    this.words = table.subjects.map((subject) => (subject.type === 'play' ? wordsOf(subject) : undefined));
  }

  /** The line of the play at a row of the table; empty where that row is no play. */
  at(index: number): string {
    const chunk = this.table.chunks[Math.floor(index / rowsPerChunk)];
    const row = index % rowsPerChunk;
    const words = chunk && this.words[chunk.subject[row] ?? -1];
    if (!chunk || !words) return '';
    const start = this.hour.stampAt(chunk.wallMs[row] ?? 0, chunk.offsetMinutes[row] ?? 0);
    const times = `${chunk.airtimeMs[row]},${chunk.plannedMs[row]},${chunk.gapMs[row]}`;
    const shown = chunk.framesShown[row] ?? noFrames;
    const frames = shown === noFrames ? ',' : `${shown},${chunk.framesDropped[row]}`;
    return `${chunk.firstSeq + row},${start},${times},${words.middle},${frames},${words.last}\r\n`;
  }
}

interface Words {
  readonly middle: string;
  readonly last: string;
}

function wordsOf(play: PlaySubject): Words {
  const { spot, playlist, programme, kind, category, topic, zone, outcome, ended, because } = play;
  const middle = [spot, playlist, programme, kind, category, topic, zone, outcome, ended, because];
  return { middle: middle.map(csvField).join(','), last: csvField(play.creative) };
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
  return local + offsetText(offsetMinutes);
}

const hourMs = 3_600_000;

/** What {@link isoAtOffset} gives as a field: plays follow each other, so that all but minute and second stays for long. */
class HourText {
  private hour = Number.NaN;
  private text = '';

  stampAt(wallMs: number, offsetMinutes: number): string {
    const localMs = wallMs + offsetMinutes * 60_000;
    const hour = Math.floor(localMs / hourMs);
    if (hour !== this.hour) this.begin(hour);
    const ms = localMs - hour * hourMs;
    const minute = twoDigits(Math.floor(ms / 60_000));
    const second = twoDigits(Math.floor(ms / 1000) % 60);
    return `${this.text}${minute}:${second}.${String(1000 + (ms % 1000)).slice(1)}${offsetText(offsetMinutes)}`;
  }

  /** Years of more than four digits have a sign, which no spreadsheet may take for a formula. */
  private begin(hour: number): void {
    this.text = harmless(new Date(hour * hourMs).toISOString().slice(0, -'00:00.000Z'.length));
    this.hour = hour;
  }
}

let lastOffset = { minutes: 0, text: '+00:00' };

/** `+08:00`. A log has one or two. */
function offsetText(minutes: number): string {
  if (lastOffset.minutes === minutes) return lastOffset.text;
  const size = Math.abs(minutes);
  const text = `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
  lastOffset = { minutes, text };
  return text;
}

const pairs = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

function twoDigits(value: number): string {
  return pairs[value] ?? String(value);
}
