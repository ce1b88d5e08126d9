import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cookieOf, password, Rig } from './rig.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const next = 'another long 密码 2026';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.open();
});
afterAll(() => rig.close());
beforeEach(async () => {
  await rig.begin();
  await rig.organisations('/a/');
  await rig.user('zhang.wei', '/a/', { role: 'operator', path: '/a/' });
});

const logIn = (name: string, tried: string, headers = {}) =>
  rig.ask('POST', '/api/session', { name, password: tried }, { headers });
const seen = (session: string | undefined) => rig.ask('GET', '/api/session', undefined, { session });
const signedIn = async () => cookieOf(await logIn('zhang.wei', password)).value;

describe('logging in', () => {
  it('tells who one is and gives a cookie that no script reads and no other site sends', async () => {
    const answer = await logIn(' Zhang.Wei ', password);
    const who = {
      id: 'zhang.wei',
      name: 'zhang.wei',
      title: 'zhang.wei',
      home: '/a/',
      grants: [{ role: 'operator', path: '/a/' }],
    };
    expect([answer.status, answer.body]).toEqual([200, who]);
    expect(answer.headers.get('Set-Cookie')).toMatch(
      /^changming-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect((await seen(cookieOf(answer).value)).body).toEqual(who);
    expect(await rig.auditActions()).toEqual(['session.begin']);
  });

  it('gives the cookie to https and this host alone, where people come by https', async () => {
    await rig.begin({ secure: true });
    await rig.organisations('/a/');
    await rig.user('zhang.wei', '/a/');
    const headers = { Origin: rig.base.replace('http:', 'https:') };
    const answer = await logIn('zhang.wei', password, headers);
    expect(answer.headers.get('Set-Cookie')).toMatch(
      /^__Host-changming-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    const session = cookieOf(answer).value;
    const ask = (secure: boolean) => rig.ask('GET', '/api/session', undefined, { session, secure });
    expect([(await ask(true)).status, (await ask(false)).status]).toEqual([200, 401]);
    expect(answer.headers.get('Strict-Transport-Security')).toBe('max-age=15552000');
    expect((await logIn('zhang.wei', password)).body.type).toBe('urn:changming:problem:cross-site');
  });

  it('is answered the same for a wrong password, an unknown name, a closed account and an open invitation', async () => {
    await rig.user('closed', '/a/');
    await rig.sql.query("update users set closed_at_ms = 1 where id = 'closed'");
    await rig.user('invited', '/a/');
    await rig.sql.query("update users set password = null where id = 'invited'");
    const answers = [];
    for (const name of ['zhang.wei', 'nobody', 'closed', 'invited']) {
      answers.push(await logIn(name, name === 'zhang.wei' ? 'wrong' : password));
    }
    const [first] = answers;
    for (const answer of answers) {
      expect([answer.status, answer.body]).toEqual([401, first?.body]);
      expect(answer.headers.get('Set-Cookie')).toBeNull();
    }
    expect(first?.body.titles).toEqual({
      'zh-CN': '账号或密码不正确',
      en: 'The name or the password is wrong',
    });
    expect(await rig.auditActions()).toEqual([]);
  });

  it('waits after five wrong passwords, right ones too, and a restart does not forget', async () => {
    for (let i = 0; i < 5; i++) expect((await logIn('zhang.wei', `wrong ${i}`)).status).toBe(401);
    const refused = await logIn('zhang.wei', password);
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '900']);
    await rig.restart();
    rig.clock.nowMs += 14 * minuteMs;
    expect((await logIn('zhang.wei', password)).headers.get('Retry-After')).toBe('60');
    rig.clock.nowMs += minuteMs;
    expect((await logIn('zhang.wei', password)).status).toBe(200);
  });

  it('counts attempts that come at once one by one', async () => {
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, at) => logIn('zhang.wei', at === 11 ? password : 'wrong')),
    );
    expect(tries.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(6);
    expect(tries.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
  });

  it('waits in the same way for a name that nobody has', async () => {
    for (let i = 0; i < 5; i++) expect((await logIn('nobody', 'x')).status).toBe(401);
    expect((await logIn('nobody', 'x')).status).toBe(429);
  });

  it('does not keep somebody out whose colleague mistypes', async () => {
    await rig.user('li.na', '/a/');
    for (let i = 0; i < 6; i++) await logIn('zhang.wei', 'wrong');
    expect((await logIn('li.na', password)).status).toBe(200);
    rig.address = '10.0.0.2';
    expect((await logIn('zhang.wei', password)).status).toBe(200);
  });

  it('waits for an address that tries many names, and for a name that is tried from many addresses', async () => {
    for (let i = 0; i < 50; i++) await logIn(`name${i}`, 'x');
    expect((await logIn('zhang.wei', password)).status).toBe(429);
    rig.clock.nowMs += hourMs;
    for (let i = 0; i < 50; i++) {
      rig.address = `10.1.0.${i}`;
      await logIn('zhang.wei', 'x');
    }
    rig.address = '10.2.0.1';
    expect((await logIn('zhang.wei', password)).status).toBe(429);
  });

  it('counts all addresses of one IPv6 network as one', async () => {
    for (let i = 0; i < 5; i++) {
      rig.address = `2001:db8:1:2:${i}::${i}`;
      await logIn('zhang.wei', 'x');
    }
    rig.address = '2001:db8:1:2:ffff::1';
    expect((await logIn('zhang.wei', password)).status).toBe(429);
    rig.address = '2001:db8:1:3::1';
    expect((await logIn('zhang.wei', password)).status).toBe(200);
  });

  it('forgets mistakes once it succeeds', async () => {
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 4; i++) await logIn('zhang.wei', 'wrong');
      expect((await logIn('zhang.wei', password)).status).toBe(200);
    }
  });

  it('ends the session that the browser had before', async () => {
    const before = await signedIn();
    const answer = await rig.ask(
      'POST',
      '/api/session',
      { name: 'zhang.wei', password },
      { session: before },
    );
    expect(answer.status).toBe(200);
    expect([(await seen(before)).status, (await seen(cookieOf(answer).value)).status]).toEqual([401, 200]);
  });
});

describe('a session', () => {
  it('ends when one logs out, and the cookie goes', async () => {
    const session = await signedIn();
    const out = await rig.ask('DELETE', '/api/session', undefined, { session });
    expect([out.status, cookieOf(out)]).toEqual([204, { name: 'changming-session', value: '' }]);
    expect(out.headers.get('Set-Cookie')).toContain('Max-Age=0');
    expect((await seen(session)).status).toBe(401);
    expect(await rig.auditActions()).toEqual(['session.begin', 'session.end']);
  });

  it('ends after an hour in which nothing was asked, and after twelve in any case', async () => {
    const [idle, busy] = [await signedIn(), await signedIn()];
    const begunAtMs = rig.clock.nowMs;
    rig.clock.nowMs += 59 * minuteMs;
    expect((await seen(busy)).status).toBe(200);
    rig.clock.nowMs += minuteMs;
    expect((await seen(idle)).status).toBe(401);
    while (rig.clock.nowMs < begunAtMs + 12 * hourMs) {
      expect((await seen(busy)).status).toBe(200);
      rig.clock.nowMs += 30 * minuteMs;
    }
    expect((await seen(busy)).status).toBe(401);
  });

  it('of every browser ends when the password is changed; the one that changed it gets a new one', async () => {
    const [here, elsewhere] = [await signedIn(), await signedIn()];
    const change = (current: string) =>
      rig.ask('PUT', '/api/session/password', { current, password: next }, { session: here });
    expect((await change('wrong')).status).toBe(401);
    const changed = await change(password);
    expect(changed.status).toBe(200);
    expect([(await seen(here)).status, (await seen(elsewhere)).status]).toEqual([401, 401]);
    expect((await seen(cookieOf(changed).value)).status).toBe(200);
    expect([(await logIn('zhang.wei', password)).status, (await logIn('zhang.wei', next)).status]).toEqual([
      401, 200,
    ]);
    expect(await rig.auditActions()).toContain('password.change');
  });

  it('does not let whoever finds it open guess the password', async () => {
    const session = await signedIn();
    const guess = (current: string) =>
      rig.ask('PUT', '/api/session/password', { current, password: next }, { session });
    for (let i = 0; i < 5; i++) expect((await guess(`guess ${i}`)).status).toBe(401);
    expect((await guess(password)).status).toBe(429);
  });

  it('is none with a made-up, empty or foreign cookie', async () => {
    for (const session of ['', 'x', 'A'.repeat(43), "' or true --"])
      expect((await seen(session)).status).toBe(401);
    expect((await seen(undefined)).body).toMatchObject({
      type: 'urn:changming:problem:not-signed-in',
      title: '请先登录',
      status: 401,
    });
  });
});

describe('another site’s page', () => {
  const input = { name: 'zhang.wei', password };
  const from = (headers: Record<string, string>) => rig.ask('POST', '/api/session', input, { headers });

  it('changes nothing, whatever it sends', async () => {
    const session = await signedIn();
    const own = rig.base;
    const foreign: Record<string, string>[] = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: own.replace('http:', 'https:') },
      { Origin: `${own}.evil.example` },
      { Origin: own, 'Sec-Fetch-Site': 'cross-site' },
      { Origin: own, 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' },
      { Origin: 'https://evil.example', 'Content-Type': 'text/plain' },
    ];
    for (const headers of foreign) {
      const told = JSON.stringify(headers);
      expect((await from(headers)).body, told).toMatchObject({ type: 'urn:changming:problem:cross-site' });
      const out = await rig.ask('DELETE', '/api/session', undefined, { session, headers });
      expect(out.status, told).toBe(403);
    }
    expect((await seen(session)).status).toBe(200);
    expect((await from({ Origin: own, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  });

  it('is what a request is taken for that says nothing about where it comes from', async () => {
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
    };
    const answer = await fetch(`${rig.base}/api/session`, init);
    const { problems } = (await answer.json()) as { problems: { expected: { en: string } }[] };
    expect([answer.status, problems[0]?.expected.en]).toEqual([403, expect.stringContaining(rig.base)]);
  });

  it('may not read answers', async () => {
    const answer = await rig.ask('GET', '/api/session', undefined, {
      headers: { Origin: 'https://evil.example' },
    });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});

describe('every answer', () => {
  it('is kept by nobody, framed by nobody and taken for nothing else', async () => {
    for (const answer of [await seen(await signedIn()), await seen(undefined)]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(answer.headers.get('Strict-Transport-Security')).toBeNull();
    }
  });

  it('says where and what is wrong and what was expected, in Chinese and English', async () => {
    const session = await rig.session(await rig.user('chief', '/', { role: 'administrator', path: '/' }));
    const input = { above: '/a', step: 'A', kind: 'bank', title: { 'zh-CN': '' }, colour: 'red' };
    const answer = await rig.ask('POST', '/api/organisations', input, {
      session,
      headers: { 'Accept-Language': 'en-GB,en;q=0.9' },
    });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      type: 'urn:changming:problem:invalid',
      title: 'Not as expected',
      titles: { 'zh-CN': '填写的内容不正确', en: 'Not as expected' },
    });
    const { problems } = answer.body;
    expect(problems.map(({ where }: { where: string }) => where).sort()).toEqual([
      '/above',
      '/colour',
      '/step',
      '/title/en',
      '/title/zh-CN',
    ]);
    expect(problems[0]).toEqual({
      where: '/above',
      what: { 'zh-CN': '不正确', en: 'not as expected' },
      expected: {
        'zh-CN': '上级机构路径，如 /futian/',
        en: 'the path of the organisation above, such as /futian/',
      },
    });
    const missing = problems.find(({ where }: { where: string }) => where === '/title/en');
    expect(missing.what).toEqual({ 'zh-CN': '缺少', en: 'missing' });
  });

  it('to something that is too long, no JSON, or not said to be JSON is a refusal', async () => {
    const send = (input: string, headers = {}) => rig.ask('POST', '/api/session', input, { headers });
    expect((await send(JSON.stringify({ name: 'x'.repeat(20_000), password: '' }))).status).toBe(413);
    expect((await send('{"name":')).status).toBe(415);
    expect((await send('{}', { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await send('[]')).status).toBe(422);
    expect((await send('{"__proto__": {"name": "x"}}')).status).toBe(422);
    expect((await send('{"name": "zhang\\u0000", "password": "x"}')).status).toBe(422);
    const session = await rig.session('zhang.wei');
    expect((await rig.ask('GET', '/api/screens/a%00b', undefined, { session })).status).toBe(422);
    expect(rig.errors).toEqual([]);
  });

  it('is a word and no detail when a store does not answer', async () => {
    const broken = { ...rig.sql, query: () => Promise.reject(new Error('the disk is full of secrets')) };
    await rig.begin();
    const { peopleRoutes } = await import('../../src/collector/http/people/people-routes.ts');
    rig.base = await rig.listen(peopleRoutes(rig.parts({ sql: broken as unknown as typeof rig.sql })));
    const answer = await rig.ask('POST', '/api/session', { name: 'zhang.wei', password });
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '30']);
    expect(JSON.stringify(answer.body)).not.toContain('secrets');
    expect(rig.errors).toEqual([new Error('the disk is full of secrets')]);
  });
});
