import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writePlayer } from './fake-player.ts';
import { deploy, emptyFolder, run, serve } from './programs.ts';

const film = `playlists/anti-fraud/media/${encodeURIComponent('影片 1.mp4')}`;

async function servedPlayer() {
  const folder = emptyFolder();
  const root = writePlayer(join(folder, 'app'));
  return { folder, root, ...(await serve(root)) };
}

describe('serve.mjs', () => {
  test('serves the page, the worker and the manifest as what they are', async () => {
    const { url } = await servedPlayer();
    const answers = ['', 'service-worker.js', 'manifest.webmanifest', 'playlists/index.json'].map(
      async (path) => {
        const answer = await fetch(url + path);
        return [answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')];
      },
    );
    expect(await Promise.all(answers)).toEqual([
      [200, 'text/html; charset=utf-8', 'no-cache'],
      [200, 'text/javascript; charset=utf-8', 'no-cache'],
      [200, 'application/manifest+json', 'no-cache'],
      [200, 'application/json; charset=utf-8', 'no-cache'],
    ]);
  });

  test('answers ranges of a film of 10 bytes as RFC 9110 has them', async () => {
    const { url } = await servedPlayer();
    const whole = '0123456789';
    for (const [range, ...expected] of [
      ['bytes=0-3', 206, 'bytes 0-3/10', '0123'],
      ['bytes=7-', 206, 'bytes 7-9/10', '789'],
      ['bytes=-2', 206, 'bytes 8-9/10', '89'],
      ['bytes=8-99', 206, 'bytes 8-9/10', '89'],
      ['bytes=10-', 416, 'bytes */10', ''],
      ['bytes=-0', 416, 'bytes */10', ''],
      ['bytes=0-1,4-5', 200, null, whole],
      ['lines=0-1', 200, null, whole],
    ] as const) {
      const answer = await fetch(url + film, { headers: { Range: range } });
      const got = [answer.status, answer.headers.get('content-range'), await answer.text()];
      expect(got, range).toEqual(expected);
    }
  });

  test('answers a range of a version that is no more with the whole', async () => {
    const { url } = await servedPlayer();
    const answer = await fetch(url + film, { headers: { Range: 'bytes=0-3', 'If-Range': '"old"' } });
    expect([answer.status, await answer.text()]).toEqual([200, '0123456789']);
  });

  test('answers 304 to whoever has the file, and the file once it has changed', async () => {
    const { url, root } = await servedPlayer();
    const tag = (await fetch(url)).headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'If-None-Match': tag } })).status).toBe(304);
    writeFileSync(join(root, 'index.html'), 'a newer page');
    expect(await (await fetch(url, { headers: { 'If-None-Match': tag } })).text()).toBe('a newer page');
  });

  test('gives nothing that is hidden, missing, a folder, or outside of its own', async () => {
    const { url, folder, root } = await servedPlayer();
    writeFileSync(join(folder, 'secret'), 'secret');
    writeFileSync(join(root, '.hidden'), 'hidden');
    mkdirSync(join(folder, 'app-beside'));
    writeFileSync(join(folder, 'app-beside/secret'), 'secret');
    symlinkSync(join(folder, 'secret'), join(root, 'link'));
    const paths = [
      '/../secret',
      '/..%2fsecret',
      '/.hidden',
      '/link',
      '/assets',
      '/assets/',
      '/no.mp4',
      '/%00',
    ];
    const more = ['/..%2fapp-beside/secret', '/..%5csecret', '/%zz'];
    const statuses = await Promise.all([...paths, ...more].map((path) => statusOf(url, path)));
    expect(statuses).toEqual(statuses.map(() => 404));
  });

  test('takes nothing: other methods are refused', async () => {
    const { url } = await servedPlayer();
    const answer = await fetch(url, { method: 'PUT', body: 'x' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('never takes another port: that would be another origin, without the screen’s log', async () => {
    const { root, port } = await servedPlayer();
    const second = await run(process.execPath, [
      join(deploy, 'kiosk/serve.mjs'),
      '--root',
      root,
      '--port',
      port,
    ]);
    expect(second.code).toBe(1);
    expect(second.output).toContain(`port ${port} is taken`);
  });

  test('says what is missing when its folder holds no player', async () => {
    const { code, output } = await run(process.execPath, [
      join(deploy, 'kiosk/serve.mjs'),
      '--root',
      emptyFolder(),
    ]);
    expect(code).toBe(1);
    expect(output).toContain('no index.html');
  });

  test('tells how long ago the page asked for its programme, and is not misled by asking', async () => {
    const { url } = await servedPlayer();
    const sign = async () => (await fetch(`${url}.changming/sign`)).json();
    expect(await sign()).toEqual({ requests: 0, silentMs: null });
    await fetch(url);
    expect(await sign()).toEqual({ requests: 0, silentMs: null });
    await fetch(`${url}playlists/index.json`);
    expect(await sign()).toMatchObject({ requests: 1, silentMs: expect.any(Number) });
  });
});

/** The path as it stands: fetch() would tidy it up first. */
function statusOf(url: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
