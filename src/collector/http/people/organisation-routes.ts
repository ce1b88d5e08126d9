import * as v from 'valibot';
import { childPath, type OrganisationPath } from '../../../core/rights/organisation-path.ts';
import type { SqlRunner } from '../../control/sql.ts';
import {
  addOrganisation,
  changeOrganisation,
  type Organisation,
  organisationAt,
  organisationsUnder,
  removeOrganisation,
} from '../../people/organisations.ts';
import { checked, kind, path, step, titles } from './fields.ts';
import { Problem } from './problem.ts';
import { changing, type Found, type Route, reading } from './route.ts';

const url = '/api/organisations';

export const organisationRoutes: readonly Route[] = [
  reading({
    method: 'GET',
    path: url,
    right: 'see',
    input: v.strictObject({ under: path }),
    find: ({ input }) => ({ paths: [input.under], subject: undefined }),
    read: async ({ sql, input }) => ({ organisations: await organisationsUnder(sql, input.under) }),
  }),

  changing({
    method: 'POST',
    path: url,
    right: 'organise',
    input: v.strictObject({ above: path, step, kind, title: titles }),
    find: ({ input }) => ({ paths: [input.above], subject: undefined }),
    change: async ({ sql, input, nowMs }) => {
      const { above, step, kind, title } = input;
      // Too many levels are refused as any path is that is none.
      const added = { path: checked(path, childPath(above, step)), kind, title };
      if (!(await organisationAt(sql, above))) throw new Problem('not-found');
      await addOrganisation(sql, added, nowMs);
      const change = { action: 'organisations.add', path: added.path, subject: added.path, after: added };
      return { change, body: added };
    },
  }),

  changing({
    method: 'PATCH',
    path: url,
    right: 'organise',
    input: v.strictObject({ path, kind, title: titles }),
    find: ({ sql, input }) => findOrganisation(sql, input.path),
    change: async ({ sql, input }, before) => {
      await changeOrganisation(sql, input);
      const change = {
        action: 'organisations.change',
        path: input.path,
        subject: input.path,
        before,
        after: input,
      };
      return { change, body: input };
    },
  }),

  changing({
    method: 'DELETE',
    path: url,
    right: 'organise',
    input: v.strictObject({ path }),
    find: ({ sql, input }) => findOrganisation(sql, input.path),
    change: async ({ sql, input }, before) => {
      await removeOrganisation(sql, input.path);
      return { change: { action: 'organisations.remove', path: input.path, subject: input.path, before } };
    },
  }),
];

/** @throws {Problem} `not-found`, as for those who may not see it */
async function findOrganisation(sql: SqlRunner, at: OrganisationPath): Promise<Found<Organisation>> {
  const organisation = await organisationAt(sql, at);
  if (organisation === undefined) throw new Problem('not-found');
  return { paths: [at], subject: organisation };
}
