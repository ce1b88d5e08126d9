/** A file server without a network: it answers as HTTP would, and fails exactly when a test says so. */

export interface ServedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType?: string;
  /** A strong validator; left out, the server gives none. */
  readonly etag?: string | undefined;
}

/** What goes wrong with the next request for a file; each is used up by one GET. */
export type Mishap =
  | { readonly cutAfterBytes: number }
  /** The body ends early as if it were whole, announcing its full length. */
  | { readonly endAfterBytes: number }
  | { readonly status: number }
  | { readonly ignoreRange: true }
  | { readonly corruptAt: number }
  | { readonly refuseConnection: true }
  | { readonly stall: true };

export interface ServedRequest {
  readonly method: string;
  readonly url: string;
  readonly range: string | null;
  readonly ifRange: string | null;
  readonly status: number;
  /** Bytes of body handed over so far. */
  sentBytes: number;
}

const chunkBytes = 700;

export class ScriptedServer {
  readonly files = new Map<string, ServedFile>();
  readonly requests: ServedRequest[] = [];
  readonly #mishaps = new Map<string, Mishap[]>();
  /** Called before each piece of a body is handed over. */
  onPiece: ((request: ServedRequest) => void) | undefined;

  serve(url: string, bytes: Uint8Array<ArrayBuffer>, more: Omit<ServedFile, 'bytes'> = {}): void {
    this.files.set(url, { bytes, contentType: 'video/mp4', etag: `"${bytes.length}-${bytes[0]}"`, ...more });
  }

  fail(url: string, ...mishaps: Mishap[]): void {
    this.#mishaps.set(url, mishaps);
  }

  /** Requests for bodies, in order. */
  gets(url?: string): ServedRequest[] {
    return this.requests.filter(
      (request) => request.method === 'GET' && (url === undefined || request.url === url),
    );
  }

  readonly fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const url = String(input);
    const method = init.method ?? 'GET';
    const headers = new Headers(init.headers);
    const mishap = method === 'GET' ? this.#mishaps.get(url)?.shift() : undefined;
    init.signal?.throwIfAborted();
    if (mishap !== undefined && 'refuseConnection' in mishap) throw new TypeError('Failed to fetch');
    const answer = this.#answer(url, headers, mishap);
    const request: ServedRequest = {
      method,
      url,
      range: headers.get('Range'),
      ifRange: headers.get('If-Range'),
      status: answer.status,
      sentBytes: 0,
    };
    this.requests.push(request);
    const body = method === 'HEAD' ? null : this.#stream(answer.body, request, mishap, init.signal);
    return new Response(body, { status: answer.status, headers: answer.headers });
  };

  #answer(url: string, asked: Headers, mishap: Mishap | undefined) {
    const file = this.files.get(url);
    const none = new Uint8Array(0);
    if (mishap !== undefined && 'status' in mishap)
      return { status: mishap.status, headers: new Headers(), body: none };
    if (file === undefined) return { status: 404, headers: new Headers(), body: none };
    const size = file.bytes.length;
    const headers = new Headers({ 'Content-Length': String(size) });
    if (file.contentType !== undefined) headers.set('Content-Type', file.contentType);
    if (file.etag !== undefined) headers.set('ETag', file.etag);
    const bytes =
      mishap !== undefined && 'corruptAt' in mishap ? corrupt(file.bytes, mishap.corruptAt) : file.bytes;
    const from = this.#rangeStart(asked, file, mishap);
    if (from === undefined) return { status: 200, headers, body: bytes };
    if (from >= size) return { status: 416, headers: new Headers(), body: none };
    headers.set('Content-Range', `bytes ${from}-${size - 1}/${size}`);
    headers.set('Content-Length', String(size - from));
    return { status: 206, headers, body: bytes.subarray(from) };
  }

  #rangeStart(asked: Headers, file: ServedFile, mishap: Mishap | undefined): number | undefined {
    const range = /^bytes=(\d+)-$/.exec(asked.get('Range') ?? '');
    if (range === null || (mishap !== undefined && 'ignoreRange' in mishap)) return undefined;
    const condition = asked.get('If-Range');
    return condition !== null && condition !== file.etag ? undefined : Number(range[1]);
  }

  #stream(
    body: Uint8Array<ArrayBuffer>,
    request: ServedRequest,
    mishap: Mishap | undefined,
    signal: AbortSignal | null | undefined,
  ): ReadableStream<Uint8Array<ArrayBuffer>> {
    const cut = mishap !== undefined && 'cutAfterBytes' in mishap ? mishap.cutAfterBytes : undefined;
    const end = mishap !== undefined && 'endAfterBytes' in mishap ? mishap.endAfterBytes : body.length;
    return new ReadableStream({
      start: (controller) => {
        signal?.addEventListener('abort', () => controller.error(signal.reason), { once: true });
      },
      pull: (controller) => {
        if (mishap !== undefined && 'stall' in mishap) return new Promise<void>(() => {});
        this.onPiece?.(request);
        if (signal?.aborted) return undefined;
        const from = request.sentBytes;
        const to = Math.min(from + chunkBytes, cut ?? end);
        request.sentBytes = to;
        // An error takes pieces that were not read yet with it, so it comes only when the next one is asked for.
        if (to > from) controller.enqueue(body.slice(from, to));
        else if (to === cut) controller.error(new TypeError('network error'));
        if (cut === undefined && to === end) controller.close();
        return undefined;
      },
    });
  }
}

function corrupt(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
  const damaged = bytes.slice();
  damaged[at] = (damaged[at] ?? 0) ^ 1;
  return damaged;
}

/** Bytes that differ from place to place and from seed to seed. */
export function someBytes(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed >>> 0;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}
