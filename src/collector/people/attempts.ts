import { createHash } from 'node:crypto';
import type { SqlRunner } from '../control/sql.ts';

/** How often something may be tried. */
export interface AttemptLimit {
  readonly most: number;
  readonly withinMs: number;
}

/**
 * Takes one attempt before whatever it is for is looked at, so that many at once do not get more than one after the
 * other. Kept in the store: a restart forgets nothing.
 * @param thing what is counted, as `account:zhang.wei`
 * @returns 0 when it may be tried, otherwise how long to wait
 */
export async function takeAttempt(
  sql: SqlRunner,
  thing: string,
  { most, withinMs }: AttemptLimit,
  nowMs: number,
): Promise<number> {
  // A window from the future is one that a wrong clock wrote.
  const [row] = await sql.query<{ taken: unknown; ends_at_ms: unknown }>(
    `insert into attempts (bucket, began_at_ms, ends_at_ms, taken) values ($1, $2, $3, 1)
     on conflict (bucket) do update set
       taken = case when attempts.ends_at_ms <= $2 or attempts.began_at_ms > $2 then 1 else attempts.taken + 1 end,
       began_at_ms = case when attempts.ends_at_ms <= $2 or attempts.began_at_ms > $2 then $2 else attempts.began_at_ms end,
       ends_at_ms = case when attempts.ends_at_ms <= $2 or attempts.began_at_ms > $2 then $3 else attempts.ends_at_ms end
     returning taken, ends_at_ms`,
    [bucketOf(thing), nowMs, nowMs + withinMs],
  );
  if (row === undefined || Number(row.taken) <= most) return 0;
  return Math.max(1, Number(row.ends_at_ms) - nowMs);
}

/** What succeeded is no guess. */
export async function forgetAttempts(sql: SqlRunner, thing: string): Promise<void> {
  await sql.query('delete from attempts where bucket = $1', [bucketOf(thing)]);
}

/** Gives back one attempt that turned out to be no guess, where others still count. */
export async function giveBackAttempt(sql: SqlRunner, thing: string): Promise<void> {
  await sql.query('update attempts set taken = taken - 1 where bucket = $1 and taken > 0', [bucketOf(thing)]);
}

/** Forgets what no longer counts. */
export async function forgetOldAttempts(sql: SqlRunner, nowMs: number): Promise<void> {
  await sql.query('delete from attempts where ends_at_ms <= $1', [nowMs]);
}

function bucketOf(thing: string): string {
  return createHash('sha256').update(thing).digest('base64url');
}
