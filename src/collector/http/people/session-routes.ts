import type { Context } from 'hono';
import * as v from 'valibot';
import type { SqlRunner } from '../../control/sql.ts';
import { type AttemptLimit, forgetAttempts, giveBackAttempt, takeAttempt } from '../../people/attempts.ts';
import { type Change, record } from '../../people/audit-trail.ts';
import { voidLinksOf } from '../../people/one-time-links.ts';
import { beginSession, endSession, endSessionsOf } from '../../people/sessions.ts';
import { credentialsOf, setPassword, type User, userById } from '../../people/users.ts';
import { checked, newPassword, typed } from './fields.ts';
import { networkOf } from './network-of.ts';
import { Problem } from './problem.ts';
import { type Route, type RouteParts, readInput, signedIn } from './route.ts';
import { giveSessionCookie, readSessionCookie, takeSessionCookie } from './session-cookie.ts';

const minuteMs = 60_000;
/** For somebody who has mistyped; whoever else sits at the same address is not locked out by it. */
const ownLimit: AttemptLimit = { most: 5, withinMs: 15 * minuteMs };
/** For a name that is guessed at from many addresses. */
const nameLimit: AttemptLimit = { most: 50, withinMs: 60 * minuteMs };
/** For an address that guesses at many names. */
const networkLimit: AttemptLimit = { most: 50, withinMs: 15 * minuteMs };

const url = '/api/session';

export const sessionRoutes: readonly Route[] = [
  { method: 'POST', path: url, right: 'anyone', answer: logIn },
  {
    method: 'GET',
    path: url,
    right: 'signed-in',
    answer: async (context, parts) => context.json(seenOf(await signedIn(context, parts))),
  },
  { method: 'DELETE', path: url, right: 'signed-in', answer: logOut },
  { method: 'PUT', path: `${url}/password`, right: 'signed-in', answer: changePassword },
];

const logInInput = v.strictObject({ name: v.pipe(typed, v.trim(), v.toLowerCase()), password: typed });

/** The same answer after the same work, whether the name, the password or both are wrong, or the account is closed. */
async function logIn(context: Context, parts: RouteParts): Promise<Response> {
  const { sql, passwords } = parts;
  const { name, password } = checked(logInInput, await readInput(context, parts));
  const network = networkOf(parts.addressOf(context));
  const [own, ofName, ofNetwork] = [`log-in:${network}:${name}`, `name:${name}`, `network:${network}`];
  await takeAll(parts, [
    [own, ownLimit],
    [ofName, nameLimit],
    [ofNetwork, networkLimit],
  ]);
  const credentials = await credentialsOf(sql, name);
  const isRight = await passwords.verify(password, credentials?.password);
  const before = readSessionCookie(context, parts.secure);
  const user = await sql.transaction(async (transaction) => {
    const now = await credentialsOf(transaction, name);
    // The password may have been changed while this one was looked at.
    if (!isRight || now === undefined || now.password !== credentials?.password) return undefined;
    if (before !== undefined) await endSession(transaction, before);
    await forgetAttempts(transaction, own);
    for (const thing of [ofName, ofNetwork]) await giveBackAttempt(transaction, thing);
    return enter(context, parts, transaction, now.id, { action: 'session.begin' });
  });
  if (user === undefined) throw new Problem('wrong-credentials');
  return context.json(seenOf(user));
}

async function logOut(context: Context, parts: RouteParts): Promise<Response> {
  const user = await signedIn(context, parts);
  await readInput(context, parts);
  const token = readSessionCookie(context, parts.secure) ?? '';
  await parts.sql.transaction(async (sql) => {
    await endSession(sql, token);
    await recordOwn(context, parts, sql, user, { action: 'session.end' });
  });
  takeSessionCookie(context, parts.secure);
  return context.body(null, 204);
}

const changeInput = v.strictObject({ current: typed, password: newPassword });

/** Ends every session of the user, and begins one here. */
async function changePassword(context: Context, parts: RouteParts): Promise<Response> {
  const user = await signedIn(context, parts);
  const { current, password } = checked(changeInput, await readInput(context, parts));
  const thing = `change:${user.id}`;
  await takeAll(parts, [[thing, ownLimit]]);
  const stored = (await credentialsOf(parts.sql, user.name))?.password;
  if (!(await parts.passwords.verify(current, stored))) throw new Problem('wrong-credentials');
  const hash = await parts.passwords.hash(password);
  const changed = await parts.sql.transaction(async (sql) => {
    if ((await credentialsOf(sql, user.name))?.password !== stored) return undefined;
    await forgetAttempts(sql, thing);
    await replacePassword(sql, user.id, hash);
    return enter(context, parts, sql, user.id, { action: 'password.change' });
  });
  if (changed === undefined) throw new Problem('wrong-credentials');
  return context.json(seenOf(changed));
}

/** Whoever is logged in or holds a link under the old password is not any more. @param hash PHC string */
export async function replacePassword(sql: SqlRunner, userId: string, hash: string): Promise<void> {
  await setPassword(sql, userId, hash);
  await endSessionsOf(sql, userId);
  await voidLinksOf(sql, userId);
}

/** Begins a session, gives its cookie and records why. */
export async function enter(
  context: Context,
  parts: RouteParts,
  sql: SqlRunner,
  userId: string,
  change: Pick<Change, 'action'>,
): Promise<User | undefined> {
  const user = await userById(sql, userId);
  if (user === undefined || user.closedAtMs !== undefined) return undefined;
  const token = await beginSession(sql, userId, parts.clock.wallMs());
  await recordOwn(context, parts, sql, user, change);
  giveSessionCookie(context, token, parts.secure);
  return user;
}

/** @throws {Problem} `too-often`; all are counted even then */
export async function takeAll(
  { sql, clock }: RouteParts,
  things: readonly (readonly [thing: string, limit: AttemptLimit])[],
): Promise<void> {
  let waitMs = 0;
  for (const [thing, limit] of things) {
    waitMs = Math.max(waitMs, await takeAttempt(sql, thing, limit, clock.wallMs()));
  }
  if (waitMs > 0) throw new Problem('too-often', [], waitMs);
}

/** What the console is told of whoever is logged in. */
export function seenOf({ id, name, title, home, grants }: User) {
  return { id, name, title, home, grants };
}

async function recordOwn(
  context: Context,
  { clock, addressOf }: RouteParts,
  sql: SqlRunner,
  user: User,
  { action }: Pick<Change, 'action'>,
): Promise<void> {
  const actor = { userId: user.id, userName: user.name, address: addressOf(context) };
  await record(sql, actor, { action, path: user.home, subject: user.name }, clock.wallMs());
}
