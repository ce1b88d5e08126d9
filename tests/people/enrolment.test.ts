import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FetchEnrolmentDesk } from '../../src/browser/enrolment.ts';
import { FetchUplink } from '../../src/browser/uplink.ts';
import { receivingRoutes } from '../../src/collector/http/receiving.ts';
import { SqlScreenKeys } from '../../src/collector/people/screen-keys.ts';
import {
  identityOf,
  originOf,
  type ScreenIdentity,
  signerOf,
} from '../../src/core/as-run/screen-identity.ts';
import { emptyHead, growHead } from '../../src/core/as-run/tree-head.ts';
import { Collector } from '../../src/core/collector/collector.ts';
import {
  type Enrolment,
  enrolmentStep,
  nextStepAtMs,
  notEnrolled,
} from '../../src/core/enrolment/enrolment.ts';
import { keyFingerprint } from '../../src/core/enrolment/pairing-code.ts';
import { signProof } from '../../src/core/enrolment/proof.ts';
import { encodeEntryBundle } from '../../src/core/tlog/entry-bundle.ts';
import { formatAddCheckpoint } from '../../src/core/tlog/witness.ts';
import { MemoryBundleStaging } from '../contracts/memory-bundle-staging.ts';
import { MemoryEntryArchive } from '../contracts/memory-entry-archive.ts';
import { MemoryWitnessHeads } from '../contracts/memory-witness-heads.ts';
import { uplinkCollectorKey } from '../contracts/uplink.ts';
import { Rig } from './rig.ts';

const minuteMs = 60_000;
const screenOf = (fill: number) => identityOf(new Uint8Array(32).fill(fill));

let rig: Rig;
let session: string;
beforeAll(async () => {
  rig = await Rig.open();
});
afterAll(() => rig.close());
beforeEach(async () => {
  await rig.begin();
  await rig.organisations('/futian/', '/futian/lianhua/');
  session = await rig.session(await rig.user('operator', '/futian/', { role: 'operator', path: '/futian/' }));
});

/** The screen's own part, as it runs in a player. */
class Enrolling {
  readonly #screen: ScreenIdentity;
  readonly #desk: FetchEnrolmentDesk;
  state: Enrolment = notEnrolled;

  constructor(screen: ScreenIdentity) {
    this.#screen = screen;
    this.#desk = new FetchEnrolmentDesk({ base: `${rig.base}/` });
  }

  async step(): Promise<Enrolment> {
    const { clock } = rig;
    clock.nowMs = Math.max(clock.nowMs, Math.min(nextStepAtMs(this.state), clock.nowMs + 3000));
    const options = { signer: signerOf(this.#screen), random: () => 0.5, nowMs: clock.wallMs };
    this.state = await enrolmentStep(this.state, { ...options, desk: this.#desk });
    return this.state;
  }

  /** Asks, proves, and gives the code that it shows. */
  async code(): Promise<string> {
    await this.step();
    const state = await this.step();
    if (state.state !== 'waiting') throw new Error(`it is ${state.state}`);
    return state.code;
  }
}

const ask = (method: string, path: string, input?: unknown) => rig.ask(method, path, input, { session });
const enrol = (code: string, screen: ScreenIdentity) =>
  ask('POST', '/api/screens', {
    code,
    fingerprint: keyFingerprint(screen.publicKey),
    path: '/futian/lianhua/',
    name: '大堂',
  });

describe('a new screen', () => {
  it('shows a code, is confirmed by an operator, and learns what it is', async () => {
    const screen = screenOf(1);
    const enrolling = new Enrolling(screen);
    const code = await enrolling.code();
    const seen = await ask('POST', '/api/pairings/look', {
      code: code.toLowerCase(),
      path: '/futian/lianhua/',
    });
    expect(seen.body).toEqual({
      code,
      screen: screen.screenId,
      fingerprint: keyFingerprint(screen.publicKey),
      expiresAtMs: rig.clock.nowMs + 10 * minuteMs,
    });
    expect((await enrolling.step()).state).toBe('waiting');
    const { body } = await enrol(code, screen);
    expect(body).toMatchObject({
      path: '/futian/lianhua/',
      name: '大堂',
      keys: [{ logId: screen.screenId }],
    });
    expect(await enrolling.step()).toEqual({
      state: 'enrolled',
      as: {
        name: '大堂',
        organisations: ['/', '/futian/', '/futian/lianhua/'].map((path) => ({
          path,
          title: path === '/' ? { 'zh-CN': '本级', en: 'This office' } : { 'zh-CN': path, en: path },
        })),
      },
    });
    expect(await rig.auditActions()).toEqual(['screens.enrol']);
  });

  it('is enrolled by a code once', async () => {
    const screen = screenOf(1);
    const code = await new Enrolling(screen).code();
    const both = await Promise.all([enrol(code, screen), enrol(code, screen)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect((await ask('GET', '/api/screens?under=/')).status).toBe(404);
    expect((await ask('GET', '/api/screens?under=/futian/')).body.screens).toHaveLength(1);
  });

  it('is not enrolled with another key than the operator has compared', async () => {
    const [screen, other] = [screenOf(1), screenOf(2)];
    const code = await new Enrolling(screen).code();
    const refused = await enrol(code, other);
    expect([refused.status, refused.body.problems[0].where]).toEqual([422, '/fingerprint']);
    expect((await enrol(code, screen)).status).toBe(200);
  });

  it('gets a new code when nobody came in time', async () => {
    const screen = screenOf(1);
    const enrolling = new Enrolling(screen);
    const old = await enrolling.code();
    rig.clock.nowMs += 10 * minuteMs;
    expect((await enrol(old, screen)).status).toBe(422);
    expect((await enrolling.step()).state).toBe('asking');
    const code = await enrolling.code();
    expect(code).not.toBe(old);
    expect((await enrol(code, screen)).status).toBe(200);
  });

  it('makes its earlier code void when it starts anew', async () => {
    const screen = screenOf(1);
    const [old, code] = [await new Enrolling(screen).code(), await new Enrolling(screen).code()];
    expect((await enrol(old, screen)).status).toBe(422);
    expect((await enrol(code, screen)).status).toBe(200);
  });

  it('is told when an operator said no', async () => {
    const enrolling = new Enrolling(screenOf(1));
    const code = await enrolling.code();
    expect((await ask('POST', '/api/pairings/refusal', { code, path: '/futian/' })).status).toBe(204);
    expect(await enrolling.step()).toEqual({ state: 'refused' });
  });

  it('needs no code when it is enrolled, in any epoch', async () => {
    const screen = screenOf(1);
    await enrol(await new Enrolling(screen).code(), screen);
    const again = new Enrolling({ ...screen, epoch: 7 });
    await again.step();
    expect(await again.step()).toMatchObject({ state: 'enrolled', as: { name: '大堂' } });
  });
});

describe('somebody who is no screen', () => {
  const post = (path: string, input: object) => rig.ask('POST', `/api/enrolments${path}`, input);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

  it('gets no code without the key, and learns nothing of who is enrolled', async () => {
    const [screen, other] = [screenOf(1), screenOf(2)];
    await enrol(await new Enrolling(screen).code(), screen);
    const begun = await post('', { origin: originOf(screen), publicKey: base64(screen.publicKey) });
    expect(begun.status).toBe(201);
    const { request, challenge } = begun.body;
    const bytes = Buffer.from(challenge, 'base64');
    const forged = base64(signProof({ ...signerOf(screen), secretKey: other.secretKey }, bytes));
    const refused = await post(`/${request}/proof`, { origin: originOf(screen), signature: forged });
    expect([refused.status, refused.body.problems[0].where]).toEqual([422, '/signature']);
    expect((await rig.ask('GET', `/api/enrolments/${request}`)).status).toBe(404);
  });

  it('claims no other screen’s id, and answers no challenge but the own', async () => {
    const [screen, other] = [screenOf(1), screenOf(2)];
    const claim = await post('', { origin: originOf(screen), publicKey: base64(other.publicKey) });
    expect([claim.status, claim.body.problems[0].where]).toEqual([422, '/publicKey']);
    const begin = async (whose: ScreenIdentity) =>
      (await post('', { origin: originOf(whose), publicKey: base64(whose.publicKey) })).body;
    const [one, two] = [await begin(screen), await begin(screen)];
    const signature = base64(signProof(signerOf(screen), Buffer.from(one.challenge, 'base64')));
    expect((await post(`/${two.request}/proof`, { origin: originOf(screen), signature })).status).toBe(422);
    rig.clock.nowMs += 2 * minuteMs;
    const late = await post(`/${one.request}/proof`, { origin: originOf(screen), signature });
    expect(late.body).toEqual({ state: 'expired' });
  });

  it('guesses no codes', async () => {
    const screen = screenOf(1);
    const code = await new Enrolling(screen).code();
    for (let i = 0; i < 10; i++) {
      const guess = `0000-000${i}`;
      expect((await ask('POST', '/api/pairings/look', { code: guess, path: '/futian/' })).status).toBe(422);
    }
    const waiting = await enrol(code, screen);
    expect([waiting.status, waiting.headers.get('Retry-After')]).toEqual([429, '600']);
    expect(await rig.auditActions()).toEqual([]);
    rig.clock.nowMs += 9 * minuteMs + 59_000;
    expect((await ask('POST', '/api/pairings/refusal', { code, path: '/futian/' })).status).toBe(429);
  });

  it('does not fill the store from one address', async () => {
    const input = { origin: originOf(screenOf(1)), publicKey: base64(screenOf(1).publicKey) };
    const answers = [];
    for (let i = 0; i < 301; i++) answers.push((await post('', input)).status);
    expect(answers.filter((status) => status === 201)).toHaveLength(300);
    expect(answers[300]).toBe(429);
  });

  it('may be a page of any site: nothing depends on a cookie', async () => {
    const answer = await fetch(`${rig.base}/api/enrolments`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://screen.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type',
      },
    });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(answer.headers.get('Access-Control-Allow-Headers')).toContain('content-type');
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
  });
});

describe('a key', () => {
  /** Brings a log of so many entries, all of them, and says how the collector answered. */
  function receiving() {
    const stores = { heads: new MemoryWitnessHeads(), archive: new MemoryEntryArchive() };
    const collector = new Collector({
      ...stores,
      staging: new MemoryBundleStaging(100_000),
      keys: new SqlScreenKeys(rig.sql),
      signer: uplinkCollectorKey,
      clock: rig.clock,
    });
    const app = receivingRoutes({ collector, onAlarm: () => {}, onError: (error) => rig.errors.push(error) });
    const bring = async (screen: ScreenIdentity, size: number) => {
      const uplink = new FetchUplink({ base: await rig.listen(app) });
      const entries = Array.from({ length: size }, (_, at) => new Uint8Array(9).fill(at));
      const { checkpoint } = growHead(emptyHead(screen), entries, screen);
      const put = await uplink.put(
        originOf(screen),
        `tile/entries/000.p/${size}`,
        encodeEntryBundle(entries),
      );
      const offered = await uplink.addCheckpoint(formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint }));
      return [put.status, offered.status];
    };
    return { ...stores, bring };
  }

  async function enrolled(screen: ScreenIdentity): Promise<string> {
    return (await enrol(await new Enrolling(screen).code(), screen)).body.id;
  }

  it('that is not enrolled signs nothing that is taken', async () => {
    expect(await receiving().bring(screenOf(1), 3)).toEqual([404, 404]);
  });

  it('that is enrolled signs logs, until it is revoked; what was received stays', async () => {
    const screen = screenOf(1);
    const id = await enrolled(screen);
    const { bring, archive, heads } = receiving();
    expect(await bring(screen, 3)).toEqual([204, 200]);
    const revoked = await ask('POST', `/api/screens/${id}/revocation`, { because: 'cloned-key' });
    expect(revoked.body.keys).toEqual([
      {
        logId: screen.screenId,
        validFromMs: expect.any(Number),
        revokedAtMs: rig.clock.nowMs,
        revokedBecause: 'cloned-key',
      },
    ]);
    expect(await bring(screen, 5)).toEqual([403, 403]);
    expect((await heads.read(originOf(screen)))?.size).toBe(3);
    expect(await archive.read(originOf(screen), 0, 9)).toHaveLength(3);
    expect((await ask('POST', `/api/screens/${id}/revocation`, { because: 'lost-disk' })).status).toBe(409);
    const again = new Enrolling(screen);
    await again.step();
    expect(await again.step()).toEqual({ state: 'revoked', because: 'cloned-key' });
  });

  it('is replaced by pairing the same screen anew', async () => {
    const [old, next] = [screenOf(1), screenOf(2)];
    const id = await enrolled(old);
    const enrolling = new Enrolling(next);
    const replace = (code: string) =>
      ask('POST', `/api/screens/${id}/key`, {
        code,
        fingerprint: keyFingerprint(next.publicKey),
        because: 'lost-disk',
      });
    const { body } = await replace(await enrolling.code());
    expect(body).toMatchObject({
      id,
      keys: [{ logId: old.screenId, revokedBecause: 'lost-disk' }, { logId: next.screenId }],
    });
    expect(await enrolling.step()).toMatchObject({ state: 'enrolled', as: { name: '大堂' } });
    const { bring } = receiving();
    expect([await bring(old, 3), await bring(next, 3)]).toEqual([
      [403, 403],
      [204, 200],
    ]);
    expect(await rig.auditActions()).toEqual(['screens.enrol', 'screens.replace-key']);
  });

  it('goes with its screen when that is taken out of service, and the screen may come back with another', async () => {
    const id = await enrolled(screenOf(1));
    const retired = await ask('POST', `/api/screens/${id}/revocation`, { because: 'retired' });
    expect(retired.body).toMatchObject({
      retiredAtMs: rig.clock.nowMs,
      keys: [{ revokedBecause: 'retired' }],
    });
    const next = screenOf(2);
    const back = await ask('POST', `/api/screens/${id}/key`, {
      code: await new Enrolling(next).code(),
      fingerprint: keyFingerprint(next.publicKey),
      because: 'replaced',
    });
    expect(back.body.retiredAtMs).toBeUndefined();
    expect(back.body.keys).toHaveLength(2);
  });

  it('that was revoked is never enrolled again', async () => {
    const screen = screenOf(1);
    const id = await enrolled(screen);
    await ask('POST', `/api/screens/${id}/revocation`, { because: 'lost-disk' });
    const again = new Enrolling(screen);
    await again.step();
    expect((await again.step()).state).toBe('revoked');
  });
});

describe('FetchEnrolmentDesk', () => {
  const servers: { close(): unknown }[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });

  async function deskBefore(status: number, body: string, headers: Record<string, string> = {}) {
    const server = createServer((_, response) => {
      if (status > 0) response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push({ close: () => [server.closeAllConnections(), server.close()] });
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new FetchEnrolmentDesk({
      base,
      timeoutMs: status > 0 ? 30_000 : 20,
    });
  }

  it('understands nothing that a collector would not say', async () => {
    const odd = [
      'hello',
      '[]',
      '{"state":"won"}',
      '{"state":"waiting","code":"<b>hi</b>","expiresInMs":1,"pollAfterMs":3000}',
      '{"state":"waiting","code":"K3M9-7QXD","expiresInMs":1,"pollAfterMs":0}',
    ];
    for (const body of odd) {
      const look = (await deskBefore(200, body)).look('r');
      await expect(look, body).rejects.toMatchObject({ name: 'EnrolmentError', code: 'malformed' });
    }
    const short = (await deskBefore(200, '{"request":"r","challenge":"AAAA"}')).ask('o', new Uint8Array(32));
    await expect(short).rejects.toMatchObject({ code: 'malformed' });
  });

  it('tells a refusal from a collector that cannot answer now', async () => {
    await expect((await deskBefore(404, '')).look('r')).rejects.toMatchObject({ code: 'refused' });
    for (const status of [429, 503]) {
      const look = (await deskBefore(status, '', { 'Retry-After': '60' })).look('r');
      await expect(look).rejects.toMatchObject({ code: 'unreachable', retryAfterMs: 60_000 });
    }
    await expect((await deskBefore(0, '')).look('r')).rejects.toMatchObject({ code: 'unreachable' });
    const nobody = new FetchEnrolmentDesk({ base: 'http://127.0.0.1:9' });
    await expect(nobody.look('r')).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('asks nothing once it was called off', async () => {
    const controller = new AbortController();
    controller.abort();
    const look = (await deskBefore(200, '{"state":"expired"}')).look('r', controller.signal);
    await expect(look).rejects.toMatchObject({ code: 'aborted' });
  });
});
