import '../../browser/old-engines.ts';
import { reportOf } from '../../core/report/report.ts';
import { exportDeviceLog } from './export-device-log.ts';
import { findCode } from './find-code.ts';
import type { JobProgress, Message, Request } from './jobs.ts';
import { makeWorkbook } from './make-workbook.ts';
import { openFile } from './open-file.ts';

const post = (message: Message, transfer: Transferable[] = []) => self.postMessage(message, { transfer });

/** Progress is for people: a few times a second is enough. */
const progressEveryMs = 60;
let toldAtMs = 0;

const onProgress: JobProgress = (step, done, total) => {
  const nowMs = performance.now();
  if (done < total && nowMs - toldAtMs < progressEveryMs) return;
  toldAtMs = nowMs;
  post({ type: 'progress', step, done, total });
};

self.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  try {
    const { answer, transfer } = await answerTo(data);
    post({ type: 'done', answer }, transfer);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    post({ type: 'failed', name, message });
  }
});

async function answerTo(request: Request): Promise<{ answer: unknown; transfer?: Transferable[] }> {
  if (request.job === 'open-file') {
    const answer = await openFile(request.asked, onProgress);
    const chunks = answer.reading?.table.chunks ?? [];
    return { answer, transfer: chunks.map(({ wallMs }) => wallMs.buffer as ArrayBuffer) };
  }
  if (request.job === 'find-code') return { answer: await findCode(request.asked, onProgress) };
  if (request.job === 'report') return { answer: reportOf(request.asked.table) };
  if (request.job === 'workbook') return { answer: await makeWorkbook(request.asked) };
  return { answer: await exportDeviceLog(request.asked, onProgress) };
}
