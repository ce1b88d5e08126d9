import { throwIfAborted } from '../core/abort.ts';
import { MediaError } from '../core/ports/media-store.ts';

export interface RequestContext {
  readonly fetch: typeof fetch;
  /** A server that sends nothing for this long counts as gone. */
  readonly stallMs: number;
  readonly signal: AbortSignal;
}

/** A response whose body is read piece by piece under a stall watch. */
export interface WatchedResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Hands every piece to `take` in order, waiting for it, and resolves at the end of the body. */
  read(take: (bytes: Uint8Array) => Promise<void>): Promise<void>;
  /** Lets go of a body that is not wanted. */
  release(): void;
}

/** Asks for `url` past the HTTP cache: what is kept is kept once, and never from a copy that may be stale. */
export async function request(
  url: string,
  headers: Record<string, string>,
  context: RequestContext,
  method: 'GET' | 'HEAD' = 'GET',
): Promise<WatchedResponse> {
  const { signal } = context;
  throwIfAborted(signal);
  const stop = new AbortController();
  const abort = () => stop.abort(signal.reason);
  signal.addEventListener('abort', abort);
  const watch = new StallWatch(context.stallMs, () => stop.abort());
  const leave = () => {
    signal.removeEventListener('abort', abort);
    watch.stop();
  };
  const asked: RequestInit = {
    method,
    headers,
    cache: 'no-store',
    credentials: 'same-origin',
    signal: stop.signal,
  };
  try {
    const response = await watch.during(context.fetch(url, asked));
    const read = async (take: (bytes: Uint8Array) => Promise<void>) => {
      try {
        await readBody(response, watch, take);
      } catch (cause) {
        throwIfAborted(signal);
        throw asMediaError(cause, url);
      } finally {
        stop.abort();
        leave();
      }
    };
    const release = () => {
      leave();
      stop.abort();
    };
    return { status: response.status, headers: response.headers, read, release };
  } catch (cause) {
    leave();
    throwIfAborted(signal);
    throw asMediaError(cause, url);
  }
}

async function readBody(
  response: Response,
  watch: StallWatch,
  take: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  for (;;) {
    const { done, value } = await watch.during(reader.read());
    if (done) return;
    await take(value);
  }
}

/** Calls back when one awaited thing takes longer than allowed. Time that the receiver needs itself does not count. */
class StallWatch {
  readonly #afterMs: number;
  readonly #onStall: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(afterMs: number, onStall: () => void) {
    this.#afterMs = afterMs;
    this.#onStall = onStall;
  }

  async during<T>(awaited: Promise<T>): Promise<T> {
    this.#timer = setTimeout(this.#onStall, this.#afterMs);
    try {
      return await awaited;
    } finally {
      this.stop();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** Any failure on the way as the port's error: a full disk is `quota`, all else is the network's. */
export function asMediaError(cause: unknown, url: string): MediaError {
  if (cause instanceof MediaError) return cause;
  const isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError';
  if (isFull) return new MediaError('quota', url, 'the browser gives this page no more room');
  return new MediaError('network', url, cause instanceof Error ? cause.message : String(cause));
}
