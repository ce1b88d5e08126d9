import type { Context } from 'hono';
import * as v from 'valibot';
import type { SqlRunner } from '../../control/sql.ts';
import type { AttemptLimit } from '../../people/attempts.ts';
import { lookAtLink, useLink } from '../../people/one-time-links.ts';
import { newId } from '../../people/token.ts';
import { addGrant, addUser, hasUsers, userById } from '../../people/users.ts';
import { accountName, checked, newPassword, title, token } from './fields.ts';
import { networkOf } from './network-of.ts';
import { Problem } from './problem.ts';
import { type Route, type RouteParts, readInput } from './route.ts';
import { enter, replacePassword, seenOf, takeAll } from './session-routes.ts';

/** Nobody guesses 256 bits; this is against those who would keep the machine busy with hashing. */
const networkLimit: AttemptLimit = { most: 60, withinMs: 900_000 };

export const linkRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/links/look', right: 'anyone', answer: look },
  { method: 'POST', path: '/api/links/use', right: 'anyone', answer: use },
];

const lookInput = v.strictObject({ token });

/** Tells the page what to ask for. */
async function look(context: Context, parts: RouteParts): Promise<Response> {
  const input = checked(lookInput, await readInput(context, parts));
  await limited(context, parts);
  const link = await lookAtLink(parts.sql, input.token, parts.clock.wallMs());
  if (link === undefined) throw new Problem('link-void');
  if (link.purpose === 'first') return context.json(link);
  const user = await userById(parts.sql, link.userId);
  return context.json({ purpose: link.purpose, name: user?.name, title: user?.title });
}

const useInput = v.strictObject({
  token,
  password: newPassword,
  /** Of the first administrator. */
  name: v.optional(accountName),
  title: v.optional(title),
});
type UseInput = v.InferOutput<typeof useInput>;

/** Sets the password and logs in. The first link also makes the first administrator. */
async function use(context: Context, parts: RouteParts): Promise<Response> {
  const { sql, clock, passwords } = parts;
  const input = checked(useInput, await readInput(context, parts));
  await limited(context, parts);
  // Hashing is work: not for whoever has no link.
  if (!(await lookAtLink(sql, input.token, clock.wallMs()))) throw new Problem('link-void');
  const hash = await passwords.hash(input.password);
  const user = await sql.transaction(async (transaction) => {
    const { userId, action } = await takeLink(transaction, input, clock.wallMs());
    await replacePassword(transaction, userId, hash);
    const entered = await enter(context, parts, transaction, userId, { action });
    if (entered === undefined) throw new Problem('link-void');
    return entered;
  });
  return context.json(seenOf(user));
}

/** Uses the link up. @returns the user whose password it sets. @throws {Problem} `link-void` */
async function takeLink(
  sql: SqlRunner,
  input: UseInput,
  nowMs: number,
): Promise<{ readonly userId: string; readonly action: string }> {
  const link = await useLink(sql, input.token, nowMs);
  if (link === undefined) throw new Problem('link-void');
  if (link.purpose === 'password') return { userId: link.userId, action: 'password.set-by-link' };
  if (await hasUsers(sql)) throw new Problem('link-void');
  const { name, title } = checked(firstInput, input);
  const id = newId();
  await addUser(sql, { id, name, title, home: '/' }, nowMs);
  await addGrant(sql, id, { role: 'administrator', path: '/' });
  return { userId: id, action: 'users.first-administrator' };
}

const firstInput = v.object({ name: accountName, title });

function limited(context: Context, parts: RouteParts): Promise<void> {
  return takeAll(parts, [[`links:${networkOf(parts.addressOf(context))}`, networkLimit]]);
}
