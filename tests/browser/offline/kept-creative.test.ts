import { beforeEach, describe, expect, it } from 'vitest';
import { keptCacheName, keptHashHeader } from '../../../src/core/media/kept-address.ts';
import { answerKeptCreative } from '../../../src/service-worker/kept-creative.ts';
import { someBytes } from '../../contracts/scripted-server.ts';
import { scope } from './store-under-test.ts';

const address = new URL('creatives/film.mp4', scope).href;
const film = someBytes(100_000, 5);

const ask = (headers: Record<string, string> = {}, method = 'GET', url = address) =>
  answerKeptCreative(new Request(url, { method, headers }), caches);

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

beforeEach(async () => {
  await caches.delete(keptCacheName);
  const headers = { 'Content-Type': 'video/mp4', 'Content-Length': '100000', [keptHashHeader]: 'abc' };
  await (await caches.open(keptCacheName)).put(address, new Response(film, { headers }));
});

describe('a kept creative', () => {
  it('comes whole when no range is asked', async () => {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('video/mp4');
    expect(answer.headers.get('Content-Length')).toBe('100000');
    expect(answer.headers.get('Accept-Ranges')).toBe('bytes');
    expect(await bytesOf(answer)).toEqual(film);
  });

  it.each([
    ['bytes=0-', 0, 100_000],
    ['bytes=500-999', 500, 1000],
    ['bytes=-10', 99_990, 100_000],
    ['bytes=99999-200000', 99_999, 100_000],
  ])('gives for %s exactly these bytes', async (range, from, to) => {
    const answer = await ask({ Range: range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('Content-Range')).toBe(`bytes ${from}-${to - 1}/100000`);
    expect(answer.headers.get('Content-Length')).toBe(String(to - from));
    expect(await bytesOf(answer)).toEqual(film.slice(from, to));
  });

  it.each(['bytes=100000-', 'bytes=9-3', 'bytes=x-y'])(
    'refuses %s and says how long it is',
    async (range) => {
      const answer = await ask({ Range: range });
      expect(answer.status).toBe(416);
      expect(answer.headers.get('Content-Range')).toBe('bytes */100000');
    },
  );

  it('comes whole when several ranges are asked at once', async () => {
    const answer = await ask({ Range: 'bytes=0-9,20-29' });
    expect(answer.status).toBe(200);
    expect(await bytesOf(answer)).toEqual(film);
  });

  it('gives a range only of the version that is asked for', async () => {
    expect((await ask({ Range: 'bytes=5-9', 'If-Range': '"abc"' })).status).toBe(206);
    expect((await ask({ Range: 'bytes=5-9', 'If-Range': '"other"' })).status).toBe(200);
  });

  it('shows its head without its body', async () => {
    const answer = await ask({}, 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Length')).toBe('100000');
    expect((await bytesOf(answer)).length).toBe(0);
  });

  it('cannot run as a page of the screen', async () => {
    const answer = await ask();
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('takes no other method', async () => {
    expect((await ask({}, 'DELETE')).status).toBe(405);
  });
});

describe('a creative that is not kept', () => {
  it('is a 404 at once, whatever is asked of it', async () => {
    for (const headers of [{}, { Range: 'bytes=0-' }]) {
      expect((await ask(headers, 'GET', `${address}.other`)).status).toBe(404);
    }
  });
});
