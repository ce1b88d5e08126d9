import { chunksOf, endsPhrase } from './chunks.ts';

/** Width of a text in any one unit; what it returns must grow with the font. */
export type Measure = (text: string) => number;

export interface BrokenText {
  readonly lines: readonly string[];
  /** Width of the widest line, in the unit of the measure. */
  readonly width: number;
}

/** A line end separates as well as these do. */
const hangingSeparator = /\s*[·・|]$/;
/** A break inside a phrase costs as much as two lines of which one is three times as long as the other. */
const insidePhraseCost = 0.5;
/** Added where the phrase is a quoted one: who reads “账号 on one line takes it for the whole. */
const insideQuoteCost = 0.5;
/** A lonely character is worse than any raggedness. */
const lonelyCost = 100;

/**
 * Breaks a text into exactly `lineCount` lines of nearly equal width, between words, rather where a phrase ends,
 * with no line of a single character. Undefined when the text has fewer pieces than that.
 */
export function breakLines(text: string, lineCount: number, measure: Measure): BrokenText | undefined {
  const chunks = chunksOf(text);
  if (lineCount < 1 || chunks.length < lineCount) return undefined;
  const breaks = cheapestBreaks(chunks, lineCount, measure);
  const lines = breaks.map((from, index) => lineOf(chunks, from, breaks[index + 1] ?? chunks.length));
  return { lines, width: Math.max(...lines.map(measure)) };
}

function lineOf(chunks: readonly string[], from: number, to: number): string {
  return chunks.slice(from, to).join('').trim().replace(hangingSeparator, '');
}

/** Starts of the lines by dynamic programming over (lines used, pieces used). */
function cheapestBreaks(chunks: readonly string[], lineCount: number, measure: Measure): number[] {
  const target = measure(chunks.join('')) / lineCount;
  const costOf = (from: number, to: number) => lineCost(chunks, from, to, target, measure);
  let row: Path[] = chunks.map((_, end) => ({ cost: costOf(0, end + 1), starts: [0] }));
  for (let line = 1; line < lineCount; line++) row = nextRow(row, line, costOf);
  return row[row.length - 1]?.starts ?? [0];
}

interface Path {
  readonly cost: number;
  readonly starts: number[];
}

/** `row[end]` is the cheapest way to set pieces 0…end in so many lines; this adds a line. */
function nextRow(row: readonly Path[], line: number, costOf: (from: number, to: number) => number): Path[] {
  return row.map((_, end) => {
    let best: Path = { cost: Number.POSITIVE_INFINITY, starts: [] };
    for (let from = line; from <= end; from++) {
      const before = row[from - 1];
      if (!before) continue;
      const cost = before.cost + costOf(from, end + 1);
      if (cost < best.cost) best = { cost, starts: [...before.starts, from] };
    }
    return best;
  });
}

function lineCost(
  chunks: readonly string[],
  from: number,
  to: number,
  target: number,
  measure: Measure,
): number {
  const line = lineOf(chunks, from, to);
  const deviation = (measure(line) - target) / target;
  const isLast = to === chunks.length;
  const inside = isLast || endsPhrase(chunks[to - 1] ?? '') ? 0 : insidePhraseCost;
  const quote = endsInsideQuote(line) ? insideQuoteCost : 0;
  const lonely = Array.from(line.replace(/\p{P}/gu, '')).length < 2 ? lonelyCost : 0;
  return deviation * deviation + inside + quote + lonely;
}

function endsInsideQuote(line: string): boolean {
  return line.lastIndexOf('“') > line.lastIndexOf('”');
}
