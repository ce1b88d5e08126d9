import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { migrate } from '../../src/collector/control/migrate.ts';
import { openPGlite } from '../../src/collector/control/pglite-sql.ts';
import type { Sql } from '../../src/collector/control/sql.ts';
import { type PeopleParts, peopleRoutes } from '../../src/collector/http/people/people-routes.ts';
import { addOrganisation } from '../../src/collector/people/organisations.ts';
import { Passwords } from '../../src/collector/people/passwords.ts';
import { beginSession } from '../../src/collector/people/sessions.ts';
import { addGrant, addUser, setPassword } from '../../src/collector/people/users.ts';
import type { Grant } from '../../src/core/rights/may.ts';

/** For tests, that hash hundreds. */
export const cheap = { logN: 4, r: 8, p: 1 };
export const password = 'correct horse 电池';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed; undefined without a body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

export interface Sending {
  /** Session token. */
  readonly session?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly secure?: boolean;
}

/** A collector's people, on a database and a server of its own. */
export class Rig {
  readonly clock = { nowMs: 1_795_000_000_000, wallMs: () => this.clock.nowMs };
  readonly errors: unknown[] = [];
  readonly passwords = new Passwords(cheap);
  readonly #folder: string;
  readonly #servers: { close(): unknown }[] = [];
  address = '10.0.0.1';
  base = '';
  sql: Sql;

  private constructor(folder: string, sql: Sql) {
    this.#folder = folder;
    this.sql = sql;
  }

  static async open(): Promise<Rig> {
    const folder = mkdtempSync(join(tmpdir(), 'changming-people-'));
    const sql = await openPGlite(join(folder, 'control'));
    await migrate(sql);
    return new Rig(folder, sql);
  }

  /** Everything as after a first start. */
  async begin(more: Partial<PeopleParts> = {}): Promise<void> {
    await this.#empty();
    this.errors.length = 0;
    this.address = '10.0.0.1';
    this.base = await this.listen(peopleRoutes(this.parts(more)));
  }

  /** As after the migrations; replicas check neither references nor that the audit trail is only added to. */
  async #empty(): Promise<void> {
    const tables = await this.sql.query<{ tablename: string }>(
      "select tablename from pg_tables where schemaname = 'public' and tablename not in ('migrations', 'organisations')",
    );
    const emptied = tables.map(({ tablename }) => `delete from ${tablename};`).join('\n');
    // Rights do not depend on the disk, and hundreds of them are asked for.
    await this.sql.script(`set synchronous_commit = off; set session_replication_role = replica; ${emptied}
      delete from organisations where path <> '/'; set session_replication_role = origin;`);
  }

  /** The same store, opened again. */
  async restart(): Promise<void> {
    await this.sql.close();
    this.sql = await openPGlite(join(this.#folder, 'control'));
    this.base = await this.listen(peopleRoutes(this.parts()));
  }

  parts(more: Partial<PeopleParts> = {}): PeopleParts {
    return {
      sql: this.sql,
      clock: this.clock,
      secure: false,
      passwords: this.passwords,
      onError: (error) => this.errors.push(error),
      addressOf: () => this.address,
      ...more,
    };
  }

  listen(app: Hono): Promise<string> {
    return new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      );
      this.#servers.push(server);
    });
  }

  async close(): Promise<void> {
    for (const server of this.#servers) server.close();
    await this.sql.close();
    rmSync(this.#folder, { recursive: true });
  }

  /** As a browser on the collector's own page asks. */
  async ask(method: string, path: string, input?: unknown, sending: Sending = {}): Promise<Answer> {
    const { session, headers = {}, secure = false } = sending;
    const cookie = `${secure ? '__Host-' : ''}changming-session=${session}`;
    const response = await fetch(this.base + path, {
      method,
      headers: {
        ...(method === 'GET' ? {} : { Origin: this.base }),
        ...(input === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(session === undefined ? {} : { Cookie: cookie }),
        ...headers,
      },
      ...(input === undefined ? {} : { body: typeof input === 'string' ? input : JSON.stringify(input) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  async organisations(...paths: string[]): Promise<void> {
    for (const path of paths) {
      await addOrganisation(this.sql, { path, kind: 'community', title: { 'zh-CN': path, en: path } }, 0);
    }
  }

  /** A user with a password, whose id is the name. */
  async user(name: string, home: string, ...grants: Grant[]): Promise<string> {
    await addUser(this.sql, { id: name, name, title: name, home }, 0);
    await setPassword(this.sql, name, await this.passwords.hash(password));
    for (const grant of grants) await addGrant(this.sql, name, grant);
    return name;
  }

  session(userId: string): Promise<string> {
    return beginSession(this.sql, userId, this.clock.nowMs);
  }

  async auditActions(): Promise<string[]> {
    const rows = await this.sql.query<{ action: string }>('select action from audit_trail order by seq');
    return rows.map(({ action }) => action);
  }
}

/** The session token that an answer gives, '' when it takes it away. */
export function cookieOf({ headers }: Answer): { readonly name: string; readonly value: string } {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(headers.get('Set-Cookie') ?? '') ?? [];
  return { name, value };
}
