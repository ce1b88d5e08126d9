import * as v from 'valibot';
import { accountPaths } from '../../../core/rights/may.ts';
import type { SqlRunner } from '../../control/sql.ts';
import { makeLink, voidLinksOf } from '../../people/one-time-links.ts';
import { endSessionsOf } from '../../people/sessions.ts';
import { newId } from '../../people/token.ts';
import {
  addGrant,
  addUser,
  closeUser,
  hasChiefAdministrator,
  removeGrant,
  type User,
  userById,
  usersUnder,
} from '../../people/users.ts';
import { accountName, path, role, title } from './fields.ts';
import { Problem, part } from './problem.ts';
import { changing, type Found, type Route, reading } from './route.ts';

const url = '/api/users';
const mostGrants = 20;
/** Time for somebody on leave to come back. */
const invitationMs = 7 * 86_400_000;

const grant = v.strictObject({ role, path });
const nothing = v.strictObject({});

export const userRoutes: readonly Route[] = [
  reading({
    method: 'GET',
    path: url,
    right: 'see-people',
    input: v.strictObject({ under: path }),
    find: ({ input }) => ({ paths: [input.under], subject: undefined }),
    read: async ({ sql, input }) => ({ users: await usersUnder(sql, input.under) }),
  }),

  changing({
    method: 'POST',
    path: url,
    right: 'manage-people',
    input: v.strictObject({
      name: accountName,
      title,
      home: path,
      grants: v.pipe(v.array(grant), v.maxLength(mostGrants)),
    }),
    find: ({ input }) => ({ paths: accountPaths(input), subject: undefined }),
    change: async ({ sql, input, nowMs }) => {
      const id = newId();
      const { grants, ...added } = input;
      await addUser(sql, { id, ...added }, nowMs);
      for (const each of grants) await addGrant(sql, id, each);
      const link = await makeLink(sql, { purpose: 'password', userId: id }, nowMs + invitationMs);
      const change = {
        action: 'users.invite',
        path: input.home,
        subject: input.name,
        after: { id, ...input },
      };
      return { change, body: { id, link, linkExpiresAtMs: nowMs + invitationMs } };
    },
  }),

  changing({
    method: 'POST',
    path: `${url}/:id/link`,
    right: 'manage-people',
    input: nothing,
    find: ({ sql, param }) => findAccount(sql, param('id')),
    change: async ({ sql, nowMs }, { id, name, home, closedAtMs }) => {
      if (closedAtMs !== undefined) throw new Problem('conflict', [closedAccount]);
      const link = await makeLink(sql, { purpose: 'password', userId: id }, nowMs + invitationMs);
      const change = { action: 'users.link', path: home, subject: name };
      return { change, body: { link, linkExpiresAtMs: nowMs + invitationMs } };
    },
  }),

  changing({
    method: 'PATCH',
    path: `${url}/:id`,
    right: 'manage-people',
    input: v.strictObject({ closed: v.boolean() }),
    find: ({ sql, param }) => findAccount(sql, param('id')),
    change: async ({ sql, input, nowMs }, { id, name, home, closedAtMs }) => {
      await closeUser(sql, id, input.closed ? nowMs : undefined);
      await endSessionsOf(sql, id);
      await voidLinksOf(sql, id);
      await keepChiefAdministrator(sql);
      const before = { closed: closedAtMs !== undefined };
      const action = input.closed ? 'users.close' : 'users.open';
      return { change: { action, path: home, subject: name, before, after: input } };
    },
  }),

  changing({
    method: 'PUT',
    path: `${url}/:id/grants`,
    right: 'manage-people',
    input: grant,
    find: async ({ sql, input, param }) => {
      const user = await userOf(sql, param('id'));
      return { paths: [user.home, input.path], subject: user };
    },
    change: async ({ sql, input }, { id, name, grants }) => {
      await addGrant(sql, id, input);
      const change = { action: 'grants.add', path: input.path, subject: name, before: grants, after: input };
      return { change };
    },
  }),

  changing({
    method: 'DELETE',
    path: `${url}/:id/grants`,
    right: 'manage-people',
    input: grant,
    // A role here may be taken from anybody, wherever they belong.
    find: async ({ sql, input, param }) => ({
      paths: [input.path],
      subject: await userById(sql, param('id')),
    }),
    change: async ({ sql, input }, user) => {
      if (user === undefined || !(await removeGrant(sql, user.id, input))) throw new Problem('not-found');
      await keepChiefAdministrator(sql);
      return { change: { action: 'grants.remove', path: input.path, subject: user.name, before: input } };
    },
  }),
];

const closedAccount = part(
  '',
  ['账号已停用', 'the account is closed'],
  ['先重新启用账号', 'to open it first'],
);

/** Nobody could give rights back. */
async function keepChiefAdministrator(sql: SqlRunner): Promise<void> {
  if (await hasChiefAdministrator(sql)) return;
  const last = part(
    '',
    ['这是最后一个全局管理员', 'this is the last administrator of everything'],
    ['先设置另一个全局管理员', 'another one first'],
  );
  throw new Problem('conflict', [last]);
}

/** @throws {Problem} `not-found` */
async function findAccount(sql: SqlRunner, id: string): Promise<Found<User>> {
  const user = await userOf(sql, id);
  return { paths: accountPaths(user), subject: user };
}

async function userOf(sql: SqlRunner, id: string): Promise<User> {
  const user = await userById(sql, id);
  if (user === undefined) throw new Problem('not-found');
  return user;
}
