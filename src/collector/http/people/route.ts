import type { Context } from 'hono';
import type { GenericSchema, InferOutput } from 'valibot';
import { type Action, may } from '../../../core/rights/may.ts';
import type { OrganisationPath } from '../../../core/rights/organisation-path.ts';
import type { Sql, SqlRunner } from '../../control/sql.ts';
import { type AttemptLimit, giveBackAttempt, takeAttempt } from '../../people/attempts.ts';
import { type Change, record } from '../../people/audit-trail.ts';
import type { Passwords } from '../../people/passwords.ts';
import { userOfSession } from '../../people/sessions.ts';
import type { User } from '../../people/users.ts';
import { readBody } from '../read-body.ts';
import { checked } from './fields.ts';
import { Problem } from './problem.ts';
import { refuseOtherSites } from './same-site.ts';
import { readSessionCookie } from './session-cookie.ts';

/** Where routes find what they work with. */
export interface RouteParts {
  readonly sql: Sql;
  readonly passwords: Passwords;
  readonly clock: { readonly wallMs: () => number };
  /** Whether people reach the collector by https, perhaps through a proxy. */
  readonly secure: boolean;
  /** The network address of whoever asks. */
  readonly addressOf: (context: Context) => string;
}

/** What one needs to ask: a right where it is about, to be logged in, or nothing. */
export type Right = Action | 'signed-in' | 'anyone';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
  readonly method: Method;
  /** As Hono has it, `/api/screens/:id`. */
  readonly path: string;
  readonly right: Right;
  readonly answer: (context: Context, parts: RouteParts) => Promise<Response>;
}

/** What a handler works with. */
export interface Asked<Input> {
  readonly sql: SqlRunner;
  readonly user: User;
  readonly input: Input;
  readonly nowMs: number;
  /** A part of the address, such as `id`. */
  readonly param: (name: string) => string;
}

/** What it is about, and where that is. The first path is the one that tells whether somebody may know of it. */
export interface Found<Subject> {
  readonly paths: readonly OrganisationPath[];
  readonly subject: Subject;
}

interface About<Schema extends GenericSchema, Subject> {
  readonly method: Method;
  readonly path: string;
  readonly right: Action;
  /** Of the body, or of the query where there is none. */
  readonly input: Schema;
  /** How often somebody may try something that can be guessed and be wrong. */
  readonly guesses?: AttemptLimit;
  readonly find: (asked: Asked<InferOutput<Schema>>) => Promise<Found<Subject>> | Found<Subject>;
}

interface Reading<Schema extends GenericSchema, Subject> extends About<Schema, Subject> {
  readonly read: (asked: Asked<InferOutput<Schema>>, subject: Subject) => Promise<unknown>;
}

/** What a change leaves behind, and what is answered; 204 without a body. */
export interface Changed {
  readonly change: Change;
  readonly body?: unknown;
}

interface Changing<Schema extends GenericSchema, Subject> extends About<Schema, Subject> {
  readonly change: (asked: Asked<InferOutput<Schema>>, subject: Subject) => Promise<Changed>;
}

/** A route that changes nothing. */
export function reading<Schema extends GenericSchema, Subject>(about: Reading<Schema, Subject>): Route {
  return routeOf(about, async (asked, { sql }) => {
    const read = { ...asked, sql };
    const subject = await allowed(about, read);
    return Response.json(await about.read(read, subject));
  });
}

/** A route that changes something: all of it and its row in the audit trail, or nothing. */
export function changing<Schema extends GenericSchema, Subject>(about: Changing<Schema, Subject>): Route {
  return routeOf(about, async (asked, { sql }, address) => {
    const { body } = await sql.transaction(async (transaction) => {
      const within = { ...asked, sql: transaction };
      const subject = await allowed(about, within);
      const changed = await about.change(within, subject);
      const actor = { userId: asked.user.id, userName: asked.user.name, address };
      await record(transaction, actor, changed.change, asked.nowMs);
      return changed;
    });
    return body === undefined ? new Response(null, { status: 204 }) : Response.json(body);
  });
}

type Answer<Input> = (
  asked: Omit<Asked<Input>, 'sql'>,
  parts: RouteParts,
  address: string,
) => Promise<Response>;

function routeOf<Schema extends GenericSchema, Subject>(
  about: About<Schema, Subject>,
  answer: Answer<InferOutput<Schema>>,
): Route {
  const { method, path, right, input: schema, guesses } = about;
  return {
    method,
    path,
    right,
    async answer(context, parts) {
      const user = await signedIn(context, parts);
      const input = checked(schema, await readInput(context, parts));
      const nowMs = parts.clock.wallMs();
      const param = (name: string) => context.req.param(name) ?? '';
      const ask = () => answer({ user, input, nowMs, param }, parts, parts.addressOf(context));
      return guesses ? guessing(parts, `guess:${user.id}`, guesses, ask) : ask();
    },
  };
}

/** @throws {Problem} `not-found` for whoever may not know of it, `forbidden` for whoever may but not do this */
async function allowed<Schema extends GenericSchema, Subject>(
  { find, right }: About<Schema, Subject>,
  asked: Asked<InferOutput<Schema>>,
): Promise<Subject> {
  const { paths, subject } = await find(asked);
  const [place = ''] = paths;
  if (!may(asked.user, 'see', place)) throw new Problem('not-found');
  if (!paths.every((path) => may(asked.user, right, path))) throw new Problem('forbidden');
  return subject;
}

/** Counted before it is looked at, outside of the transaction that a wrong guess undoes. */
async function guessing(
  { sql, clock }: RouteParts,
  thing: string,
  limit: AttemptLimit,
  ask: () => Promise<Response>,
): Promise<Response> {
  const waitMs = await takeAttempt(sql, thing, limit, clock.wallMs());
  if (waitMs > 0) throw new Problem('too-often', [], waitMs);
  const answer = await ask();
  await giveBackAttempt(sql, thing);
  return answer;
}

/** @throws {Problem} `not-signed-in` */
export async function signedIn(context: Context, { sql, clock, secure }: RouteParts): Promise<User> {
  const token = readSessionCookie(context, secure);
  const user = token === undefined ? undefined : await userOfSession(sql, token, clock.wallMs());
  if (user === undefined) throw new Problem('not-signed-in');
  return user;
}

/** Nothing that people or screens send here is longer. */
const mostBytes = 16_384;

/** The query of what only asks or removes, else the JSON body; not checked yet. */
export async function readInput({ req }: Context, { secure }: RouteParts): Promise<unknown> {
  if (req.method !== 'GET') refuseOtherSites(req.raw, secure);
  return req.method === 'GET' || req.method === 'DELETE' ? req.query() : readJson(req.raw);
}

/** @throws {Problem} `not-json`, `too-long` */
export async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('Content-Type') ?? '')) throw new Problem('not-json');
  const bytes = await readBody(request, mostBytes);
  if (bytes === undefined) throw new Problem('too-long');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new Problem('not-json');
  }
}
