import { throwIfAborted } from '../core/abort.ts';

/** Programmes and playlists over 8 MiB are refused; reading stops one byte later. */
const maxBytes = 8 * 1024 * 1024 + 1;
const timeoutMs = 30_000;

/** A file could not be had: no network, or the server said so. Not the publisher's fault in what the file says. */
export class ReadError extends Error {
  override readonly name = 'ReadError';
}

/**
 * The bytes at an absolute address, asked for conditionally: an unchanged file comes from the HTTP cache (304).
 * A body over 8 MiB is cut one byte later, for the reader to refuse.
 * @throws ReadError when the file cannot be had; the signal's reason when aborted
 */
export async function readFile(url: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  throwIfAborted(signal);
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal?.addEventListener('abort', abort);
  const timer = setTimeout(abort, timeoutMs);
  try {
    const response = await fetch(url, { cache: 'no-cache', signal: stop.signal });
    if (!response.ok) throw new ReadError(`Cannot read ${url}: the server answered ${response.status}`);
    return await readAtMost(response, maxBytes);
  } catch (cause) {
    throwIfAborted(signal);
    if (cause instanceof ReadError) throw cause;
    throw new ReadError(`Cannot read ${url}: ${cause instanceof Error ? cause.message : String(cause)}`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    stop.abort();
  }
}

async function readAtMost(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  while (reader !== undefined && size < limit) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value.slice(0, limit - size));
    size += value.length;
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
