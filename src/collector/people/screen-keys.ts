import type { ScreenKeys } from '../../core/collector/screen-keys.ts';
import type { NoteVerifier } from '../../core/tlog/signed-note.ts';
import type { SqlRunner } from '../control/sql.ts';

export const revocationReasons = ['lost-disk', 'cloned-key', 'replaced', 'retired'] as const;
export type RevocationReason = (typeof revocationReasons)[number];

export interface NewKey {
  readonly logId: string;
  readonly screenId: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** Fails when the key was ever enrolled, or the screen has one that is not revoked. */
export async function addKey(sql: SqlRunner, key: NewKey, nowMs: number): Promise<void> {
  await sql.query(
    'insert into screen_keys (log_id, screen_id, public_key, valid_from_ms) values ($1, $2, $3, $4)',
    [key.logId, key.screenId, key.publicKey, nowMs],
  );
}

/** For good: what the key signs from now on is refused, what was received stays. @returns the log that it signed */
export async function revokeKey(
  sql: SqlRunner,
  screenId: string,
  because: RevocationReason,
  nowMs: number,
): Promise<string | undefined> {
  const [row] = await sql.query<{ log_id: string }>(
    `update screen_keys set revoked_at_ms = $3, revoked_because = $2
     where screen_id = $1 and revoked_at_ms is null returning log_id`,
    [screenId, because, nowMs],
  );
  return row?.log_id;
}

export interface KnownKey {
  readonly screenId: string;
  readonly publicKey: Uint8Array;
  readonly revokedBecause?: RevocationReason;
}

export async function keyOf(sql: SqlRunner, logId: string): Promise<KnownKey | undefined> {
  const [row] = await sql.query<{
    screen_id: string;
    public_key: Uint8Array;
    revoked_because: RevocationReason | null;
  }>('select screen_id, public_key, revoked_because from screen_keys where log_id = $1', [logId]);
  if (row === undefined) return undefined;
  const revoked = row.revoked_because === null ? {} : { revokedBecause: row.revoked_because };
  return { screenId: row.screen_id, publicKey: row.public_key, ...revoked };
}

const origin = /^changming\/([a-z2-7]{16})\/([1-9]\d{0,8})$/;

/** The keys of enrolled screens. Asked anew for each request, so that a revoked key is refused from then on. */
export class SqlScreenKeys implements ScreenKeys {
  readonly #sql: SqlRunner;

  constructor(sql: SqlRunner) {
    this.#sql = sql;
  }

  async verifiersOf(name: string): Promise<readonly NoteVerifier[] | undefined> {
    const logId = origin.exec(name)?.[1];
    const key = logId === undefined ? undefined : await keyOf(this.#sql, logId);
    if (key === undefined) return undefined;
    return key.revokedBecause === undefined ? [{ name, publicKey: key.publicKey }] : [];
  }
}
