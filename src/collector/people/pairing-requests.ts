import type { SqlRunner } from '../control/sql.ts';
import { tokenHash } from './token.ts';

/** A screen that wants to be enrolled. */
export interface PairingRequest {
  readonly logId: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 32 bytes that the screen is to sign. */
  readonly challenge: Uint8Array;
  /** Undefined until it has. */
  readonly code?: string;
  readonly expiresAtMs: number;
  readonly settledAs?: 'confirmed' | 'refused';
}

export type NewPairing = Pick<PairingRequest, 'logId' | 'publicKey' | 'challenge' | 'expiresAtMs'>;

interface Row {
  readonly log_id: string;
  readonly public_key: Uint8Array;
  readonly challenge: Uint8Array;
  readonly code: string | null;
  readonly expires_at_ms: unknown;
  readonly settled_as: 'confirmed' | 'refused' | null;
}

const columns = 'log_id, public_key, challenge, code, expires_at_ms, settled_as';

/** @param token by which the screen asks how it stands */
export async function addPairing(sql: SqlRunner, token: string, pairing: NewPairing): Promise<void> {
  await sql.query(
    `insert into pairing_requests (token_sha256, log_id, public_key, challenge, expires_at_ms)
     values ($1, $2, $3, $4, $5)`,
    [tokenHash(token), pairing.logId, pairing.publicKey, pairing.challenge, pairing.expiresAtMs],
  );
}

/** Expired ones too. */
export async function pairingOf(sql: SqlRunner, token: string): Promise<PairingRequest | undefined> {
  const [row] = await sql.query<Row>(`select ${columns} from pairing_requests where token_sha256 = $1`, [
    tokenHash(token),
  ]);
  return row && pairingOfRow(row);
}

/**
 * The screen has shown that it has the key: from now on the code stands for it, and no earlier one does.
 * @returns false when the code stands for another screen: try another code
 */
export async function giveCode(
  sql: SqlRunner,
  token: string,
  code: string,
  expiresAtMs: number,
): Promise<boolean> {
  const hash = tokenHash(token);
  await sql.query(
    `delete from pairing_requests where settled_as is null and code is not null and token_sha256 <> $1
     and log_id = (select log_id from pairing_requests where token_sha256 = $1)`,
    [hash],
  );
  const given = await sql.query(
    `update pairing_requests set code = $2, expires_at_ms = $3 where token_sha256 = $1
     and not exists (select 1 from pairing_requests where code = $2) returning code`,
    [hash, code, expiresAtMs],
  );
  return given.length > 0;
}

/** The request that the code stands for, while it does. */
export async function pairingByCode(
  sql: SqlRunner,
  code: string,
  nowMs: number,
): Promise<PairingRequest | undefined> {
  const [row] = await sql.query<Row>(
    `select ${columns} from pairing_requests where code = $1 and settled_as is null and expires_at_ms > $2`,
    [code, nowMs],
  );
  return row && pairingOfRow(row);
}

/** The code is used up. False when it was before, by somebody else at the same time. */
export async function settlePairing(
  sql: SqlRunner,
  code: string,
  as: 'confirmed' | 'refused',
  nowMs: number,
): Promise<boolean> {
  const settled = await sql.query(
    `update pairing_requests set settled_as = $2
     where code = $1 and settled_as is null and expires_at_ms > $3 returning code`,
    [code, as, nowMs],
  );
  return settled.length > 0;
}

/** @param beforeMs those that expired before it */
export async function forgetOldPairings(sql: SqlRunner, beforeMs: number): Promise<void> {
  await sql.query('delete from pairing_requests where expires_at_ms <= $1', [beforeMs]);
}

function pairingOfRow({
  log_id,
  public_key,
  challenge,
  code,
  expires_at_ms,
  settled_as,
}: Row): PairingRequest {
  return {
    logId: log_id,
    publicKey: public_key,
    challenge,
    expiresAtMs: Number(expires_at_ms),
    ...(code === null ? {} : { code }),
    ...(settled_as === null ? {} : { settledAs: settled_as }),
  };
}
