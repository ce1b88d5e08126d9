import * as v from 'valibot';
import {
  type EnrolmentDesk,
  EnrolmentError,
  type EnrolmentStanding,
  type PairingBegun,
} from '../core/ports/enrolment-desk.ts';
import { decodeBase64, encodeBase64 } from '../core/tlog/base64.ts';
import { parseRetryAfter } from '../core/uplink/retry.ts';
import { inTime } from './in-time.ts';

export interface FetchEnrolmentDeskOptions {
  /** Where the collector is, with or without a slash at its end. */
  readonly base: string;
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 30_000;

const begun = v.object({
  request: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,100}$/)),
  challenge: v.pipe(
    v.string(),
    v.transform(decodeBase64),
    v.instance(Uint8Array),
    v.check(({ length }) => length === 32),
  ),
});

const durationMs = v.pipe(v.number(), v.minValue(0), v.maxValue(86_400_000));
const text = v.pipe(v.string(), v.maxLength(200));
const standing = v.variant('state', [
  v.object({
    state: v.literal('waiting'),
    code: v.pipe(v.string(), v.regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)),
    expiresInMs: durationMs,
    // A collector that wants to be asked without a pause would keep the screen from its work.
    pollAfterMs: v.pipe(v.number(), v.minValue(1000), v.maxValue(3_600_000)),
  }),
  v.object({
    state: v.literal('enrolled'),
    as: v.object({
      name: text,
      organisations: v.array(v.object({ path: text, title: v.object({ 'zh-CN': text, en: text }) })),
    }),
  }),
  v.object({ state: v.literal('refused') }),
  v.object({ state: v.literal('revoked'), because: text }),
  v.object({ state: v.literal('expired') }),
]);

/** The way to a collector's enrolment over HTTP. */
export class FetchEnrolmentDesk implements EnrolmentDesk {
  readonly #base: string;
  readonly #timeoutMs: number;

  constructor({ base, timeoutMs = defaultTimeoutMs }: FetchEnrolmentDeskOptions) {
    this.#base = `${base.replace(/\/$/, '')}/api/enrolments`;
    this.#timeoutMs = timeoutMs;
  }

  async ask(origin: string, publicKey: Uint8Array, signal?: AbortSignal): Promise<PairingBegun> {
    const body = { origin, publicKey: encodeBase64(publicKey) };
    return understood(begun, await this.#send('', body, signal));
  }

  async prove(
    request: string,
    origin: string,
    signature: Uint8Array,
    signal?: AbortSignal,
  ): Promise<EnrolmentStanding> {
    const body = { origin, signature: encodeBase64(signature) };
    return understood(standing, await this.#send(`/${request}/proof`, body, signal));
  }

  async look(request: string, signal?: AbortSignal): Promise<EnrolmentStanding> {
    return understood(standing, await this.#send(`/${request}`, undefined, signal));
  }

  async #send(path: string, body: object | undefined, signal: AbortSignal | undefined): Promise<unknown> {
    if (signal?.aborted) throw new EnrolmentError('aborted', 'it was called off');
    return inTime(this.#timeoutMs, signal, async (own) => {
      try {
        return await answerOf(await fetch(this.#base + path, requestOf(body, own)));
      } catch (error) {
        if (error instanceof EnrolmentError) throw error;
        if (signal?.aborted) throw new EnrolmentError('aborted', 'it was called off');
        throw new EnrolmentError('unreachable', error instanceof Error ? error.message : String(error));
      }
    });
  }
}

function requestOf(body: object | undefined, signal: AbortSignal): RequestInit {
  const common: RequestInit = { signal, cache: 'no-store', credentials: 'omit', redirect: 'error' };
  if (body === undefined) return common;
  const headers = { 'Content-Type': 'application/json' };
  return { ...common, method: 'POST', headers, body: JSON.stringify(body) };
}

/** The JSON of a good answer; rejects with what the collector said otherwise. */
async function answerOf(response: Response): Promise<unknown> {
  const said = await response.text();
  if (response.ok) return parsed(said);
  const isBusy = response.status >= 500 || response.status === 429;
  const retryAfterMs = parseRetryAfter(response.headers.get('Retry-After'), Date.now());
  throw new EnrolmentError(
    isBusy ? 'unreachable' : 'refused',
    `it answered ${response.status}`,
    retryAfterMs,
  );
}

function parsed(said: string): unknown {
  try {
    return JSON.parse(said) as unknown;
  } catch {
    throw new EnrolmentError('malformed', 'its answer is no JSON');
  }
}

function understood<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  throw new EnrolmentError('malformed', `its answer is none: ${result.issues[0].message}`);
}
