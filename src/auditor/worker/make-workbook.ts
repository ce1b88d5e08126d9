import { type ProofReport, reportVersion } from '../../core/evidence/export/proof-report.ts';
import { figuresOf } from '../../core/evidence/figures.ts';
import { workbookFiles } from '../../core/evidence/workbook/workbook.ts';
import { writeZip } from '../../core/zip/write-zip.ts';
import { blobOf } from './blob-of.ts';
import type { Jobs } from './jobs.ts';

/** The figures are those of the whole log or file; the sheet of plays has the rows that were asked for. */
export function makeWorkbook({
  reading,
  rows,
  simulated,
  player,
  madeAt,
}: Jobs['workbook']['asked']): Promise<Blob> {
  const { table, judged = table, root } = reading;
  const from = table.chunks[0]?.firstSeq ?? 0;
  const report: ProofReport = {
    format: reportVersion,
    origin: table.origin ?? '',
    size: root?.size ?? table.size,
    root: root?.root ?? '',
    entries: { from, to: from + table.size },
    madeAt,
    by: 'auditor',
    player,
    simulated,
    figures: figuresOf({ judged, claimed: table }),
  };
  const files = workbookFiles(report, table, rows);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return blobOf(writeZip(files, { modified: madeAt }), type);
}
