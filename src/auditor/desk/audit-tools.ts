import type { EvidenceDesk } from '../exports/evidence-desk.ts';
import type { MakeWorkbook } from '../exports/table-download.ts';
import type { OpenFile } from '../files/opened-file.ts';
import type { FindCode } from '../live-code/code-section.ts';

/** What the desk has done for it elsewhere, because it takes long. */
export interface AuditTools {
  readonly openFile: OpenFile;
  readonly evidence: EvidenceDesk;
  /** XLSX of a log's figures and of some of its plays. */
  readonly workbook: MakeWorkbook;
  /** In a log of this device. */
  findCode(epoch: number, ...asked: Parameters<FindCode>): ReturnType<FindCode>;
}
