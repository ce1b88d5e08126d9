import type { VerifyStep } from '../../core/evidence/verify/verdict.ts';
import type { AuditTools } from '../desk/audit-tools.ts';
import { DeviceEvidence, type DeviceEvidenceParts, nowInIso } from '../exports/device-evidence.ts';
import { runJob } from './run-job.ts';

/** Everything that takes long, each time in a worker of its own. */
export function workerTools(parts: DeviceEvidenceParts): AuditTools {
  const { database, player } = parts;
  return {
    evidence: new DeviceEvidence(parts),
    openFile: (file, { signal, code, onProgress }) =>
      runJob(
        'open-file',
        { file, player, ...(code === undefined ? {} : { code }) },
        { signal, onProgress: (step, done, total) => onProgress(step as VerifyStep, done, total) },
      ),
    workbook: (reading, rows, { signal, simulated }) =>
      runJob('workbook', { reading, rows, simulated, player, madeAt: nowInIso(parts.wallMs) }, { signal }),
    findCode: (epoch, code, { signal, onProgress }) =>
      runJob(
        'find-code',
        { database, epoch, code },
        { signal, onProgress: (_step, done, total) => onProgress(done, total) },
      ),
  };
}
