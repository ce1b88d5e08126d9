import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import * as v from 'valibot';
import { screenIdOf } from '../../../core/as-run/screen-identity.ts';
import { pairingCodeBytes, pairingCodeOf } from '../../../core/enrolment/pairing-code.ts';
import { challengeBytes, isProof } from '../../../core/enrolment/proof.ts';
import type { EnrolledAs, EnrolmentStanding } from '../../../core/ports/enrolment-desk.ts';
import { encodeBase64 } from '../../../core/tlog/base64.ts';
import type { SqlRunner } from '../../control/sql.ts';
import type { AttemptLimit } from '../../people/attempts.ts';
import { organisationsAbove } from '../../people/organisations.ts';
import { addPairing, giveCode, type PairingRequest, pairingOf } from '../../people/pairing-requests.ts';
import { keyOf } from '../../people/screen-keys.ts';
import { screenById } from '../../people/screens.ts';
import { newToken } from '../../people/token.ts';
import { bytes, checked, origin } from './fields.ts';
import { networkOf } from './network-of.ts';
import { Problem, part } from './problem.ts';
import { type Route, type RouteParts, readJson } from './route.ts';
import { takeAll } from './session-routes.ts';

const minuteMs = 60_000;
const proofMs = 2 * minuteMs;
const codeMs = 10 * minuteMs;
const pollAfterMs = 3000;
/** A roll-out brings many screens of one office in a morning. */
const networkLimit: AttemptLimit = { most: 300, withinMs: 10 * minuteMs };

const url = '/api/enrolments';

/**
 * What a screen asks, with no account and no cookie. Nothing of it changes anything that anybody relies on: that is
 * what the operator's confirmation does, and that is on the audit trail.
 */
export const enrolmentRoutes: readonly Route[] = [
  { method: 'POST', path: url, right: 'anyone', answer: begin },
  { method: 'POST', path: `${url}/:request/proof`, right: 'anyone', answer: prove },
  { method: 'GET', path: `${url}/:request`, right: 'anyone', answer: look },
];

const beginInput = v.strictObject({ origin, publicKey: bytes(32) });

async function begin(context: Context, parts: RouteParts): Promise<Response> {
  const { origin, publicKey } = checked(beginInput, await readJson(context.req.raw));
  await takeAll(parts, [[`enrolments:${networkOf(parts.addressOf(context))}`, networkLimit]]);
  const logId = logIdOf(origin);
  if (screenIdOf(publicKey) !== logId) throw new Problem('invalid', [otherKey]);
  const token = newToken();
  const challenge = randomBytes(challengeBytes);
  const expiresAtMs = parts.clock.wallMs() + proofMs;
  await addPairing(parts.sql, token, { logId, publicKey, challenge, expiresAtMs });
  return context.json({ request: token, challenge: encodeBase64(challenge) }, 201);
}

const proofInput = v.strictObject({ origin, signature: bytes(64) });

async function prove(context: Context, parts: RouteParts): Promise<Response> {
  const token = context.req.param('request') ?? '';
  const { origin, signature } = checked(proofInput, await readJson(context.req.raw));
  const standing = await parts.sql.transaction(async (sql) => {
    const pairing = await requestOf(sql, token);
    const { publicKey, challenge, logId } = pairing;
    if (logIdOf(origin) !== logId || !isProof(origin, publicKey, challenge, signature)) {
      throw new Problem('invalid', [noProof]);
    }
    const nowMs = parts.clock.wallMs();
    return (await knownKey(sql, logId)) ?? show(sql, token, pairing, nowMs);
  });
  return context.json(standing);
}

async function look(context: Context, parts: RouteParts): Promise<Response> {
  const token = context.req.param('request') ?? '';
  const pairing = await requestOf(parts.sql, token);
  // Before the screen has shown its key, nothing is said about it.
  if (pairing.code === undefined) throw new Problem('not-found');
  return context.json(await standingOf(parts.sql, pairing, parts.clock.wallMs()));
}

async function standingOf(
  sql: SqlRunner,
  { settledAs, code, expiresAtMs, logId }: PairingRequest,
  nowMs: number,
): Promise<EnrolmentStanding> {
  if (settledAs === 'refused') return { state: 'refused' };
  const known = await knownKey(sql, logId);
  if (known) return known;
  if (code === undefined || expiresAtMs <= nowMs) return { state: 'expired' };
  return { state: 'waiting', code, expiresInMs: expiresAtMs - nowMs, pollAfterMs };
}

/** Gives the code that the screen is to show; the same one when the proof comes twice. */
async function show(
  sql: SqlRunner,
  token: string,
  pairing: PairingRequest,
  nowMs: number,
): Promise<EnrolmentStanding> {
  if (pairing.code !== undefined || pairing.expiresAtMs <= nowMs) return standingOf(sql, pairing, nowMs);
  const expiresAtMs = nowMs + codeMs;
  for (;;) {
    const code = pairingCodeOf(randomBytes(pairingCodeBytes));
    if (await giveCode(sql, token, code, expiresAtMs)) {
      return { state: 'waiting', code, expiresInMs: codeMs, pollAfterMs };
    }
  }
}

/** How a key stands that was enrolled before. */
async function knownKey(sql: SqlRunner, logId: string): Promise<EnrolmentStanding | undefined> {
  const key = await keyOf(sql, logId);
  if (key === undefined) return undefined;
  if (key.revokedBecause !== undefined) return { state: 'revoked', because: key.revokedBecause };
  return { state: 'enrolled', as: await enrolledAs(sql, key.screenId) };
}

async function enrolledAs(sql: SqlRunner, screenId: string): Promise<EnrolledAs> {
  const screen = await screenById(sql, screenId);
  if (screen === undefined) throw new Problem('not-found');
  const above = await organisationsAbove(sql, screen.path);
  return { name: screen.name, organisations: above.map(({ path, title }) => ({ path, title })) };
}

/** @throws {Problem} `not-found` */
async function requestOf(sql: SqlRunner, token: string): Promise<PairingRequest> {
  const pairing = await pairingOf(sql, token);
  if (pairing === undefined) throw new Problem('not-found');
  return pairing;
}

/** Precondition: it is an origin. */
function logIdOf(origin: string): string {
  return origin.split('/')[1] ?? '';
}

const otherKey = part(
  '/publicKey',
  ['与屏幕编号不符', 'not the key that the screen id is made of'],
  ['屏幕编号由其公钥得出', 'the key whose hash is the screen id'],
);
const noProof = part(
  '/signature',
  ['不是此密钥对此挑战的签名', 'not this key’s signature of this challenge'],
  ['屏幕用自己的密钥签署的挑战', 'the challenge, signed with the screen’s own key'],
);
