import { throwIfAborted } from '../core/abort.ts';
import { journalOf } from '../core/media/resume-plan.ts';
import { MediaError } from '../core/ports/media-store.ts';
import type { WantedFile } from './media-store-file.ts';
import { forEachOf } from './media-store-queue.ts';
import { type RequestContext, request } from './media-store-request.ts';

/** Left free for the as-run log and for the browser itself. */
const reserveBytes = 64 * 1024 * 1024;
/** A question about a length costs a round trip and hardly any bytes, so more may be under way than downloads. */
const questionsAtOnce = 4;

/** Lengths in bytes by kept path, for those files whose server says: a missing answer stops nothing. */
export async function askLengths(
  files: readonly WantedFile[],
  context: RequestContext,
): Promise<Map<string, number>> {
  const lengths = new Map<string, number>();
  let answers = true;
  await forEachOf(files, questionsAtOnce, async (file) => {
    // A server that cannot be reached will say so at the download, once.
    const bytes = answers ? await askLength(file.url, context) : undefined;
    if (bytes === 'unreachable') answers = false;
    else if (bytes !== undefined) lengths.set(file.path, bytes);
  });
  return lengths;
}

async function askLength(url: string, context: RequestContext): Promise<number | undefined | 'unreachable'> {
  try {
    const response = await request(url, {}, context, 'HEAD');
    response.release();
    const head = { status: response.status, header: (name: string) => response.headers.get(name) };
    return response.status === 200 ? journalOf(head).totalBytes : undefined;
  } catch {
    throwIfAborted(context.signal);
    return 'unreachable';
  }
}

/**
 * A file lies on the disk twice for a moment, as parts and as a whole, so the largest one counts double.
 * @throws MediaError `quota`, with the figures, when what is known to come does not fit.
 */
export async function refuseWithoutRoom(
  files: readonly WantedFile[],
  lengths: ReadonlyMap<string, number>,
  settings: { readonly concurrency: number; readonly freeBytes: () => Promise<number | undefined> },
): Promise<void> {
  const free = await settings.freeBytes();
  const bytes = [...lengths.values()].sort((a, b) => b - a);
  const total = bytes.reduce((sum, length) => sum + length, 0);
  const twice = bytes.slice(0, settings.concurrency).reduce((sum, length) => sum + length, 0);
  const needed = total + twice + reserveBytes;
  if (files[0] === undefined || free === undefined || needed <= free) return;
  throw new MediaError('quota', files[0].url, `it takes ${megabytes(needed)}, ${megabytes(free)} are free`);
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
