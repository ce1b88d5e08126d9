import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { type Alarm, type CollectorAnswer, refusal } from '../../core/collector/answer.ts';
import type { Collector } from '../../core/collector/collector.ts';
import { longestBundle } from '../../core/collector/receive-piece.ts';
import { longestRequest } from '../../core/tlog/witness.ts';
import { readBody } from './read-body.ts';

export interface ReceivingOptions {
  readonly collector: Collector;
  /** Forks and what else a person should look at. */
  readonly onAlarm: (alarm: Alarm) => void;
  /** A store does not answer; the screen is told to come back. */
  readonly onError: (error: unknown) => void;
}

const storeRetrySeconds = 30;
const mostBytesPerCharacter = 3;

/**
 * `PUT /logs/<origin>/tile/entries/…` and `POST /add-checkpoint`, to be mounted where screens are to find them. What
 * comes in vouches for itself by its signature and nothing is done with cookies, so any site's page may call.
 */
export function receivingRoutes({ collector, onAlarm, onError }: ReceivingOptions): Hono {
  const app = new Hono();
  const respond = async (answer: Promise<CollectorAnswer>) => {
    const given = await answer;
    if (given.alarm) onAlarm(given.alarm);
    return responseOf(given);
  };
  const openToAll = cors({
    origin: '*',
    allowMethods: ['PUT', 'POST'],
    exposeHeaders: ['Retry-After'],
    maxAge: 86_400,
  });
  app.use('/logs/*', openToAll);
  app.use('/add-checkpoint', openToAll);
  app.put('/logs/*', (context) => respond(putPiece(collector, context)));
  app.post('/add-checkpoint', (context) => respond(addCheckpoint(collector, context)));
  app.onError((error) => {
    onError(error);
    const busy = {
      ...refusal(503, 'the collector cannot store at the moment'),
      retryAfterSeconds: storeRetrySeconds,
    };
    return responseOf(busy);
  });
  return app;
}

async function putPiece(collector: Collector, { req }: Context): Promise<CollectorAnswer> {
  const { pathname, search } = new URL(req.url);
  const [, origin, path] = /\/logs\/([^/]+\/[^/]+\/[^/]+)\/(tile\/.*)$/.exec(pathname) ?? [];
  if (origin === undefined) return refusal(404, 'path: expected /logs/<origin>/tile/entries/<N>');
  const bytes = await readBody(req.raw, longestBundle);
  if (bytes === undefined) return tooLong(longestBundle);
  return collector.put(origin, `${path}${search}`, bytes);
}

async function addCheckpoint(collector: Collector, { req }: Context): Promise<CollectorAnswer> {
  const mostBytes = longestRequest * mostBytesPerCharacter;
  const bytes = await readBody(req.raw, mostBytes);
  if (bytes === undefined) return tooLong(mostBytes);
  const request = textOf(bytes);
  return request === undefined
    ? refusal(400, 'body: not UTF-8, expected text')
    : collector.addCheckpoint(request);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    // A byte order mark is part of the text, as anything is that somebody may have signed.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function tooLong(mostBytes: number): CollectorAnswer {
  return refusal(413, `body: too long, expected at most ${mostBytes} bytes`);
}

function responseOf({ status, contentType, body, retryAfterSeconds }: CollectorAnswer): Response {
  const headers = new Headers(contentType === '' ? {} : { 'Content-Type': contentType });
  if (retryAfterSeconds !== undefined) headers.set('Retry-After', String(retryAfterSeconds));
  return new Response(status === 204 ? null : body, { status, headers });
}
