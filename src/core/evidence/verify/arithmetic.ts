import { throwIfAborted } from '../../abort.ts';
import { measuresOf } from '../../report/promise.ts';
import { encodeBase64 } from '../../tlog/base64.ts';
import { verifierKeyText } from '../../tlog/signed-note.ts';
import type { CarriedTables } from '../carried-entries.ts';
import { csvChunks } from '../export/export-log.ts';
import { type ProofReport, reportText, reportVersion } from '../export/proof-report.ts';
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

export interface ArithmeticOptions {
  readonly tables: CarriedTables;
  readonly statements: Statements;
  readonly files: HumanFiles;
  /** Whether all claimed entries are carried. */
  readonly isComplete: boolean;
  /** Name and version of this program, as an export says it. */
  readonly player: string | undefined;
  readonly findings: Findings;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** A programme has a few rules. */
const mostMeasures = 100;
/** Heartbeats come every ten minutes: what leaps further is no on-air time, and telling its hours would never end. */
const mostOnAirMsPerEntry = 15 * 60_000;
const dayMs = 86_400_000;

export async function checkArithmetic(options: ArithmeticOptions): Promise<void> {
  const { tables, statements, files, isComplete, findings } = options;
  findings.count('rows', tables.claimed.size);
  if (!isComplete) {
    // Without all entries the figures cannot come out the same, and that would say nothing new.
    for (const file of ['plays.csv', 'report.json', 'report.html', 'README.html'])
      await drain(files.open(file));
    findings.skip();
    return;
  }
  await checkPlays(options);
  const figures = computeFigures(options);
  const reportBytes = await files.read('report.json');
  const stated = reportBytes && textOf(reportBytes);
  const report = figures && reportOf(statements, figures);
  if (stated !== undefined && figures) checkFigures(stated, report, figures, findings);
  await checkPages(report, options);
}

async function checkPlays({ tables, files, findings, onProgress, signal }: ArithmeticOptions): Promise<void> {
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
function computeFigures({ tables, findings }: ArithmeticOptions): Figures | undefined {
  const impossible = impossibility(tables);
  if (impossible !== undefined) {
    findings.fail('figures-differ', { detail: impossible });
    return undefined;
  }
  try {
    const figures = figuresOf(tables);
    findings.count('days', figures.days.length);
    return figures;
  } catch (error) {
    // Times beyond the calendar: no honest clock can be set so far.
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

function checkFigures(
  stated: string,
  report: ProofReport | undefined,
  figures: Figures,
  findings: Findings,
): void {
  if (report && stated === reportText(report)) return;
  const found = parseReport(stated);
  const difference = report
    ? firstValueDifference(found, JSON.parse(reportText(report)))
    : firstValueDifference(found?.figures, JSON.parse(JSON.stringify(figures)));
  if (difference) findings.fail('figures-differ', { file: 'report.json', ...difference });
}

function parseReport(text: string): Partial<ProofReport> | undefined {
  try {
    return JSON.parse(text) as Partial<ProofReport>;
  } catch {
    return undefined;
  }
}

/** The pages are made anew; another version of this program may word or draw them otherwise. */
async function checkPages(report: ProofReport | undefined, options: ArithmeticOptions): Promise<void> {
  const { files, statements, findings, player } = options;
  const key = statements.key ? verifierKeyText(statements.key) : '';
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

async function drain(pieces: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pieces);
}
