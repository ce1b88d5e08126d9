import { type Uplink, type UplinkAnswer, UplinkError } from '../core/ports/uplink.ts';
import { parseRetryAfter } from '../core/uplink/retry.ts';
import { inTime } from './in-time.ts';

export interface FetchUplinkOptions {
  /** Where the collector receives, with or without a slash at its end. */
  readonly base: string;
  /** Longest wait for an answer, besides what a slow line needs for the bytes. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 30_000;
/** A line that does not carry this much has no room for a log. */
const slowestBytesPerMs = 4;

/** The way to a collector over HTTP. */
export class FetchUplink implements Uplink {
  readonly #base: string;
  readonly #timeoutMs: number;

  constructor({ base, timeoutMs = defaultTimeoutMs }: FetchUplinkOptions) {
    this.#base = base.replace(/\/$/, '');
    this.#timeoutMs = timeoutMs;
  }

  put(
    origin: string,
    path: string,
    bytes: Uint8Array<ArrayBuffer>,
    signal?: AbortSignal,
  ): Promise<UplinkAnswer> {
    return this.#ask(`/logs/${origin}/${path}`, 'PUT', bytes, bytes.length, signal);
  }

  addCheckpoint(request: string, signal?: AbortSignal): Promise<UplinkAnswer> {
    return this.#ask('/add-checkpoint', 'POST', request, request.length, signal);
  }

  async #ask(
    path: string,
    method: string,
    body: NonNullable<RequestInit['body']>,
    length: number,
    signal: AbortSignal | undefined,
  ): Promise<UplinkAnswer> {
    if (signal?.aborted) throw new UplinkError('aborted', 'it was called off');
    return inTime(this.#timeoutMs + length / slowestBytesPerMs, signal, async (own) => {
      try {
        const response = await fetch(this.#base + path, {
          method,
          body,
          signal: own,
          cache: 'no-store',
          credentials: 'omit',
          redirect: 'error',
        });
        return answerOf(response, await response.text());
      } catch (error) {
        throw errorOf(error, own, signal);
      }
    });
  }
}

function answerOf(response: Response, body: string): UplinkAnswer {
  const [contentType = ''] = (response.headers.get('Content-Type') ?? '').split(';');
  const retryAfterMs = parseRetryAfter(response.headers.get('Retry-After'), Date.now());
  return { status: response.status, contentType: contentType.trim(), body, retryAfterMs };
}

function errorOf(error: unknown, own: AbortSignal, callers: AbortSignal | undefined): UplinkError {
  if (callers?.aborted) return new UplinkError('aborted', 'it was called off');
  if (own.aborted) return new UplinkError('timeout', 'no answer in time');
  return new UplinkError('network', error instanceof Error ? error.message : String(error));
}
