import * as v from 'valibot';
import { keyFingerprint } from '../../../core/enrolment/pairing-code.ts';
import type { SqlRunner } from '../../control/sql.ts';
import type { AttemptLimit } from '../../people/attempts.ts';
import { type PairingRequest, pairingByCode, settlePairing } from '../../people/pairing-requests.ts';
import { addKey, revokeKey } from '../../people/screen-keys.ts';
import {
  addScreen,
  changeScreen,
  retireScreen,
  type Screen,
  screenById,
  screensUnder,
} from '../../people/screens.ts';
import { newId } from '../../people/token.ts';
import { code, count, fingerprint, id, path, reason, title } from './fields.ts';
import { Problem, part } from './problem.ts';
import { changing, type Found, type Route, reading } from './route.ts';

const url = '/api/screens';
const mostScreens = 1000;
/** A code has 40 random bits and minutes to live: this leaves one in 50 billion to whoever guesses all day. */
const guesses: AttemptLimit = { most: 10, withinMs: 600_000 };

export const screenRoutes: readonly Route[] = [
  reading({
    method: 'GET',
    path: url,
    right: 'see',
    input: v.strictObject({
      under: path,
      most: v.optional(count(mostScreens)),
      afterPath: v.optional(path),
      afterId: v.optional(id),
    }),
    find: ({ input }) => ({ paths: [input.under], subject: undefined }),
    read: async ({ sql, input: { under, most = mostScreens, afterPath, afterId } }) => {
      const after = afterPath && afterId ? { path: afterPath, id: afterId } : undefined;
      return { screens: await screensUnder(sql, under, most, after) };
    },
  }),

  reading({
    method: 'GET',
    path: `${url}/:id`,
    right: 'see',
    input: v.strictObject({}),
    find: ({ sql, param }) => findScreen(sql, param('id')),
    read: async (_, screen) => screen,
  }),

  reading({
    method: 'POST',
    path: '/api/pairings/look',
    right: 'enrol-screens',
    input: v.strictObject({ code, path }),
    guesses,
    find: ({ input }) => ({ paths: [input.path], subject: undefined }),
    read: async ({ sql, input, nowMs }) => {
      const { logId, publicKey, expiresAtMs } = await pairingFor(sql, input.code, nowMs);
      return { code: input.code, screen: logId, fingerprint: keyFingerprint(publicKey), expiresAtMs };
    },
  }),

  changing({
    method: 'POST',
    path: '/api/pairings/refusal',
    right: 'enrol-screens',
    input: v.strictObject({ code, path }),
    guesses,
    find: ({ input }) => ({ paths: [input.path], subject: undefined }),
    change: async ({ sql, input, nowMs }) => {
      const { logId } = await pairingFor(sql, input.code, nowMs);
      if (!(await settlePairing(sql, input.code, 'refused', nowMs))) throw new Problem('not-found');
      return { change: { action: 'screens.refuse', path: input.path, subject: logId } };
    },
  }),

  changing({
    method: 'POST',
    path: url,
    right: 'enrol-screens',
    input: v.strictObject({ code, fingerprint, path, name: title }),
    guesses,
    find: ({ input }) => ({ paths: [input.path], subject: undefined }),
    change: async ({ sql, input, nowMs }) => {
      const pairing = await confirm(sql, input, nowMs);
      const screen = { id: newId(), path: input.path, name: input.name };
      await addScreen(sql, screen, nowMs);
      await addKey(sql, { ...pairing, screenId: screen.id }, nowMs);
      const after = { ...screen, logId: pairing.logId, fingerprint: input.fingerprint };
      const change = { action: 'screens.enrol', path: screen.path, subject: screen.id, after };
      return { change, body: await screenById(sql, screen.id) };
    },
  }),

  changing({
    method: 'PATCH',
    path: `${url}/:id`,
    right: 'change-screens',
    input: v.strictObject({ path, name: title }),
    find: async ({ sql, input, param }) => {
      const found = await findScreen(sql, param('id'));
      return { ...found, paths: [...found.paths, input.path] };
    },
    change: async ({ sql, input }, { id, path, name }) => {
      await changeScreen(sql, { id, ...input });
      const change = { action: 'screens.change', path, subject: id, before: { path, name }, after: input };
      return { change, body: await screenById(sql, id) };
    },
  }),

  changing({
    method: 'POST',
    path: `${url}/:id/key`,
    right: 'revoke-keys',
    input: v.strictObject({ code, fingerprint, because: reason }),
    guesses,
    find: ({ sql, param }) => findScreen(sql, param('id')),
    change: async ({ sql, input, nowMs }, { id, path }) => {
      const pairing = await confirm(sql, input, nowMs);
      const before = { revoked: await revokeKey(sql, id, input.because, nowMs) };
      await addKey(sql, { ...pairing, screenId: id }, nowMs);
      await retireScreen(sql, id, undefined);
      const after = { logId: pairing.logId, fingerprint: input.fingerprint, because: input.because };
      const change = { action: 'screens.replace-key', path, subject: id, before, after };
      return { change, body: await screenById(sql, id) };
    },
  }),

  changing({
    method: 'POST',
    path: `${url}/:id/revocation`,
    right: 'revoke-keys',
    input: v.strictObject({ because: reason }),
    find: ({ sql, param }) => findScreen(sql, param('id')),
    change: async ({ sql, input, nowMs }, { id, path }) => {
      const revoked = await revokeKey(sql, id, input.because, nowMs);
      if (revoked === undefined && input.because !== 'retired') throw new Problem('conflict', [noKey]);
      if (input.because === 'retired') await retireScreen(sql, id, nowMs);
      const after = { revoked, because: input.because };
      const change = { action: 'screens.revoke-key', path, subject: id, after };
      return { change, body: await screenById(sql, id) };
    },
  }),
];

const noKey = part('', ['密钥已经吊销', 'the key is revoked already'], ['有效的密钥', 'a valid key']);

/** The request whose code somebody holds in hand. @throws {Problem} `invalid` */
async function pairingFor(sql: SqlRunner, code: string, nowMs: number): Promise<PairingRequest> {
  const pairing = await pairingByCode(sql, code, nowMs);
  if (pairing) return pairing;
  const unknown = part(
    '/code',
    ['没有屏幕正在显示此配对码，或已过期', 'no screen shows this code, or it has expired'],
    ['屏幕上此刻显示的配对码', 'the code that the screen shows now'],
  );
  throw new Problem('invalid', [unknown]);
}

/** Uses the code up. @throws {Problem} `invalid` when it is another key than the operator has compared */
async function confirm(
  sql: SqlRunner,
  { code, fingerprint }: { readonly code: string; readonly fingerprint: string },
  nowMs: number,
): Promise<PairingRequest> {
  const pairing = await pairingFor(sql, code, nowMs);
  if (keyFingerprint(pairing.publicKey) !== fingerprint) {
    const other = part(
      '/fingerprint',
      ['与此屏幕的密钥指纹不符', 'not the fingerprint of this screen’s key'],
      ['屏幕上显示的指纹；若仍不符，请勿接入', 'what the screen shows; if it still differs, do not enrol it'],
    );
    throw new Problem('invalid', [other]);
  }
  if (!(await settlePairing(sql, code, 'confirmed', nowMs))) throw new Problem('conflict');
  return pairing;
}

/** @throws {Problem} `not-found` */
async function findScreen(sql: SqlRunner, id: string): Promise<Found<Screen>> {
  const screen = await screenById(sql, id);
  if (screen === undefined) throw new Problem('not-found');
  return { paths: [screen.path], subject: screen };
}
