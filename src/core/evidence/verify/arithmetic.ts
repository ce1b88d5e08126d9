import { throwIfAborted } from '../../abort.ts';
import { measuresOf } from '../../report/promise.ts';
import { encodeBase64 } from '../../tlog/base64.ts';
import { verifierKeyText } from '../../tlog/signed-note.ts';
import type { CarriedTables } from '../carried-entries.ts';
import { csvChunks } from '../export/export-log.ts';
import { type ProofReport, reportTextPieces, reportVersion } from '../export/proof-report.ts';
import { readmeHtml } from '../export/readme-html.ts';
import { reportHtml } from '../export/report-html.ts';
import { type Figures, figuresOf } from '../figures.ts';
import { firstLineDifference, firstValueDifference } from './compare.ts';
import { textOf } from './export-reader.ts';
import type { Findings } from './findings.ts';
import type { HumanFiles } from './human-files.ts';
import type { Statements } from './statements.ts';

// What people read is made anew from the entries alone and compared. Nothing of it comes from the scheduler, which
// decided what should play: src/core/report only adds up what did.

export interface RecountOptions {
  readonly tables: CarriedTables;
  /** Whether all claimed entries are carried. */
  readonly isComplete: boolean;
  readonly files: HumanFiles;
  readonly findings: Findings;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** A programme has a few rules. */
const mostMeasures = 100;
/** Heartbeats come every ten minutes: what leaps further is no on-air time, and telling its hours would never end. */
const mostOnAirMsPerEntry = 15 * 60_000;
const dayMs = 86_400_000;

/**
 * Compares `plays.csv` with the entries and counts their figures anew.
 * @returns the figures; undefined where entries are missing or what they say cannot be counted
 */
export async function recount(options: RecountOptions): Promise<Figures | undefined> {
  const { tables, isComplete, files, findings } = options;
  findings.count('rows', tables.claimed.size);
  if (isComplete) {
    return refusingTimesBeyondCalendar(findings, async () => {
      await checkPlays(options);
      return computeFigures(options);
    });
  }
  // Without all entries nothing can come out the same, and that would say nothing new.
  findings.skip();
  for await (const _ of files.open('plays.csv'));
  return undefined;
}

/** Compares `report.json` with the figures, and the pages with what this program would make of them. */
export async function checkReports(
  figures: Figures | undefined,
  statements: Statements,
  player: string | undefined,
  files: HumanFiles,
  findings: Findings,
): Promise<void> {
  const report = figures && reportOf(statements, figures);
  if (files.has('report.json')) await checkFigures(report, figures, files, findings);
  await checkPages(report, statements, player, files, findings);
}

async function checkPlays({ tables, files, findings, onProgress, signal }: RecountOptions): Promise<void> {
  const total = tables.claimed.size;
  if (!files.has('plays.csv')) return;
  const difference = await firstLineDifference(
    files.open('plays.csv'),
    csvChunks(tables.claimed),
    (lines) => {
      throwIfAborted(signal);
      onProgress(Math.min(lines, total), total);
    },
  );
  if (difference) findings.fail('plays-differ', { file: 'plays.csv', ...difference });
}

/** The figures of the carried entries, or undefined where a hostile log has none that could be computed. */
function computeFigures({ tables, findings }: RecountOptions): Figures | undefined {
  const impossible = impossibility(tables);
  if (impossible !== undefined) {
    findings.fail('figures-differ', { detail: impossible });
    return undefined;
  }
  const figures = figuresOf(tables);
  findings.count('days', figures.days.length);
  return figures;
}

/** No honest clock can be set so far that a date has no name. */
async function refusingTimesBeyondCalendar<Result>(
  findings: Findings,
  compute: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await compute();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    findings.fail('figures-differ', { detail: `the figures cannot be computed: ${error.message}` });
    return undefined;
  }
}

function impossibility({ judged }: CarriedTables): string | undefined {
  const measures = measuresOf(judged.subjects).length;
  if (measures > mostMeasures) return `${measures} different promises are more than can be kept`;
  const last = judged.chunks[judged.chunks.length - 1];
  const entries = last ? last.firstSeq + last.count : 0;
  let onAirMs = 0;
  for (const chunk of judged.chunks) {
    for (let row = 0; row < chunk.count; row++) {
      onAirMs = Math.max(onAirMs, (chunk.onAirMs[row] ?? 0) + (chunk.airtimeMs[row] ?? 0));
    }
  }
  if (onAirMs <= entries * mostOnAirMsPerEntry + dayMs) return undefined;
  return `${entries} entries cannot tell of ${onAirMs} ms on air`;
}

/** The report as this program would write it. */
function reportOf({ manifest, checkpoint }: Statements, figures: Figures): ProofReport | undefined {
  if (!manifest || !checkpoint) return undefined;
  const { origin, size, from, to, madeAt, by, player, simulated } = manifest.says;
  const root = encodeBase64(checkpoint.says.root);
  const entries = { from, to };
  return { format: reportVersion, origin, size, root, entries, madeAt, by, player, simulated, figures };
}

/** Mostly the file is the one that this program writes; only where it is not is it taken apart. */
async function checkFigures(
  report: ProofReport | undefined,
  figures: Figures | undefined,
  files: HumanFiles,
  findings: Findings,
): Promise<void> {
  const file = 'report.json';
  const isAsWritten = !(await firstLineDifference(files.open(file), report ? encoded(report) : []));
  if (!figures || (report && isAsWritten)) return;
  const bytes = await files.readAgain(file);
  if (!bytes) return;
  const found = parseReport(textOf(bytes) ?? '');
  const difference = report
    ? firstValueDifference(found, JSON.parse(JSON.stringify(report)))
    : firstValueDifference(found?.figures, JSON.parse(JSON.stringify(figures)));
  if (difference) findings.fail('figures-differ', { file, ...difference });
}

function* encoded(report: ProofReport): Generator<Uint8Array<ArrayBuffer>> {
  const utf8 = new TextEncoder();
  for (const piece of reportTextPieces(report)) yield utf8.encode(piece);
}

function parseReport(text: string): Partial<ProofReport> | undefined {
  try {
    return JSON.parse(text) as Partial<ProofReport>;
  } catch {
    return undefined;
  }
}

/** The pages are made anew; another version of this program may word or draw them otherwise. */
async function checkPages(
  report: ProofReport | undefined,
  { key: verifier }: Statements,
  player: string | undefined,
  files: HumanFiles,
  findings: Findings,
): Promise<void> {
  const key = verifier ? verifierKeyText(verifier) : '';
  const pages: [file: string, make: (report: ProofReport) => string][] = [
    ['report.html', reportHtml],
    ['README.html', (of) => readmeHtml(of, key)],
  ];
  for (const [file, make] of pages) {
    const bytes = await files.read(file);
    if (!bytes || !report || textOf(bytes) === make(report)) continue;
    if (report.player === player) findings.fail('report-differs', { file });
    else findings.note('report-by-other-version', { file, player: report.player });
  }
}
