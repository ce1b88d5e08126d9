import type { EvidenceDesk } from '../exports/evidence-desk.ts';
import type { OpenFile } from '../files/opened-file.ts';
import type { FindCode } from '../live-code/code-section.ts';

/** What the desk has done for it elsewhere, because it takes long. */
export interface AuditTools {
  readonly openFile: OpenFile;
  readonly evidence: EvidenceDesk;
  /** In a log of this device. */
  findCode(epoch: number, ...asked: Parameters<FindCode>): ReturnType<FindCode>;
}
