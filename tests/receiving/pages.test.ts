import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageRoutes } from '../../src/collector/http/pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'changming-pages-'));
const film = Buffer.from(Array.from({ length: 1_000 }, (_, at) => at & 255));
let ask: (path: string, headers?: Record<string, string>) => Promise<Response>;

beforeAll(() => {
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, 'playlists'));
  writeFileSync(join(folder, 'index.html'), '<script>go()</script><p>screen</p>');
  writeFileSync(join(folder, 'assets/start-abc.js'), 'go()');
  writeFileSync(join(folder, 'playlists/film.mp4'), film);
  writeFileSync(join(tmpdir(), 'changming-secret'), 'secret');
  const app = pageRoutes(folder);
  ask = async (path, headers = {}) => app.request(path, { headers });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(join(tmpdir(), 'changming-secret'));
});

describe('pageRoutes()', () => {
  it('serves the page with a policy that lets only its own code run', async () => {
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('screen');
    const policy = page.headers.get('Content-Security-Policy') ?? '';
    const hash = createHash('sha256').update('go()').digest('base64');
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).not.toMatch(/unsafe/);
    expect(page.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('answers in a word when nothing has changed, and asks to be asked', async () => {
    const first = await ask('/playlists/film.mp4');
    expect(first.headers.get('Cache-Control')).toBe('no-cache');
    const tag = first.headers.get('ETag') ?? '';
    expect(tag).toMatch(/^W\/"/);
    expect((await ask('/playlists/film.mp4', { 'If-None-Match': tag })).status).toBe(304);
    writeFileSync(join(folder, 'playlists/film.mp4'), Buffer.concat([film, film]));
    expect((await ask('/playlists/film.mp4', { 'If-None-Match': tag })).status).toBe(200);
    writeFileSync(join(folder, 'playlists/film.mp4'), film);
    expect((await ask('/assets/start-abc.js')).headers.get('Cache-Control')).toContain('immutable');
  });

  it('gives a part of a film', async () => {
    const part = await ask('/playlists/film.mp4', { Range: 'bytes=10-19' });
    expect(part.status).toBe(206);
    expect(part.headers.get('Content-Range')).toBe('bytes 10-19/1000');
    expect(Buffer.from(await part.arrayBuffer())).toEqual(film.subarray(10, 20));
  });

  it.each([
    '/nothing.html',
    '/..%2fchangming-secret',
    '/%2e%2e/changming-secret',
    '/playlists/',
    '/playlists',
  ])('has nothing at %s', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });
});
