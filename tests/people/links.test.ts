import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firstLink } from '../../src/collector/http/people/people-routes.ts';
import { cookieOf, password, Rig } from './rig.ts';

const dayMs = 86_400_000;

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.open();
});
afterAll(() => rig.close());
beforeEach(() => rig.begin());

const url = 'https://collector.example/';
const tokenOf = (link: string | undefined) => /#link=([\w-]{43})$/.exec(link ?? '')?.[1] ?? '';
const first = async () => tokenOf(await firstLink(rig.parts(), url));
const chief = { name: 'wang.fang', title: '王芳', password };
const use = (token: string, more: object = chief) => rig.ask('POST', '/api/links/use', { token, ...more });
const look = (token: string) => rig.ask('POST', '/api/links/look', { token });

describe('the first start', () => {
  it('gives a link by which the first administrator sets a password and is logged in', async () => {
    expect(await firstLink(rig.parts(), url)).toMatch(
      /^https:\/\/collector\.example\/console\.html#link=[\w-]{43}$/,
    );
    const token = await first();
    expect((await look(token)).body).toEqual({ purpose: 'first' });
    const answer = await use(token);
    expect(answer.body).toMatchObject({
      name: 'wang.fang',
      title: '王芳',
      home: '/',
      grants: [{ role: 'administrator', path: '/' }],
    });
    const session = cookieOf(answer).value;
    expect((await rig.ask('GET', '/api/users?under=/', undefined, { session })).status).toBe(200);
    expect((await rig.ask('POST', '/api/session', { name: 'wang.fang', password })).status).toBe(200);
    expect(await rig.auditActions()).toEqual(['users.first-administrator', 'session.begin']);
  });

  it('gives none once somebody is in', async () => {
    await use(await first());
    expect(await firstLink(rig.parts(), url)).toBeUndefined();
  });

  it('leaves no account and no password before that', async () => {
    await first();
    expect(await rig.sql.query('select id from users')).toEqual([]);
    for (const [name, tried] of [
      ['admin', 'admin'],
      ['admin', ''],
      ['administrator', 'changming'],
    ]) {
      expect((await rig.ask('POST', '/api/session', { name, password: tried })).status).toBe(401);
    }
  });

  it('gives a link for one use, of which one of many gets something', async () => {
    const token = await first();
    const used = await Promise.all(['a1', 'b2', 'c3'].map((name) => use(token, { ...chief, name })));
    expect(used.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    expect(await rig.sql.query('select id from users')).toHaveLength(1);
    expect((await look(token)).status).toBe(410);
  });

  it('gives a link for a day, and each start another', async () => {
    const [earlier, later] = [await first(), await first()];
    expect((await use(earlier)).status).toBe(410);
    rig.clock.nowMs += dayMs;
    expect((await use(later)).status).toBe(410);
    expect((await use(await first())).status).toBe(200);
  });

  it('uses nothing up when the password is too weak or the name is missing', async () => {
    const token = await first();
    for (const weak of ['short', 'aaaaaaaaaaaaaaaa', '', 'x'.repeat(257)]) {
      expect((await use(token, { ...chief, password: weak })).body.problems[0].where, weak).toBe('/password');
    }
    const nameless = await use(token, { password });
    expect([nameless.status, nameless.body.problems.length]).toEqual([422, 2]);
    expect((await use(token)).status).toBe(200);
  });

  it('does not hash for whoever has no link', async () => {
    let hashed = 0;
    const parts = rig.parts();
    const counting = Object.assign(Object.create(rig.passwords), {
      hash: () => {
        hashed++;
        return rig.passwords.hash('x');
      },
    });
    await rig.begin({ ...parts, passwords: counting });
    expect((await use('A'.repeat(43))).status).toBe(410);
    expect(hashed).toBe(0);
    await use(await first());
    expect(hashed).toBe(1);
  });

  it('lets nobody try links without end', async () => {
    for (let i = 0; i < 60; i++) await look('A'.repeat(43));
    expect((await look(await first())).status).toBe(429);
  });
});

describe('an invitation', () => {
  const invite = async () => {
    await rig.organisations('/a/');
    const session = await rig.session(await rig.user('chief', '/', { role: 'administrator', path: '/' }));
    const input = {
      name: 'Li.Na',
      title: '李娜',
      home: '/a/',
      grants: [{ role: 'auditor', path: '/a/' }],
    };
    const { body } = await rig.ask('POST', '/api/users', input, { session });
    return { session, ...(body as { id: string; link: string; linkExpiresAtMs: number }) };
  };

  it('lets the invited set a password, and nobody before', async () => {
    const { link, linkExpiresAtMs } = await invite();
    expect(linkExpiresAtMs).toBe(rig.clock.nowMs + 7 * dayMs);
    expect((await look(link)).body).toEqual({ purpose: 'password', name: 'li.na', title: '李娜' });
    expect((await rig.ask('POST', '/api/session', { name: 'li.na', password })).status).toBe(401);
    const answer = await use(link, { password });
    expect(await rig.auditActions()).toEqual(['users.invite', 'password.set-by-link']);
    expect(answer.body).toMatchObject({ name: 'li.na', grants: [{ role: 'auditor', path: '/a/' }] });
    expect((await use(link, { password })).status).toBe(410);
  });

  it('is on record without its link', async () => {
    const { link, session } = await invite();
    const { body } = await rig.ask('GET', '/api/audit-trail?under=/', undefined, { session });
    expect(body.rows).toHaveLength(1);
    expect(body.rows[0]).toMatchObject({
      action: 'users.invite',
      userName: 'chief',
      subject: 'li.na',
      after: { name: 'li.na', home: '/a/' },
    });
    const kept = await rig.sql.query('select * from audit_trail, one_time_links');
    expect(JSON.stringify(kept)).not.toContain(link);
  });

  it('for a name that is taken, or an organisation that is not there, is refused', async () => {
    const { session } = await invite();
    const send = (input: object) =>
      rig.ask(
        'POST',
        '/api/users',
        { name: 'x1', title: 'x', home: '/a/', grants: [], ...input },
        { session },
      );
    expect((await send({ name: 'li.na' })).status).toBe(409);
    const lost = await send({ home: '/b/' });
    expect([lost.status, lost.body.problems[0].expected.en]).toEqual([
      409,
      'one that is there; an empty one, to remove it',
    ]);
    expect(rig.errors).toEqual([]);
  });

  it('gives a forgotten password a new one, and ends the sessions under the old', async () => {
    const { id, link, session } = await invite();
    const old = cookieOf(await use(link, { password })).value;
    const again = await rig.ask('POST', `/api/users/${id}/link`, {}, { session });
    expect((await rig.ask('GET', '/api/session', undefined, { session: old })).status).toBe(200);
    expect((await use(again.body.link, { password: `${password} 2` })).status).toBe(200);
    expect((await rig.ask('GET', '/api/session', undefined, { session: old })).status).toBe(401);
    expect((await rig.ask('POST', '/api/session', { name: 'li.na', password })).status).toBe(401);
  });

  it('is void once the account is closed', async () => {
    const { id, link, session } = await invite();
    await rig.ask('PATCH', `/api/users/${id}`, { closed: true }, { session });
    expect((await use(link, { password })).status).toBe(410);
    expect((await rig.ask('POST', `/api/users/${id}/link`, {}, { session })).status).toBe(409);
    await rig.ask('PATCH', `/api/users/${id}`, { closed: false }, { session });
    const again = await rig.ask('POST', `/api/users/${id}/link`, {}, { session });
    expect((await use(again.body.link, { password })).status).toBe(200);
  });
});
