import type { SqlRunner } from '../control/sql.ts';
import { newToken, tokenHash } from './token.ts';

/** What a link is good for. */
export type LinkPurpose =
  /** Makes the first administrator. */
  | { readonly purpose: 'first' }
  /** Sets the password of an account, which may be its first. */
  | { readonly purpose: 'password'; readonly userId: string };

/** Makes a link; links for the same thing that were not used are void from then on. @returns its token */
export async function makeLink(sql: SqlRunner, made: LinkPurpose, expiresAtMs: number): Promise<string> {
  const token = newToken();
  const userId = made.purpose === 'password' ? made.userId : null;
  await sql.query(
    `delete from one_time_links
     where used_at_ms is null and purpose = $1 and user_id is not distinct from $2`,
    [made.purpose, userId],
  );
  await sql.query(
    'insert into one_time_links (token_sha256, purpose, user_id, expires_at_ms) values ($1, $2, $3, $4)',
    [tokenHash(token), made.purpose, userId, expiresAtMs],
  );
  return token;
}

interface Row {
  readonly purpose: 'first' | 'password';
  readonly user_id: string | null;
}

/** What the link is good for; undefined when there is none, it is used or too old. */
export async function lookAtLink(
  sql: SqlRunner,
  token: string,
  nowMs: number,
): Promise<LinkPurpose | undefined> {
  const [row] = await sql.query<Row>(
    `select purpose, user_id from one_time_links
     where token_sha256 = $1 and used_at_ms is null and expires_at_ms > $2`,
    [tokenHash(token), nowMs],
  );
  return row && purposeOf(row);
}

/** The same, and the link is used up: of several that use it at once one gets an answer. */
export async function useLink(
  sql: SqlRunner,
  token: string,
  nowMs: number,
): Promise<LinkPurpose | undefined> {
  const [row] = await sql.query<Row>(
    `update one_time_links set used_at_ms = $2
     where token_sha256 = $1 and used_at_ms is null and expires_at_ms > $2
     returning purpose, user_id`,
    [tokenHash(token), nowMs],
  );
  return row && purposeOf(row);
}

/** A closed account's password is nobody's to set. */
export async function voidLinksOf(sql: SqlRunner, userId: string): Promise<void> {
  await sql.query('delete from one_time_links where user_id = $1 and used_at_ms is null', [userId]);
}

function purposeOf({ purpose, user_id }: Row): LinkPurpose | undefined {
  if (purpose === 'first') return { purpose };
  return user_id === null ? undefined : { purpose, userId: user_id };
}
