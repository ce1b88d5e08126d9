import type { Account, Grant } from '../../core/rights/may.ts';
import type { OrganisationPath } from '../../core/rights/organisation-path.ts';
import type { SqlRunner } from '../control/sql.ts';

export interface User extends Account {
  readonly id: string;
  /** What is typed to log in. */
  readonly name: string;
  /** What the person is called. */
  readonly title: string;
  /** False until the invitation was taken up. */
  readonly hasPassword: boolean;
  readonly closedAtMs?: number;
}

export type NewUser = Pick<User, 'id' | 'name' | 'title' | 'home'>;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly home: string;
  readonly has_password: boolean;
  readonly closed_at_ms: unknown;
  readonly grants: readonly Grant[];
}

const select = `
  select id, name, title, home, password is not null as has_password, closed_at_ms,
    coalesce((select json_agg(json_build_object('role', role, 'path', path) order by path, role)
      from role_grants where user_id = users.id), '[]') as grants
  from users`;

/** Fails when the name is taken, or there is no such organisation. Nobody can log in before a password is set. */
export async function addUser(sql: SqlRunner, user: NewUser, nowMs: number): Promise<void> {
  const { id, name, title, home } = user;
  await sql.query('insert into users (id, name, title, home, made_at_ms) values ($1, $2, $3, $4, $5)', [
    id,
    name,
    title,
    home,
    nowMs,
  ]);
}

export async function userById(sql: SqlRunner, id: string): Promise<User | undefined> {
  const [row] = await sql.query<Row>(`${select} where id = $1`, [id]);
  return row && userOf(row);
}

/** Those that belong to an organisation or to one below it. */
export async function usersUnder(sql: SqlRunner, path: OrganisationPath): Promise<User[]> {
  const rows = await sql.query<Row>(`${select} where starts_with(home, $1) order by name`, [path]);
  return rows.map(userOf);
}

/** Whether anybody was ever let in. */
export async function hasUsers(sql: SqlRunner): Promise<boolean> {
  return (await sql.query('select id from users where password is not null limit 1')).length > 0;
}

/** Any number that nothing else on the same server takes. */
const chiefLock = 96_110_002;

/**
 * Whether somebody can log in who administers everything. To be asked in the transaction that takes a right away: of two
 * at once the second waits until the first has ended.
 */
export async function hasChiefAdministrator(sql: SqlRunner): Promise<boolean> {
  await sql.query('select pg_advisory_xact_lock($1)', [chiefLock]);
  const found = await sql.query(
    `select users.id from users join role_grants on user_id = users.id
     where role = 'administrator' and path = '/' and password is not null and closed_at_ms is null limit 1`,
  );
  return found.length > 0;
}

export interface Credentials {
  readonly id: string;
  /** PHC string; null until the invitation was taken up, or when the account is closed. */
  readonly password: string | null;
}

export async function credentialsOf(sql: SqlRunner, name: string): Promise<Credentials | undefined> {
  const [row] = await sql.query<Credentials>(
    'select id, case when closed_at_ms is null then password end as password from users where name = $1',
    [name],
  );
  return row;
}

/** @param password PHC string */
export async function setPassword(sql: SqlRunner, id: string, password: string): Promise<void> {
  await sql.query('update users set password = $2 where id = $1', [id, password]);
}

/** @param closedAtMs undefined opens the account again */
export async function closeUser(sql: SqlRunner, id: string, closedAtMs: number | undefined): Promise<void> {
  await sql.query('update users set closed_at_ms = $2 where id = $1', [id, closedAtMs ?? null]);
}

/** Nothing happens when the user has the role there already. */
export async function addGrant(sql: SqlRunner, userId: string, { role, path }: Grant): Promise<void> {
  await sql.query(
    'insert into role_grants (user_id, role, path) values ($1, $2, $3) on conflict do nothing',
    [userId, role, path],
  );
}

/** False when the user had no such role. */
export async function removeGrant(sql: SqlRunner, userId: string, { role, path }: Grant): Promise<boolean> {
  const removed = await sql.query(
    'delete from role_grants where user_id = $1 and role = $2 and path = $3 returning role',
    [userId, role, path],
  );
  return removed.length > 0;
}

function userOf({ has_password, closed_at_ms, ...row }: Row): User {
  const closed = closed_at_ms === null ? {} : { closedAtMs: Number(closed_at_ms) };
  return { ...row, hasPassword: has_password, ...closed };
}
