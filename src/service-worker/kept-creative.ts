import { answerToRange } from '../core/media/byte-range.ts';
import { keptCacheName, keptHashHeader } from '../core/media/kept-address.ts';

/**
 * Answers a request for a kept creative, in ranges where asked (RFC 9110 §14), without touching the network: what is
 * not kept is a 404 at once, so that the stage can go on to the next spot.
 */
export async function answerKeptCreative(request: Request, storage: CacheStorage): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } });
  }
  try {
    const kept = await (await storage.open(keptCacheName)).match(request.url);
    // A cached body becomes a blob by handle, not by copy: slicing it reads only the slice from the disk.
    return kept === undefined ? notKept() : respond(request, kept.headers, await kept.blob());
  } catch {
    // A damaged entry. The stage sees a failed spot; the store's verification fetches it again.
    return notKept();
  }
}

function respond(request: Request, kept: Headers, body: Blob): Response {
  const headers = headersFor(kept);
  const answer = isRangeValid(request, headers)
    ? answerToRange(request.headers.get('Range'), body.size)
    : ({ status: 200 } as const);
  if (answer.status === 416) {
    return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${body.size}` } });
  }
  const { from, to } = answer.status === 206 ? answer : { from: 0, to: body.size };
  if (answer.status === 206) headers.set('Content-Range', `bytes ${from}-${to - 1}/${body.size}`);
  headers.set('Content-Length', String(to - from));
  const slice = request.method === 'HEAD' ? null : body.slice(from, to, headers.get('Content-Type') ?? '');
  return new Response(slice, { status: answer.status, headers });
}

function headersFor(kept: Headers): Headers {
  const headers = new Headers({
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    'Content-Type': kept.get('Content-Type') ?? 'application/octet-stream',
    'X-Content-Type-Options': 'nosniff',
    // A publisher's file opened as a page must not run in this origin, where the screen's key lives.
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  });
  const hash = kept.get(keptHashHeader);
  if (hash !== null) headers.set('ETag', `"${hash}"`);
  return headers;
}

/** RFC 9110 §13.1.5: a range is only for the version that the condition names. */
function isRangeValid(request: Request, headers: Headers): boolean {
  const condition = request.headers.get('If-Range');
  return condition === null || condition === headers.get('ETag');
}

function notKept(): Response {
  return new Response(null, { status: 404, headers: { 'Cache-Control': 'no-store' } });
}
