import type { OrganisationPath } from '../../core/rights/organisation-path.ts';
import type { SqlRunner } from '../control/sql.ts';
import type { RevocationReason } from './screen-keys.ts';

/** A place where a screen stands. Its key, and with it its log, may be replaced. */
export interface Screen {
  readonly id: string;
  readonly path: OrganisationPath;
  readonly name: string;
  readonly retiredAtMs?: number;
  /** Oldest first; at most one of them is not revoked. */
  readonly keys: readonly ScreenKeyState[];
}

export interface ScreenKeyState {
  /** The screen id in the origin of its logs, `changming/<log id>/<epoch>`. */
  readonly logId: string;
  readonly validFromMs: number;
  readonly revokedAtMs?: number;
  readonly revokedBecause?: RevocationReason;
}

export type NewScreen = Pick<Screen, 'id' | 'path' | 'name'>;

interface Row {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly retired_at_ms: unknown;
  readonly keys: readonly ScreenKeyState[];
}

const select = `
  select id, path, name, retired_at_ms,
    coalesce((select json_agg(json_strip_nulls(json_build_object('logId', log_id, 'validFromMs', valid_from_ms,
        'revokedAtMs', revoked_at_ms, 'revokedBecause', revoked_because)) order by valid_from_ms, log_id)
      from screen_keys where screen_id = screens.id), '[]') as keys
  from screens`;

export async function addScreen(sql: SqlRunner, screen: NewScreen, nowMs: number): Promise<void> {
  const { id, path, name } = screen;
  await sql.query('insert into screens (id, path, name, made_at_ms) values ($1, $2, $3, $4)', [
    id,
    path,
    name,
    nowMs,
  ]);
}

export async function screenById(sql: SqlRunner, id: string): Promise<Screen | undefined> {
  const [row] = await sql.query<Row>(`${select} where id = $1`, [id]);
  return row && screenOf(row);
}

/** Where the screen stands whose key signs a log; the root when nobody knows the log. */
export async function pathOfLog(sql: SqlRunner, logId: string): Promise<OrganisationPath> {
  const [row] = await sql.query<{ path: string }>(
    'select path from screens where id = (select screen_id from screen_keys where log_id = $1)',
    [logId],
  );
  return row?.path ?? '/';
}

/**
 * Those of an organisation and all below it, by path and then by id.
 * @param after the last of the page before
 */
export async function screensUnder(
  sql: SqlRunner,
  path: OrganisationPath,
  most: number,
  after?: Pick<Screen, 'path' | 'id'>,
): Promise<Screen[]> {
  const rows = await sql.query<Row>(
    `${select} where starts_with(path, $1) and ($2::text is null or (path, id) > ($2, $3))
     order by path, id limit $4`,
    [path, after?.path ?? null, after?.id ?? '', most],
  );
  return rows.map(screenOf);
}

export async function changeScreen(sql: SqlRunner, { id, path, name }: NewScreen): Promise<void> {
  await sql.query('update screens set path = $2, name = $3 where id = $1', [id, path, name]);
}

/** It stays, with all that it has reported, and is expected no longer. @param retiredAtMs undefined: in service again */
export async function retireScreen(
  sql: SqlRunner,
  id: string,
  retiredAtMs: number | undefined,
): Promise<void> {
  await sql.query('update screens set retired_at_ms = $2 where id = $1', [id, retiredAtMs ?? null]);
}

function screenOf({ retired_at_ms, ...row }: Row): Screen {
  return { ...row, ...(retired_at_ms === null ? {} : { retiredAtMs: Number(retired_at_ms) }) };
}
