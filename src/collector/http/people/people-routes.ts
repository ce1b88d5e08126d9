import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Sql } from '../../control/sql.ts';
import { makeLink } from '../../people/one-time-links.ts';
import { Passwords } from '../../people/passwords.ts';
import { hasUsers } from '../../people/users.ts';
import { auditRoutes } from './audit-routes.ts';
import { enrolmentRoutes } from './enrolment-routes.ts';
import { answerHeaders } from './headers.ts';
import { linkRoutes } from './link-routes.ts';
import { organisationRoutes } from './organisation-routes.ts';
import { Problem, part, problemResponse } from './problem.ts';
import type { Route, RouteParts } from './route.ts';
import { screenRoutes } from './screen-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { userRoutes } from './user-routes.ts';

export interface PeopleParts {
  /** Migrated. Stays the caller's to close. */
  readonly sql: Sql;
  readonly clock: { readonly wallMs: () => number };
  /** Whether people reach the collector by https, perhaps through a proxy: cookies are for https alone then. */
  readonly secure: boolean;
  /** A store does not answer, or something is wrong with the program. */
  readonly onError: (error: unknown) => void;
  /** Who asks, where a proxy stands before the collector; the other end of the connection by default. */
  readonly addressOf?: (context: Context) => string;
  readonly passwords?: Passwords;
}

/** Each route and what one needs to ask it; nothing else is mounted. */
export const peopleTable: readonly Route[] = [
  ...sessionRoutes,
  ...linkRoutes,
  ...organisationRoutes,
  ...userRoutes,
  ...screenRoutes,
  ...auditRoutes,
  ...enrolmentRoutes,
];

/** Log-in, people, organisations, screens and their enrolment, below `/api/`. */
export function peopleRoutes(parts: PeopleParts): Hono {
  return mountRoutes(peopleTable, parts);
}

/** Any table of routes behind the same guards. */
export function mountRoutes(table: readonly Route[], parts: PeopleParts): Hono {
  const { passwords = new Passwords(), addressOf = otherEnd, onError, ...rest } = parts;
  const full: RouteParts = { ...rest, passwords, addressOf };
  const app = new Hono();
  const headers = answerHeaders(parts.secure);
  // Screens ask from wherever their page came from; nothing of it depends on a cookie.
  app.use(
    '/api/enrolments/*',
    cors({ origin: '*', allowMethods: ['GET', 'POST'], exposeHeaders: ['Retry-After'] }),
  );
  for (const { method, path, answer } of table) {
    app.on(method, path, headers, (context) => answer(context, full));
  }
  app.onError((error, context) => {
    const problem = problemOf(error);
    if (problem.kind === 'unavailable') onError(error);
    return problemResponse(problem, context.req.header('Accept-Language'));
  });
  return app;
}

const firstLinkMs = 24 * 3_600_000;

/**
 * Where the first administrator sets a password, as long as nobody has; undefined afterwards. Each call makes the link
 * of the call before void.
 * @param url of the collector, with a slash at its end. The token stands behind the `#`: no server or proxy writes it down
 */
export async function firstLink(
  { sql, clock }: Pick<PeopleParts, 'sql' | 'clock'>,
  url: string,
): Promise<string | undefined> {
  return sql.transaction(async (transaction) => {
    if (await hasUsers(transaction)) return undefined;
    const token = await makeLink(transaction, { purpose: 'first' }, clock.wallMs() + firstLinkMs);
    return `${url}console.html#link=${token}`;
  });
}

function otherEnd({ env }: Context<{ Bindings: Partial<HttpBindings> }>): string {
  return env.incoming?.socket.remoteAddress ?? '';
}

const taken = part(
  '',
  ['已有相同的', 'there is one already'],
  ['尚未使用的名称', 'a name that is not taken'],
);
const inUse = part(
  '',
  ['所指的机构不存在，或仍有内容挂在其下', 'there is no such organisation, or something still hangs on it'],
  ['存在的机构；删除前应为空', 'one that is there; an empty one, to remove it'],
);

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // PostgreSQL's codes for what its constraints refuse.
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === '23505') return new Problem('conflict', [taken]);
  if (code === '23503') return new Problem('conflict', [inUse]);
  // Text with a NUL, which it has no place for.
  if (code === '22021') return new Problem('invalid');
  return new Problem('unavailable', [], 30_000);
}
