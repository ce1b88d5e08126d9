// One worksheet as SpreadsheetML (ECMA-376, part 1, section 18), written row by row so that a million rows need no memory.

/** How a cell is shown; the order is that of the styles in `workbook-parts.ts`. */
export const styles = [
  'text',
  'heading',
  'title',
  'integer',
  'percent',
  'duration',
  'date',
  'dateTime',
  'seconds',
] as const;
export type Style = (typeof styles)[number];

/**
 * Text is written as text, whatever it begins with: a cell of this kind is never a formula. Numbers by their style:
 * `percent` 0 to 1, `duration` milliseconds shown as hours, `seconds` milliseconds shown as seconds, `date` and
 * `dateTime` ISO 8601, shown in their own local time.
 */
export type Cell =
  | { readonly style: 'text' | 'heading' | 'title' | 'date' | 'dateTime'; readonly text: string }
  | { readonly style: 'integer' | 'percent' | 'duration' | 'seconds'; readonly value: number }
  | undefined;

export interface Sheet {
  readonly name: string;
  /** Widths of the columns, in characters. */
  readonly widths: readonly number[];
  /** Rows at the top that stay in sight. */
  readonly frozen: number;
  readonly rows: Iterable<readonly Cell[]>;
}

const rowsPerChunk = 500;
const dayMs = 86_400_000;
/** Day 0 of spreadsheets, as far as dates after February 1900 go. */
const epochMs = Date.UTC(1899, 11, 30);

/** The XML of a sheet in pieces. */
export function* sheetXml({ widths, frozen, rows }: Sheet): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${viewXml(frozen)}<cols>${widths.map(columnXml).join('')}</cols><sheetData>`;
  let part = '';
  let number = 0;
  for (const row of rows) {
    part += rowXml(row, ++number);
    if (number % rowsPerChunk !== 0) continue;
    yield part;
    part = '';
  }
  yield `${part}</sheetData><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

function viewXml(frozen: number): string {
  const pane =
    frozen === 0
      ? ''
      : `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`;
  return `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`;
}

function columnXml(width: number, index: number): string {
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
}

function rowXml(cells: readonly Cell[], number: number): string {
  return `<row r="${number}">${cells.map((cell, index) => cellXml(cell, `${columnName(index)}${number}`)).join('')}</row>`;
}

function cellXml(cell: Cell, name: string): string {
  if (cell === undefined) return '';
  const head = `<c r="${name}" s="${styles.indexOf(cell.style)}"`;
  const number = numberOf(cell);
  if (number !== undefined) return `${head}><v>${number}</v></c>`;
  const text = 'text' in cell ? cell.text : '';
  return `${head} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** What a cell holds as a number; undefined for text, and for a date that is none. */
function numberOf(cell: NonNullable<Cell>): number | undefined {
  if ('value' in cell) {
    if (cell.style === 'duration') return cell.value / dayMs;
    return cell.style === 'seconds' ? cell.value / 1000 : cell.value;
  }
  if (cell.style !== 'date' && cell.style !== 'dateTime') return undefined;
  // The local time that stands in the text, as if it were UTC: a spreadsheet knows no zones.
  const localMs = Date.parse(
    `${cell.text.slice(0, 23).padEnd(10)}${cell.style === 'date' ? 'T00:00:00.000' : ''}Z`,
  );
  const day = (localMs - epochMs) / dayMs;
  return day > 60 ? Math.round(day * dayMs) / dayMs : undefined;
}

/** A, B, … Z, AA, … */
function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

/** Escaped, without the characters that XML 1.0 cannot hold, and no longer than a cell can be. */
export function xmlText(text: string): string {
  return (
    text
      .slice(0, 32_000)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML 1.0 cannot hold.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}
