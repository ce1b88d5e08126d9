import * as v from 'valibot';
import { auditTrail } from '../../people/audit-trail.ts';
import { count, path } from './fields.ts';
import { type Route, reading } from './route.ts';

const mostRows = 1000;

export const auditRoutes: readonly Route[] = [
  reading({
    method: 'GET',
    path: '/api/audit-trail',
    right: 'see-audit-trail',
    input: v.strictObject({
      under: path,
      most: v.optional(count(mostRows)),
      before: v.optional(count(Number.MAX_SAFE_INTEGER)),
    }),
    find: ({ input }) => ({ paths: [input.under], subject: undefined }),
    read: async ({ sql, input: { under, most = 100, before } }) => ({
      rows: await auditTrail(sql, under, most, before),
    }),
  }),
];
