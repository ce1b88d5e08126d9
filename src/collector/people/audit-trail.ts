import type { OrganisationPath } from '../../core/rights/organisation-path.ts';
import type { SqlRunner } from '../control/sql.ts';

/** Who did it. */
export interface Actor {
  /** Absent when it was the collector itself, or somebody with a one-time link. */
  readonly userId?: string;
  readonly userName: string;
  /** Network address; empty for the collector itself. */
  readonly address: string;
}

/** What was done. */
export interface Change {
  /** `organisations.add`, `screens.enrol`, … */
  readonly action: string;
  /** The organisation that it was done to. */
  readonly path: OrganisationPath;
  /** What it was done to: a name, an id, a path. */
  readonly subject: string;
  /** As JSON; absent where there was nothing. Never a secret. */
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface AuditRow extends Actor, Change {
  readonly seq: number;
  readonly atMs: number;
}

/** To be called in the transaction of the change itself. */
export async function record(sql: SqlRunner, actor: Actor, change: Change, nowMs: number): Promise<void> {
  await sql.query(
    `insert into audit_trail (at_ms, user_id, user_name, address, action, path, subject, before, after)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      nowMs,
      actor.userId ?? null,
      actor.userName,
      actor.address,
      change.action,
      change.path,
      change.subject,
      jsonOf(change.before),
      jsonOf(change.after),
    ],
  );
}

interface Row {
  readonly seq: unknown;
  readonly at_ms: unknown;
  readonly user_id: string | null;
  readonly user_name: string;
  readonly address: string;
  readonly action: string;
  readonly path: string;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * What was done to an organisation and all below it, newest first.
 * @param beforeSeq only what came before this row, for the next page
 */
export async function auditTrail(
  sql: SqlRunner,
  under: OrganisationPath,
  most: number,
  beforeSeq?: number,
): Promise<AuditRow[]> {
  const rows = await sql.query<Row>(
    `select seq, at_ms, user_id, user_name, address, action, path, subject, before, after from audit_trail
     where starts_with(path, $1) and ($2::bigint is null or seq < $2) order by seq desc limit $3`,
    [under, beforeSeq ?? null, most],
  );
  return rows.map(rowOf);
}

function rowOf({ seq, at_ms, user_id, user_name, before, after, ...row }: Row): AuditRow {
  return {
    ...row,
    seq: Number(seq),
    atMs: Number(at_ms),
    userName: user_name,
    ...(user_id === null ? {} : { userId: user_id }),
    ...(before === null ? {} : { before: JSON.parse(before) as unknown }),
    ...(after === null ? {} : { after: JSON.parse(after) as unknown }),
  };
}

function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
