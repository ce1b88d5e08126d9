import { describe, expect, it } from 'vitest';
import type { Sql } from '../../src/collector/control/sql.ts';
import { forgetAttempts, giveBackAttempt, takeAttempt } from '../../src/collector/people/attempts.ts';
import { auditTrail, record } from '../../src/collector/people/audit-trail.ts';
import { lookAtLink, makeLink, useLink, voidLinksOf } from '../../src/collector/people/one-time-links.ts';
import {
  addOrganisation,
  changeOrganisation,
  organisationAt,
  organisationsAbove,
  organisationsUnder,
  removeOrganisation,
} from '../../src/collector/people/organisations.ts';
import {
  addPairing,
  giveCode,
  pairingByCode,
  pairingOf,
  settlePairing,
} from '../../src/collector/people/pairing-requests.ts';
import { addKey, keyOf, revokeKey, SqlScreenKeys } from '../../src/collector/people/screen-keys.ts';
import {
  addScreen,
  changeScreen,
  retireScreen,
  screenById,
  screensUnder,
} from '../../src/collector/people/screens.ts';
import {
  beginSession,
  endSession,
  endSessionsOf,
  userOfSession,
} from '../../src/collector/people/sessions.ts';
import { tidyPeople } from '../../src/collector/people/tidy.ts';
import {
  addGrant,
  addUser,
  closeUser,
  credentialsOf,
  hasChiefAdministrator,
  hasUsers,
  removeGrant,
  setPassword,
  userById,
  usersUnder,
} from '../../src/collector/people/users.ts';

const nowMs = 1_795_000_000_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const logId = 'abcdefgh23456723';
const origin = `changming/${logId}/1`;
const publicKey = Uint8Array.from({ length: 32 }, (_, at) => at * 8);

/** What the stores of people, organisations and screens promise. `empty` gives a store that was only just migrated. */
export function peopleContract(name: string, empty: () => Promise<Sql>): void {
  describe(`${name} as the store of organisations`, () => {
    it('begins with a root that can be named', async () => {
      const sql = await empty();
      const root = { path: '/', kind: 'district', title: { 'zh-CN': '福田区反诈中心', en: 'Futian' } };
      await changeOrganisation(sql, root);
      expect(await organisationsUnder(sql, '/')).toEqual([root]);
    });

    it('gives a subtree from its top down, and the way up from the root', async () => {
      const sql = await withOrganisations(empty);
      const paths = async (under: string) => (await organisationsUnder(sql, under)).map(({ path }) => path);
      expect(await paths('/')).toEqual(['/', '/futian/', '/futian-2/', '/futian/lianhua/'].sort());
      expect(await paths('/futian/')).toEqual(['/futian/', '/futian/lianhua/']);
      const above = await organisationsAbove(sql, '/futian/lianhua/');
      expect(above.map(({ path }) => path)).toEqual(['/', '/futian/', '/futian/lianhua/']);
      expect(await organisationAt(sql, '/luohu/')).toBeUndefined();
    });

    it('adds nothing twice and nothing without what stands above it, and removes nothing that is in use', async () => {
      const sql = await withOrganisations(empty);
      await expect(addOrganisation(sql, organisation('/futian/'), nowMs)).rejects.toMatchObject({
        code: '23505',
      });
      await expect(addOrganisation(sql, organisation('/luohu/a/'), nowMs)).rejects.toMatchObject({
        code: '23503',
      });
      await expect(removeOrganisation(sql, '/futian/')).rejects.toMatchObject({ code: '23503' });
      await removeOrganisation(sql, '/futian/lianhua/');
      await removeOrganisation(sql, '/futian/');
      expect(await organisationAt(sql, '/futian/')).toBeUndefined();
    });
  });

  describe(`${name} as the store of users`, () => {
    it('gives back a user with all roles, and those of a subtree', async () => {
      const sql = await withUser(empty);
      await addGrant(sql, 'zhang', { role: 'operator', path: '/futian/' });
      await addGrant(sql, 'zhang', { role: 'operator', path: '/futian/' });
      await addGrant(sql, 'zhang', { role: 'auditor', path: '/' });
      const zhang = {
        ...user,
        hasPassword: false,
        grants: [
          { role: 'auditor', path: '/' },
          { role: 'operator', path: '/futian/' },
        ],
      };
      expect(await userById(sql, 'zhang')).toEqual(zhang);
      expect(await usersUnder(sql, '/')).toEqual([zhang]);
      expect(await usersUnder(sql, '/futian-2/')).toEqual([]);
      expect(await removeGrant(sql, 'zhang', { role: 'auditor', path: '/' })).toBe(true);
      expect(await removeGrant(sql, 'zhang', { role: 'auditor', path: '/' })).toBe(false);
      expect((await userById(sql, 'zhang'))?.grants).toHaveLength(1);
    });

    it('takes a name once, and no home or role where there is no organisation', async () => {
      const sql = await withUser(empty);
      await expect(addUser(sql, { ...user, id: 'other' }, nowMs)).rejects.toMatchObject({ code: '23505' });
      const lost = { ...user, id: 'other', name: 'other', home: '/luohu/' };
      await expect(addUser(sql, lost, nowMs)).rejects.toMatchObject({ code: '23503' });
      const grant = addGrant(sql, 'zhang', { role: 'auditor', path: '/luohu/' });
      await expect(grant).rejects.toMatchObject({ code: '23503' });
    });

    it('gives credentials of open accounts only, and knows whether anybody administers everything', async () => {
      const sql = await withUser(empty);
      expect(await credentialsOf(sql, 'zhang.wei')).toEqual({ id: 'zhang', password: null });
      expect([await hasUsers(sql), await hasChiefAdministrator(sql)]).toEqual([false, false]);
      await setPassword(sql, 'zhang', '$scrypt$…');
      expect(await credentialsOf(sql, 'zhang.wei')).toEqual({ id: 'zhang', password: '$scrypt$…' });
      expect([await hasUsers(sql), await hasChiefAdministrator(sql)]).toEqual([true, false]);
      await addGrant(sql, 'zhang', { role: 'administrator', path: '/' });
      expect(await hasChiefAdministrator(sql)).toBe(true);
      await closeUser(sql, 'zhang', nowMs);
      expect(await credentialsOf(sql, 'zhang.wei')).toEqual({ id: 'zhang', password: null });
      expect(await hasChiefAdministrator(sql)).toBe(false);
      expect((await userById(sql, 'zhang'))?.closedAtMs).toBe(nowMs);
      await closeUser(sql, 'zhang', undefined);
      expect(await userById(sql, 'zhang')).not.toHaveProperty('closedAtMs');
      expect(await credentialsOf(sql, 'nobody')).toBeUndefined();
    });
  });

  it(`${name} leaves one administrator of everything when two close each other at once`, async () => {
    const sql = await withOrganisations(empty);
    for (const id of ['wang', 'li']) {
      await addUser(sql, { id, name: id, title: id, home: '/' }, nowMs);
      await addGrant(sql, id, { role: 'administrator', path: '/' });
      await setPassword(sql, id, '$scrypt$…');
    }
    const close = (id: string) =>
      sql.transaction(async (transaction) => {
        await closeUser(transaction, id, nowMs);
        if (!(await hasChiefAdministrator(transaction))) throw new Error('the last one');
      });
    const closed = await Promise.allSettled([close('wang'), close('li')]);
    expect(closed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await hasChiefAdministrator(sql)).toBe(true);
  });

  describe(`${name} as the store of sessions`, () => {
    it('knows whose a session is, until it is idle for an hour or twelve hours old', async () => {
      const sql = await withUser(empty);
      const token = await beginSession(sql, 'zhang', nowMs);
      const idle = await beginSession(sql, 'zhang', nowMs);
      for (let atMs = nowMs; atMs < nowMs + 12 * hourMs; atMs += 50 * minuteMs) {
        expect((await userOfSession(sql, token, atMs))?.id, `${atMs - nowMs}`).toBe('zhang');
      }
      expect(await userOfSession(sql, token, nowMs + 12 * hourMs)).toBeUndefined();
      expect(await userOfSession(sql, idle, nowMs + hourMs - 1)).toBeDefined();
      expect(await userOfSession(sql, idle, nowMs + 2 * hourMs)).toBeUndefined();
      expect(await userOfSession(sql, 'made up', nowMs)).toBeUndefined();
    });

    it('keeps no token', async () => {
      const sql = await withUser(empty);
      const token = await beginSession(sql, 'zhang', nowMs);
      const link = await makeLink(sql, { purpose: 'first' }, nowMs + hourMs);
      expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
      const rows = await sql.query(`
        select encode(token_sha256, 'escape') as a, encode(token_sha256, 'hex') as b, encode(token_sha256, 'base64') as c
        from sessions union all
        select encode(token_sha256, 'escape'), encode(token_sha256, 'hex'), encode(token_sha256, 'base64')
        from one_time_links`);
      expect(rows).toHaveLength(2);
      for (const secret of [token, link]) expect(JSON.stringify(rows)).not.toContain(secret.slice(0, 10));
    });

    it('ends one, or all of a user, and those of a closed account', async () => {
      const sql = await withUser(empty);
      const [one, two] = [await beginSession(sql, 'zhang', nowMs), await beginSession(sql, 'zhang', nowMs)];
      await endSession(sql, one);
      expect(await userOfSession(sql, one, nowMs)).toBeUndefined();
      expect(await userOfSession(sql, two, nowMs)).toBeDefined();
      await closeUser(sql, 'zhang', nowMs);
      expect(await userOfSession(sql, two, nowMs)).toBeUndefined();
      await closeUser(sql, 'zhang', undefined);
      await endSessionsOf(sql, 'zhang');
      expect(await userOfSession(sql, two, nowMs)).toBeUndefined();
    });
  });

  describe(`${name} as the store of one-time links`, () => {
    it('lets one of many use a link, once, and nobody after its time', async () => {
      const sql = await withUser(empty);
      const purpose = { purpose: 'password', userId: 'zhang' } as const;
      const token = await makeLink(sql, purpose, nowMs + hourMs);
      expect(await lookAtLink(sql, token, nowMs)).toEqual(purpose);
      expect(await lookAtLink(sql, token, nowMs + hourMs)).toBeUndefined();
      expect(await useLink(sql, token, nowMs + hourMs)).toBeUndefined();
      const used = await Promise.all([1, 2, 3, 4].map(() => useLink(sql, token, nowMs)));
      expect(used.filter(Boolean)).toEqual([purpose]);
      expect(await lookAtLink(sql, token, nowMs)).toBeUndefined();
    });

    it('makes an earlier one for the same thing void, and no other', async () => {
      const sql = await withUser(empty);
      const first = await makeLink(sql, { purpose: 'first' }, nowMs + hourMs);
      const earlier = await makeLink(sql, { purpose: 'password', userId: 'zhang' }, nowMs + hourMs);
      const later = await makeLink(sql, { purpose: 'password', userId: 'zhang' }, nowMs + hourMs);
      expect(await useLink(sql, earlier, nowMs)).toBeUndefined();
      expect(await lookAtLink(sql, first, nowMs)).toEqual({ purpose: 'first' });
      await voidLinksOf(sql, 'zhang');
      expect(await useLink(sql, later, nowMs)).toBeUndefined();
    });
  });

  describe(`${name} as the store of attempts`, () => {
    const limit = { most: 3, withinMs: hourMs };

    it('allows so many within the time, also to those who try at once, and says how long to wait', async () => {
      const sql = await empty();
      const waits = await Promise.all(Array.from({ length: 8 }, () => takeAttempt(sql, 'a', limit, nowMs)));
      expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(3);
      expect(new Set(waits)).toEqual(new Set([0, hourMs]));
      expect(await takeAttempt(sql, 'a', limit, nowMs + hourMs - 5)).toBe(5);
      expect(await takeAttempt(sql, 'b', limit, nowMs)).toBe(0);
      expect(await takeAttempt(sql, 'a', limit, nowMs + hourMs)).toBe(0);
    });

    it('forgets what succeeded, and is not stopped for years by a clock that was wrong', async () => {
      const sql = await empty();
      const take = (atMs = nowMs) => takeAttempt(sql, 'a', { most: 1, withinMs: hourMs }, atMs);
      expect([await take(), (await take()) > 0]).toEqual([0, true]);
      await forgetAttempts(sql, 'a');
      expect(await take()).toBe(0);
      await giveBackAttempt(sql, 'a');
      expect([await take(), (await take()) > 0]).toEqual([0, true]);
      await takeAttempt(sql, 'far', { most: 1, withinMs: hourMs }, nowMs + 9e10);
      expect(await takeAttempt(sql, 'far', { most: 1, withinMs: hourMs }, nowMs)).toBe(0);
    });
  });

  describe(`${name} as the store of screens`, () => {
    it('gives back a screen with its keys, also when they change', async () => {
      const sql = await withScreen(empty);
      const screen = { id: 's1', path: '/futian/', name: '大堂' };
      expect(await screenById(sql, 's1')).toEqual({ ...screen, keys: [{ logId, validFromMs: nowMs }] });
      expect(await revokeKey(sql, 's1', 'lost-disk', nowMs + 5)).toBe(logId);
      expect(await revokeKey(sql, 's1', 'lost-disk', nowMs + 6)).toBeUndefined();
      await addKey(sql, { logId: 'b'.repeat(16), screenId: 's1', publicKey }, nowMs + 9);
      await changeScreen(sql, { ...screen, path: '/futian/lianhua/', name: '二楼' });
      await retireScreen(sql, 's1', nowMs + 10);
      expect(await screenById(sql, 's1')).toEqual({
        id: 's1',
        path: '/futian/lianhua/',
        name: '二楼',
        retiredAtMs: nowMs + 10,
        keys: [
          { logId, validFromMs: nowMs, revokedAtMs: nowMs + 5, revokedBecause: 'lost-disk' },
          { logId: 'b'.repeat(16), validFromMs: nowMs + 9 },
        ],
      });
      expect(await screenById(sql, 's2')).toBeUndefined();
    });

    it('pages through a subtree', async () => {
      const sql = await withOrganisations(empty);
      const ids = ['a', 'b', 'c', 'd', 'e'];
      for (const id of ids) {
        const path = id < 'c' ? '/futian/lianhua/' : '/futian/';
        await addScreen(sql, { id, path, name: id }, nowMs);
      }
      await addScreen(sql, { id: 'x', path: '/futian-2/', name: 'x' }, nowMs);
      const first = await screensUnder(sql, '/futian/', 2);
      const next = await screensUnder(sql, '/futian/', 9, first[1]);
      expect([...first, ...next].map(({ id }) => id)).toEqual(['c', 'd', 'e', 'a', 'b']);
      expect(await screensUnder(sql, '/futian/lianhua/', 9)).toHaveLength(2);
    });

    it('gives each key once, and a screen one valid key', async () => {
      const sql = await withScreen(empty);
      await addScreen(sql, { id: 's2', path: '/', name: 'other' }, nowMs);
      const again = addKey(sql, { logId, screenId: 's2', publicKey }, nowMs);
      await expect(again).rejects.toMatchObject({ code: '23505' });
      const second = addKey(sql, { logId: 'b'.repeat(16), screenId: 's1', publicKey }, nowMs);
      await expect(second).rejects.toMatchObject({ code: '23505' });
    });

    it('tells who may sign a log: its key in every epoch, nobody once that is revoked', async () => {
      const sql = await withScreen(empty);
      const keys = new SqlScreenKeys(sql);
      const [verifier, ...others] = (await keys.verifiersOf(origin)) ?? [];
      expect({ ...verifier, publicKey: Uint8Array.from(verifier?.publicKey ?? []) }).toEqual({
        name: origin,
        publicKey,
      });
      expect(others).toEqual([]);
      expect(await keys.verifiersOf(`changming/${logId}/27`)).toHaveLength(1);
      await revokeKey(sql, 's1', 'cloned-key', nowMs);
      expect(await keys.verifiersOf(origin)).toEqual([]);
      expect((await keyOf(sql, logId))?.revokedBecause).toBe('cloned-key');
      for (const unknown of [
        `changming/${'b'.repeat(16)}/1`,
        `${origin}/`,
        `changming/${logId}/0`,
        logId,
        '',
      ]) {
        expect(await keys.verifiersOf(unknown), unknown).toBeUndefined();
      }
    });
  });

  describe(`${name} as the store of pairing requests`, () => {
    const pairing = { logId, publicKey, challenge: publicKey, expiresAtMs: nowMs + minuteMs };

    it('gives a code to whoever has shown the key, until it expires', async () => {
      const sql = await empty();
      await addPairing(sql, 'token', pairing);
      expect(await pairingOf(sql, 'token')).toMatchObject({ logId, expiresAtMs: nowMs + minuteMs });
      expect(await pairingOf(sql, 'token')).not.toHaveProperty('code');
      expect(await giveCode(sql, 'token', 'CODE', nowMs + hourMs)).toBe(true);
      expect(await pairingByCode(sql, 'CODE', nowMs)).toMatchObject({ logId, code: 'CODE' });
      expect(await pairingByCode(sql, 'CODE', nowMs + hourMs)).toBeUndefined();
      expect(await pairingByCode(sql, 'OTHER', nowMs)).toBeUndefined();
      expect(await pairingOf(sql, 'made up')).toBeUndefined();
    });

    it('lets a code stand for one request, and a key for its newest', async () => {
      const sql = await empty();
      await addPairing(sql, 'one', pairing);
      await addPairing(sql, 'same key', pairing);
      await addPairing(sql, 'other', { ...pairing, logId: 'b'.repeat(16) });
      await giveCode(sql, 'one', 'CODE', nowMs + hourMs);
      expect(await giveCode(sql, 'other', 'CODE', nowMs + hourMs)).toBe(false);
      await giveCode(sql, 'same key', 'NEXT', nowMs + hourMs);
      expect(await pairingByCode(sql, 'CODE', nowMs)).toBeUndefined();
      expect(await pairingOf(sql, 'one')).toBeUndefined();
      expect(await giveCode(sql, 'other', 'CODE', nowMs + hourMs)).toBe(true);
    });

    it('is settled once, by one of those who try at once', async () => {
      const sql = await empty();
      await addPairing(sql, 'token', pairing);
      await giveCode(sql, 'token', 'CODE', nowMs + hourMs);
      expect(await settlePairing(sql, 'CODE', 'confirmed', nowMs + hourMs)).toBe(false);
      const tries = await Promise.all([1, 2, 3].map(() => settlePairing(sql, 'CODE', 'confirmed', nowMs)));
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await pairingByCode(sql, 'CODE', nowMs)).toBeUndefined();
      expect((await pairingOf(sql, 'token'))?.settledAs).toBe('confirmed');
    });
  });

  describe(`${name} as the audit trail`, () => {
    const actor = { userId: 'zhang', userName: 'zhang.wei', address: '10.0.0.7' };
    const change = {
      action: 'screens.change',
      path: '/futian/',
      subject: 's1',
      before: { name: 'a' },
      after: null,
    };

    it('gives back what was recorded, newest first, a subtree and a page at a time', async () => {
      const sql = await empty();
      await record(sql, actor, change, nowMs);
      await record(sql, { userName: 'first link', address: '' }, { ...change, path: '/' }, nowMs + 1);
      await record(sql, actor, { ...change, path: '/futian/lianhua/', after: [1] }, nowMs + 2);
      const all = await auditTrail(sql, '/', 9);
      expect(all.map(({ atMs }) => atMs - nowMs)).toEqual([2, 1, 0]);
      expect(all[2]).toEqual({ ...actor, ...change, seq: all[2]?.seq, atMs: nowMs });
      expect(all[1]).not.toHaveProperty('userId');
      expect(await auditTrail(sql, '/futian/', 9)).toHaveLength(2);
      expect((await auditTrail(sql, '/', 1, all[0]?.seq)).map(({ seq }) => seq)).toEqual([all[1]?.seq]);
    });

    it('is only ever added to', async () => {
      const sql = await empty();
      await record(sql, actor, change, nowMs);
      for (const harm of [
        "update audit_trail set subject = ''",
        'delete from audit_trail',
        'truncate audit_trail',
      ]) {
        await expect(sql.query(harm), harm).rejects.toThrow('only ever added to');
      }
      expect(await auditTrail(sql, '/', 9)).toHaveLength(1);
    });

    it('has nothing of a change that did not happen', async () => {
      const sql = await empty();
      const halfway = sql.transaction(async (transaction) => {
        await record(transaction, actor, change, nowMs);
        throw new Error('halfway');
      });
      await expect(halfway).rejects.toThrow('halfway');
      expect(await auditTrail(sql, '/', 9)).toEqual([]);
    });
  });

  it(`${name} forgets sessions, attempts and codes that are over, and no others`, async () => {
    const sql = await withUser(empty);
    const [old, young] = [
      await beginSession(sql, 'zhang', nowMs),
      await beginSession(sql, 'zhang', nowMs + 9 * hourMs),
    ];
    await takeAttempt(sql, 'old', { most: 1, withinMs: hourMs }, nowMs);
    await takeAttempt(sql, 'young', { most: 1, withinMs: 24 * hourMs }, nowMs);
    for (const [token, expiresAtMs] of [
      ['old', nowMs - 20 * hourMs] as const,
      ['young', nowMs + hourMs] as const,
    ]) {
      await addPairing(sql, token, { logId, publicKey, challenge: publicKey, expiresAtMs });
    }
    await tidyPeople(sql, nowMs + 9 * hourMs);
    expect([await userOfSession(sql, old, nowMs), await pairingOf(sql, 'old')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(await userOfSession(sql, young, nowMs + 9 * hourMs)).toBeDefined();
    expect(await pairingOf(sql, 'young')).toBeDefined();
    expect(await sql.query('select taken from attempts')).toHaveLength(1);
  });
}

const user = { id: 'zhang', name: 'zhang.wei', title: '张伟', home: '/futian/' };

function organisation(path: string) {
  return { path, kind: 'sub-district', title: { 'zh-CN': path, en: path } };
}

async function withOrganisations(empty: () => Promise<Sql>): Promise<Sql> {
  const sql = await empty();
  for (const path of ['/futian/', '/futian/lianhua/', '/futian-2/']) {
    await addOrganisation(sql, organisation(path), nowMs);
  }
  return sql;
}

async function withUser(empty: () => Promise<Sql>): Promise<Sql> {
  const sql = await withOrganisations(empty);
  await addUser(sql, user, nowMs);
  return sql;
}

async function withScreen(empty: () => Promise<Sql>): Promise<Sql> {
  const sql = await withOrganisations(empty);
  await addScreen(sql, { id: 's1', path: '/futian/', name: '大堂' }, nowMs);
  await addKey(sql, { logId, screenId: 's1', publicKey }, nowMs);
  return sql;
}
