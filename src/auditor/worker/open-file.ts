import type { CarriedTables } from '../../core/evidence/carried-entries.ts';
import { readAskedCode } from '../../core/evidence/verify/code-search.ts';
import type { Verdict } from '../../core/evidence/verify/verdict.ts';
import { verify } from '../../core/evidence/verify/verify.ts';
import { clipReport, spanOf } from '../../core/report/clip-report.ts';
import { reportOf } from '../../core/report/report.ts';
import { openZip } from '../../core/zip/open-zip.ts';
import { blobAccess } from '../../core/zip/random-access.ts';
import type { Reading } from '../desk/log-desk.ts';
import type { JobProgress, Jobs } from './jobs.ts';

/**
 * Verifies an export and reads its plays in the same pass. What is wrong with the log, the verdict says.
 * Rejects with `ArchiveError` when the file is no ZIP.
 */
export async function openFile(
  { file, code, player }: Jobs['open-file']['asked'],
  onProgress: JobProgress,
): Promise<Jobs['open-file']['answer']> {
  let tables: CarriedTables | undefined;
  const asked = code === undefined ? undefined : readAskedCode(code);
  const verdict = await verify(await openZip(blobAccess(file)), {
    onProgress,
    player,
    onTables: (read) => {
      tables = read;
    },
    ...(asked ? { code: asked } : {}),
  });
  return { verdict, reading: tables && tables.claimed.size > 0 ? readingOf(tables, verdict) : undefined };
}

function readingOf(tables: CarriedTables, { log }: Verdict): Reading {
  const { claimed, judged } = tables;
  const span = spanOf(claimed);
  const report = reportOf(judged);
  return {
    epoch: Number(claimed.origin?.split('/')[2] ?? 0),
    table: claimed,
    ...(judged.size > claimed.size ? { judged } : {}),
    report: span ? clipReport(report, span) : report,
    checkpoint: undefined,
    root: log && { size: log.size, root: log.root },
  };
}
