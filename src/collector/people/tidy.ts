import type { SqlRunner } from '../control/sql.ts';
import { forgetOldAttempts } from './attempts.ts';
import { forgetOldPairings } from './pairing-requests.ts';
import { forgetOldSessions } from './sessions.ts';

const dayMs = 86_400_000;

/** Forgets what is over: sessions, counted attempts, pairing codes of more than a day ago. To be called now and then. */
export async function tidyPeople(sql: SqlRunner, nowMs: number): Promise<void> {
  await forgetOldSessions(sql, nowMs);
  await forgetOldAttempts(sql, nowMs);
  await forgetOldPairings(sql, nowMs - dayMs);
}
