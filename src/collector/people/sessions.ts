import type { SqlRunner } from '../control/sql.ts';
import { newToken, tokenHash } from './token.ts';
import { type User, userById } from './users.ts';

const minuteMs = 60_000;
/** After an hour in which nothing was asked. */
const idleMs = 60 * minuteMs;
/** A working day; then whoever it is logs in again. */
export const longestSessionMs = 12 * 60 * minuteMs;

/** @returns the token for the cookie */
export async function beginSession(sql: SqlRunner, userId: string, nowMs: number): Promise<string> {
  const token = newToken();
  await sql.query(
    'insert into sessions (token_sha256, user_id, began_at_ms, seen_at_ms) values ($1, $2, $3, $3)',
    [tokenHash(token), userId, nowMs],
  );
  return token;
}

/** Who has the session, and that it is being used; undefined when it is over, or the account closed. */
export async function userOfSession(sql: SqlRunner, token: string, nowMs: number): Promise<User | undefined> {
  const hash = tokenHash(token);
  const [session] = await sql.query<{ user_id: string; seen_at_ms: unknown }>(
    'select user_id, seen_at_ms from sessions where token_sha256 = $1 and began_at_ms > $2 and seen_at_ms > $3',
    [hash, nowMs - longestSessionMs, nowMs - idleMs],
  );
  const user = session && (await userById(sql, session.user_id));
  if (session === undefined || user === undefined || user.closedAtMs !== undefined) return undefined;
  // Written once a minute, not with every picture of a page.
  if (Number(session.seen_at_ms) < nowMs - minuteMs) {
    await sql.query('update sessions set seen_at_ms = $2 where token_sha256 = $1', [hash, nowMs]);
  }
  return user;
}

export async function endSession(sql: SqlRunner, token: string): Promise<void> {
  await sql.query('delete from sessions where token_sha256 = $1', [tokenHash(token)]);
}

/** All of a user's: the password is another, or the account closed. */
export async function endSessionsOf(sql: SqlRunner, userId: string): Promise<void> {
  await sql.query('delete from sessions where user_id = $1', [userId]);
}

/** Forgets those that are over. */
export async function forgetOldSessions(sql: SqlRunner, nowMs: number): Promise<void> {
  await sql.query('delete from sessions where began_at_ms <= $1 or seen_at_ms <= $2', [
    nowMs - longestSessionMs,
    nowMs - idleMs,
  ]);
}
