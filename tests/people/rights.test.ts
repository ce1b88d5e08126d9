import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { peopleRoutes, peopleTable } from '../../src/collector/http/people/people-routes.ts';
import type { Right } from '../../src/collector/http/people/route.ts';
import { addOrganisation } from '../../src/collector/people/organisations.ts';
import { addPairing, giveCode } from '../../src/collector/people/pairing-requests.ts';
import { addKey } from '../../src/collector/people/screen-keys.ts';
import { addScreen } from '../../src/collector/people/screens.ts';
import { newId, newToken } from '../../src/collector/people/token.ts';
import { screenIdOf } from '../../src/core/as-run/screen-identity.ts';
import { keyFingerprint, pairingCodeOf } from '../../src/core/enrolment/pairing-code.ts';
import { type Action, may, roles } from '../../src/core/rights/may.ts';
import { isWithin } from '../../src/core/rights/organisation-path.ts';
import { Rig } from './rig.ts';

/** What the office was promised: who may ask what. `+`: it changes something, and leaves a row in the audit trail. */
const promised: Record<string, `${Right}${'' | ' +'}`> = {
  'POST /api/session': 'anyone',
  'GET /api/session': 'signed-in',
  'DELETE /api/session': 'signed-in',
  'PUT /api/session/password': 'signed-in',
  'POST /api/links/look': 'anyone',
  'POST /api/links/use': 'anyone',
  'POST /api/enrolments': 'anyone',
  'POST /api/enrolments/:request/proof': 'anyone',
  'GET /api/enrolments/:request': 'anyone',
  'GET /api/organisations': 'see',
  'POST /api/organisations': 'organise +',
  'PATCH /api/organisations': 'organise +',
  'DELETE /api/organisations': 'organise +',
  'GET /api/users': 'see-people',
  'POST /api/users': 'manage-people +',
  'POST /api/users/:id/link': 'manage-people +',
  'PATCH /api/users/:id': 'manage-people +',
  'PUT /api/users/:id/grants': 'manage-people +',
  'DELETE /api/users/:id/grants': 'manage-people +',
  'GET /api/screens': 'see',
  'GET /api/screens/:id': 'see',
  'POST /api/screens': 'enrol-screens +',
  'PATCH /api/screens/:id': 'change-screens +',
  'POST /api/screens/:id/key': 'revoke-keys +',
  'POST /api/screens/:id/revocation': 'revoke-keys +',
  'POST /api/pairings/look': 'enrol-screens',
  'POST /api/pairings/refusal': 'enrol-screens +',
  'GET /api/audit-trail': 'see-audit-trail',
};

const own = '/a/own/';
const places = { own, below: '/a/own/below/', above: '/a/', sibling: '/a/own-not/' };
const title = { 'zh-CN': '某社区', en: 'Somewhere' };

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.open();
});
afterAll(() => rig.close());

describe('what is mounted', () => {
  /** A middleware's pattern has no method of its own. */
  const mounted = (app: Hono) =>
    [...new Set(app.routes.map(({ method, path }) => `${method} ${path}`))].filter(
      (route) => !route.startsWith('ALL '),
    );

  it('is what the table says, with the right that was promised, and nothing else', () => {
    const app = peopleRoutes(rig.parts());
    expect(mounted(app).sort()).toEqual(Object.keys(promised).sort());
    const table = peopleTable.map(({ method, path, right }) => [`${method} ${path}`, right]);
    const rights = Object.entries(promised).map(([route, right]) => [route, right.replace(' +', '')]);
    expect(table.sort()).toEqual(rights.sort());
  });

  it('would be seen to have a route that is in no table', () => {
    const app = peopleRoutes(rig.parts());
    app.get('/api/forgotten', (context) => context.text('secret'));
    expect(mounted(app)).toContain('GET /api/forgotten');
  });
});

interface Case {
  readonly url?: string;
  readonly input?: unknown;
  /** Where it is about. */
  readonly at: string;
}

/** For each route: everything that it takes, at a place, and a request that is good but for the right. */
const cases: Record<string, (at: string) => Promise<Case> | Case> = {
  'GET /api/organisations': (at) => ({ at, url: `/api/organisations?under=${at}` }),
  'POST /api/organisations': (at) => ({ at, input: { above: at, step: newId(), kind: 'bank', title } }),
  'PATCH /api/organisations': (at) => ({ at, input: { path: at, kind: 'bank', title } }),
  'DELETE /api/organisations': async (above) => {
    const at = `${above}${newId()}/`;
    await addOrganisation(rig.sql, { path: at, kind: 'bank', title }, 0);
    return { at, url: `/api/organisations?path=${at}` };
  },
  'GET /api/users': (at) => ({ at, url: `/api/users?under=${at}` }),
  'POST /api/users': (at) => ({
    at,
    input: { name: newId(), title: '新人', home: at, grants: [{ role: 'operator', path: at }] },
  }),
  'POST /api/users/:id/link': async (at) => ({ at, url: `/api/users/${await userAt(at)}/link`, input: {} }),
  'PATCH /api/users/:id': async (at) => ({
    at,
    url: `/api/users/${await userAt(at)}`,
    input: { closed: true },
  }),
  'PUT /api/users/:id/grants': async (at) => ({
    at,
    url: `/api/users/${await userAt(at)}/grants`,
    input: { role: 'publisher', path: at },
  }),
  'DELETE /api/users/:id/grants': async (at) => ({
    at,
    url: `/api/users/${await userAt(at)}/grants?role=operator&path=${at}`,
  }),
  'GET /api/screens': (at) => ({ at, url: `/api/screens?under=${at}&most=5` }),
  'GET /api/screens/:id': async (at) => ({ at, url: `/api/screens/${await screenAt(at)}` }),
  'POST /api/screens': async (at) => ({ at, input: { ...(await pairing()), path: at, name: '大堂' } }),
  'PATCH /api/screens/:id': async (at) => ({
    at,
    url: `/api/screens/${await screenAt(at)}`,
    input: { path: at, name: '二楼' },
  }),
  'POST /api/screens/:id/key': async (at) => ({
    at,
    url: `/api/screens/${await screenAt(at)}/key`,
    input: { ...(await pairing()), because: 'lost-disk' },
  }),
  'POST /api/screens/:id/revocation': async (at) => ({
    at,
    url: `/api/screens/${await screenAt(at)}/revocation`,
    input: { because: 'cloned-key' },
  }),
  'POST /api/pairings/look': async (at) => ({ at, input: { code: (await pairing()).code, path: at } }),
  'POST /api/pairings/refusal': async (at) => ({ at, input: { code: (await pairing()).code, path: at } }),
  'GET /api/audit-trail': (at) => ({ at, url: `/api/audit-trail?under=${at}` }),
};

const guarded = Object.entries(promised).filter(([, right]) => !/^(anyone|signed-in)$/.test(right));

describe('every guarded route, asked by every role about every place', () => {
  beforeAll(async () => {
    await rig.begin();
    await rig.organisations('/a/', '/a/own/', '/a/own/below/', '/a/own-not/');
    await rig.user('chief', '/', { role: 'administrator', path: '/' });
    for (const role of roles) await rig.user(role, own, { role, path: own });
  });

  it('has a case', () => {
    expect(guarded.map(([route]) => route).sort()).toEqual(Object.keys(cases).sort());
  });

  for (const [route, right] of guarded) {
    const isChange = right.endsWith(' +');
    const action = right.replace(' +', '') as Action;

    it(`${route}: those who may ${action} there, and nobody else${isChange ? '; and it is on record' : ''}`, async () => {
      let answered = 0;
      for (const role of [...roles, 'chief', undefined] as const) {
        for (const place of Object.values(places)) {
          const { status, rows, at } = await askAt(route, place, role);
          const holder = { grants: grantsOf(role) };
          const expected =
            role === undefined ? 401 : may(holder, action, at) ? 200 : may(holder, 'see', at) ? 403 : 404;
          const told = `${role} at ${at}`;
          expect(status === 204 ? 200 : status, told).toBe(expected);
          expect(rows.length, told).toBe(isChange && expected === 200 ? 1 : 0);
          for (const row of rows) {
            expect(row, told).toMatchObject({ user_name: role, address: '10.0.0.1' });
            expect(isWithin(row.path, at), told).toBe(true);
          }
          if (expected === 200) answered++;
        }
      }
      expect(rig.errors).toEqual([]);
      expect(answered).toBeGreaterThanOrEqual(6);
    });
  }

  it('whoever is not logged in is told so, and nothing else', async () => {
    const closed = Object.entries(promised).filter(([, right]) => right !== 'anyone');
    for (const [route] of closed) {
      const [method = '', path = ''] = route.split(' ');
      for (const session of [undefined, newToken()]) {
        const { status, body } = await rig.ask(method, path, method === 'GET' ? undefined : {}, { session });
        expect([status, body.type], route).toEqual([401, 'urn:changming:problem:not-signed-in']);
      }
    }
  });

  it('whoever has no role at all is told of nothing', async () => {
    await rig.user('nobody', own);
    for (const [route] of guarded) {
      expect((await askAt(route, own, 'nobody')).status, route).toBe(404);
    }
  });

  it('what is not there is answered as what may not be seen', async () => {
    const session = await rig.session('administrator');
    const hidden = await rig.ask('GET', `/api/screens/${await screenAt('/a/')}`, undefined, { session });
    const missing = await rig.ask('GET', `/api/screens/${newId()}`, undefined, { session });
    expect([hidden.status, hidden.body]).toEqual([missing.status, missing.body]);
    const above = await rig.ask('GET', '/api/organisations?under=/a/', undefined, { session });
    const nowhere = await rig.ask('GET', '/api/organisations?under=/b/', undefined, { session });
    expect([above.status, above.body]).toEqual([nowhere.status, nowhere.body]);
  });
});

describe('rights that meet in one request', () => {
  beforeEach(async () => {
    await rig.begin();
    await rig.organisations('/a/', '/a/own/', '/a/own/below/', '/a/own-not/');
    await rig.user('chief', '/', { role: 'administrator', path: '/' });
    await rig.user('administrator', own, { role: 'administrator', path: own });
  });

  const ask = async (method: string, path: string, input?: unknown) =>
    rig.ask(method, path, input, { session: await rig.session('administrator') });

  it('nobody gives a role where they have none to give', async () => {
    const user = await userAt('/a/own/below/');
    for (const path of ['/', '/a/', '/a/own-not/']) {
      const given = await ask('PUT', `/api/users/${user}/grants`, { role: 'auditor', path });
      expect(given.status, path).toBe(403);
      const invited = await ask('POST', '/api/users', {
        name: newId(),
        title: 'x',
        home: own,
        grants: [{ role: 'auditor', path }],
      });
      expect(invited.status, path).toBe(403);
    }
  });

  it('nobody gets hold of an account that may more than they', async () => {
    const user = await userAt('/a/own/below/');
    await rig.sql.query("insert into role_grants values ($1, 'auditor', '/a/')", [user]);
    expect((await ask('POST', `/api/users/${user}/link`, {})).status).toBe(403);
    expect((await ask('PATCH', `/api/users/${user}`, { closed: true })).status).toBe(403);
  });

  it('a screen is moved by whoever has the right at both ends', async () => {
    const screen = await screenAt(own);
    const move = (path: string) => ask('PATCH', `/api/screens/${screen}`, { path, name: 'x' });
    expect((await move('/a/own-not/')).status).toBe(403);
    expect((await move('/a/own/below/')).body).toMatchObject({ path: '/a/own/below/' });
  });

  it('the last administrator of everything stays one', async () => {
    const chief = { session: await rig.session('chief') };
    const gone = [
      await rig.ask('DELETE', '/api/users/chief/grants?role=administrator&path=/', undefined, chief),
      await rig.ask('PATCH', '/api/users/chief', { closed: true }, chief),
    ];
    expect(gone.map(({ status }) => status)).toEqual([409, 409]);
    expect(gone[0]?.body.problems[0].what).toEqual({
      'zh-CN': '这是最后一个全局管理员',
      en: 'this is the last administrator of everything',
    });
    expect((await rig.ask('GET', '/api/session', undefined, chief)).status).toBe(200);
    expect(await rig.auditActions()).toEqual([]);
    await rig.user('second', '/', { role: 'administrator', path: '/' });
    expect((await rig.ask('PATCH', '/api/users/chief', { closed: true }, chief)).status).toBe(204);
    expect((await rig.ask('GET', '/api/session', undefined, chief)).status).toBe(401);
  });
});

describe('what is listed', () => {
  beforeEach(async () => {
    await rig.begin();
    await rig.organisations('/a/', '/a/own/', '/a/own/below/', '/b/');
    await rig.user('chief', '/', { role: 'administrator', path: '/' });
  });

  it('is what was made, changed and removed, and who did it, a page at a time', async () => {
    const session = await rig.session('chief');
    const ask = (method: string, path: string, input?: unknown) => rig.ask(method, path, input, { session });
    const added = await ask('POST', '/api/organisations', {
      above: '/a/',
      step: 'icbc',
      kind: 'bank',
      title,
    });
    expect(added.body).toEqual({ path: '/a/icbc/', kind: 'bank', title });
    const renamed = { path: '/a/icbc/', kind: 'carrier', title: { 'zh-CN': '移动', en: 'Mobile' } };
    expect((await ask('PATCH', '/api/organisations', renamed)).body).toEqual(renamed);
    const { body } = await ask('GET', '/api/organisations?under=/a/');
    expect(body.organisations.map(({ path }: { path: string }) => path)).toEqual([
      '/a/',
      '/a/icbc/',
      '/a/own/',
      '/a/own/below/',
    ]);
    expect(body.organisations[1]).toEqual(renamed);
    expect(
      (await ask('POST', '/api/organisations', { above: '/a/', step: 'icbc', kind: 'bank', title })).status,
    ).toBe(409);
    expect((await ask('DELETE', '/api/organisations?path=/a/own/')).status).toBe(409);
    expect((await ask('DELETE', '/api/organisations?path=/a/icbc/')).status).toBe(204);
    const first = (await ask('GET', '/api/audit-trail?under=/a/&most=2')).body.rows;
    const [newest, older] = first;
    expect(newest).toMatchObject({ action: 'organisations.remove', userName: 'chief', before: renamed });
    const rest = (await ask('GET', `/api/audit-trail?under=/a/&before=${older.seq}`)).body.rows;
    expect(rest).toMatchObject([{ action: 'organisations.add', after: { path: '/a/icbc/' } }]);
    expect(older).toMatchObject({ before: added.body, after: renamed });
  });

  it('is every screen once, a page at a time', async () => {
    const session = await rig.session('chief');
    const made: string[] = [];
    for (const path of ['/a/own/', '/a/', '/a/own/below/', '/a/own/']) made.push(await screenAt(path));
    await screenAt('/b/');
    const seen: string[] = [];
    for (let query = 'under=/a/&most=3'; query !== ''; ) {
      const { body } = await rig.ask('GET', `/api/screens?${query}`, undefined, { session });
      seen.push(...body.screens.map(({ id }: { id: string }) => id));
      const last = body.screens[2];
      query = last ? `under=/a/&most=3&afterPath=${last.path}&afterId=${last.id}` : '';
    }
    expect(seen.sort()).toEqual(made.sort());
  });
});

function grantsOf(role: (typeof roles)[number] | 'chief' | undefined) {
  if (role === undefined) return [];
  return role === 'chief' ? [{ role: 'administrator' as const, path: '/' }] : [{ role, path: own }];
}

interface AuditRow {
  readonly user_name: string;
  readonly address: string;
  readonly path: string;
}

async function askAt(route: string, place: string, user: string | undefined) {
  const [method = '', pattern = ''] = route.split(' ');
  // Guesses that were wrong are counted; each cell has a time of its own.
  rig.clock.nowMs += 600_001;
  const { at, url = pattern, input } = (await cases[route]?.(place)) ?? { at: place };
  const session = user === undefined ? undefined : await rig.session(user);
  const before = await rig.sql.query<{ seq: unknown }>(
    'select coalesce(max(seq), 0) as seq from audit_trail',
  );
  const { status } = await rig.ask(method, url, input, { session });
  const rows = await rig.sql.query<AuditRow>(
    'select user_name, address, path from audit_trail where seq > $1',
    [Number(before[0]?.seq)],
  );
  return { status, rows, at };
}

async function userAt(path: string): Promise<string> {
  return rig.user(newId(), path, { role: 'operator', path });
}

async function screenAt(path: string): Promise<string> {
  const id = newId();
  await addScreen(rig.sql, { id, path, name: '大堂' }, rig.clock.nowMs);
  const publicKey = randomBytes(32);
  await addKey(rig.sql, { logId: screenIdOf(publicKey), screenId: id, publicKey }, rig.clock.nowMs);
  return id;
}

/** A screen that waits with a code. */
async function pairing(): Promise<{ code: string; fingerprint: string }> {
  const publicKey = randomBytes(32);
  const [token, code] = [newToken(), pairingCodeOf(randomBytes(5))];
  const expiresAtMs = rig.clock.nowMs + 60_000;
  const logId = screenIdOf(publicKey);
  await addPairing(rig.sql, token, { logId, publicKey, challenge: publicKey, expiresAtMs });
  await giveCode(rig.sql, token, code, expiresAtMs);
  return { code, fingerprint: keyFingerprint(publicKey) };
}
