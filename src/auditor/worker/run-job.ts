import type { JobName, JobProgress, Jobs, Message } from './jobs.ts';

export interface JobOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: JobProgress;
}

/**
 * Does a job in a worker of its own, which is gone afterwards with all its memory. Rejects with the signal's reason when
 * aborted, at once, and with an error of the worker's own name and message when it failed.
 */
export function runJob<Name extends JobName>(
  job: Name,
  asked: Jobs[Name]['asked'],
  { signal, onProgress }: JobOptions = {},
): Promise<Jobs[Name]['answer']> {
  const worker = new Worker(new URL('./desk-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Jobs[Name]['answer']>((resolve, reject) => {
    const stop = () => reject(reasonOf(signal));
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    worker.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data.type === 'progress') onProgress?.(data.step, data.done, data.total);
      if (data.type === 'done') resolve(data.answer as Jobs[Name]['answer']);
      if (data.type === 'failed') reject(Object.assign(new Error(data.message), { name: data.name }));
    });
    worker.addEventListener('error', (event) =>
      reject(new Error(event.message || 'the worker could not be started')),
    );
    worker.postMessage({ job, asked });
  }).finally(() => worker.terminate());
}

/** Chrome 87 aborts without a reason. */
function reasonOf(signal: AbortSignal | undefined): unknown {
  return signal?.reason ?? new DOMException('Aborted', 'AbortError');
}
