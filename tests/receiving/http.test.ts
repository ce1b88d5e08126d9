import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import { FetchUplink } from '../../src/browser/uplink.ts';
import { receivingRoutes } from '../../src/collector/http/receiving.ts';
import type { Alarm } from '../../src/core/collector/answer.ts';
import type { Collector } from '../../src/core/collector/collector.ts';
import { LogUplink } from '../../src/core/uplink/log-uplink.ts';
import { MemoryCosignatures } from '../contracts/memory-cosignatures.ts';
import { contractCollector, contractLog, uplinkCollectorKey, uplinkContract } from '../contracts/uplink.ts';

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

uplinkContract('HTTP', async (collector) => ({
  uplink: new FetchUplink({ base: await listen(collector) }),
  close: async () => {},
}));

describe('a log over HTTP', () => {
  it('arrives by the code that the screen runs', async () => {
    const { collector, archive, staging } = contractCollector();
    const log = contractLog(300);
    const cosignatures = new MemoryCosignatures();
    const uplink = new LogUplink({
      origin: log.origin,
      log,
      uplink: new FetchUplink({ base: `${await listen(collector)}/` }),
      cosignatures,
      collectors: [uplinkCollectorKey],
      random: () => 0.5,
    });
    while (uplink.standing.state !== 'idle') {
      await uplink.step(uplink.notBeforeMs);
      expect(uplink.standing.detail).toBe('');
    }
    expect(uplink.standing).toEqual({ state: 'idle', detail: '', acknowledged: 300, total: 300 });
    expect(await archive.read(log.origin, 0, 999)).toEqual(log.entries);
    expect(staging.bytes).toBe(0);
  });

  it('is refused while it comes in, when it is too long', async () => {
    const base = await listen(contractCollector().collector);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const init = { method: 'PUT', body: endless, duplex: 'half' } as RequestInit;
    const asked = fetch(`${base}/logs/${contractLog(0).origin}/tile/entries/000`, init);
    // The server may end the connection before the client has seen the answer.
    const status = await asked.then(
      (response) => response.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect(sent).toBeLessThan(40_000_000);
    const long = await fetch(`${base}/add-checkpoint`, { method: 'POST', body: 'x'.repeat(60_000) });
    expect(long.status).toBe(413);
    expect(await long.text()).toMatch(/expected at most 49152 bytes/);
  });

  it('is refused when it is no text', async () => {
    const base = await listen(contractCollector().collector);
    const answer = await fetch(`${base}/add-checkpoint`, { method: 'POST', body: Uint8Array.of(0xff, 0xfe) });
    expect([answer.status, await answer.text()]).toEqual([400, 'body: not UTF-8, expected text\n']);
  });

  it('is asked for again when a store does not answer', async () => {
    const { collector } = contractCollector();
    const errors: unknown[] = [];
    const broken = { put: () => Promise.reject(new Error('the disk is full')) } as unknown as Collector;
    const base = await listen(Object.assign(broken, { addCheckpoint: collector.addCheckpoint }), [], errors);
    const uplink = new FetchUplink({ base });
    const answer = await uplink.put(contractLog(0).origin, 'tile/entries/000.p/1', Uint8Array.of(0, 0));
    expect(answer).toMatchObject({ status: 503, retryAfterMs: 30_000 });
    expect(errors).toEqual([new Error('the disk is full')]);
  });

  it('may be brought by a page of any site, without cookies', async () => {
    const base = await listen(contractCollector().collector);
    const answer = await fetch(`${base}/logs/${contractLog(0).origin}/tile/entries/000`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://screen.example', 'Access-Control-Request-Method': 'PUT' },
    });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(answer.headers.get('Access-Control-Allow-Methods')).toContain('PUT');
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
  });

  it('raises an alarm where somebody hears it', async () => {
    const { collector } = contractCollector();
    const alarms: Alarm[] = [];
    const uplink = new FetchUplink({ base: await listen(collector, alarms) });
    const log = contractLog(3);
    await uplink.put(log.origin, 'tile/entries/000.p/3', new Uint8Array(6));
    await uplink.addCheckpoint(`old 0\n\n${log.head.checkpoint}`);
    expect(alarms).toEqual([{ kind: 'bad-entries', origin: log.origin, from: 0, size: 3 }]);
  });
});

describe('a collector that cannot be reached', () => {
  it('is one where nobody listens', async () => {
    const base = await silent();
    for (const server of servers.splice(0)) server.close();
    const asked = new FetchUplink({ base }).addCheckpoint('old 0\n\n');
    await expect(asked).rejects.toMatchObject({ name: 'UplinkError', code: 'network' });
  });

  it('is one that never answers', async () => {
    const asked = new FetchUplink({ base: await silent(), timeoutMs: 20 }).addCheckpoint('old 0\n\n');
    await expect(asked).rejects.toMatchObject({ name: 'UplinkError', code: 'timeout' });
  });

  it('is one that is not waited for any longer', async () => {
    const controller = new AbortController();
    const base = await silent(() => controller.abort());
    const asked = new FetchUplink({ base }).addCheckpoint('old 0\n\n', controller.signal);
    await expect(asked).rejects.toMatchObject({ name: 'UplinkError', code: 'aborted' });
  });
});

async function listen(collector: Collector, alarms: Alarm[] = [], errors: unknown[] = []): Promise<string> {
  const app = receivingRoutes({
    collector,
    onAlarm: (alarm) => alarms.push(alarm),
    onError: (error) => errors.push(error),
  });
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
    servers.push(server);
  });
}

/** A server that takes requests and says nothing. */
async function silent(onRequest = () => {}): Promise<string> {
  const server: Server = createServer(onRequest);
  servers.push({ close: () => [server.closeAllConnections(), server.close()] });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
