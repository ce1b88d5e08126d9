import { type OrganisationPath, parentPath } from '../../core/rights/organisation-path.ts';
import type { SqlRunner } from '../control/sql.ts';

export const organisationKinds = [
  'district',
  'sub-district',
  'community',
  'bank',
  'carrier',
  'school',
  'other',
] as const;

export interface BilingualText {
  readonly 'zh-CN': string;
  readonly en: string;
}

export interface Organisation {
  readonly path: OrganisationPath;
  readonly kind: string;
  readonly title: BilingualText;
}

interface Row {
  readonly path: string;
  readonly kind: string;
  readonly title_zh: string;
  readonly title_en: string;
}

/** Fails when there is one already, or none above it. */
export async function addOrganisation(sql: SqlRunner, added: Organisation, nowMs: number): Promise<void> {
  const { path, kind, title } = added;
  await sql.query(
    `insert into organisations (path, parent, kind, title_zh, title_en, made_at_ms)
     values ($1, $2, $3, $4, $5, $6)`,
    [path, parentPath(path) ?? null, kind, title['zh-CN'], title.en, nowMs],
  );
}

export async function organisationAt(
  sql: SqlRunner,
  path: OrganisationPath,
): Promise<Organisation | undefined> {
  const [row] = await sql.query<Row>(
    'select path, kind, title_zh, title_en from organisations where path = $1',
    [path],
  );
  return row && organisationOf(row);
}

/** It and all below it, each after the one above it. */
export async function organisationsUnder(sql: SqlRunner, path: OrganisationPath): Promise<Organisation[]> {
  const rows = await sql.query<Row>(
    'select path, kind, title_zh, title_en from organisations where starts_with(path, $1) order by path',
    [path],
  );
  return rows.map(organisationOf);
}

/** From the root down to it. */
export async function organisationsAbove(sql: SqlRunner, path: OrganisationPath): Promise<Organisation[]> {
  const rows = await sql.query<Row>(
    'select path, kind, title_zh, title_en from organisations where starts_with($1, path) order by path',
    [path],
  );
  return rows.map(organisationOf);
}

/** Its path stays: rights, screens and what was reported hang on it. */
export async function changeOrganisation(sql: SqlRunner, { path, kind, title }: Organisation): Promise<void> {
  await sql.query('update organisations set kind = $2, title_zh = $3, title_en = $4 where path = $1', [
    path,
    kind,
    title['zh-CN'],
    title.en,
  ]);
}

/** Fails while anything hangs on it: organisations below, screens, users, roles. */
export async function removeOrganisation(sql: SqlRunner, path: OrganisationPath): Promise<void> {
  await sql.query('delete from organisations where path = $1', [path]);
}

function organisationOf({ path, kind, title_zh, title_en }: Row): Organisation {
  return { path, kind, title: { 'zh-CN': title_zh, en: title_en } };
}
