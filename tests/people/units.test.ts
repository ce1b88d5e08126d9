import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { consoleHeaders } from '../../src/collector/http/people/headers.ts';
import { networkOf } from '../../src/collector/http/people/network-of.ts';
import { newId, newToken, tokenHash } from '../../src/collector/people/token.ts';

describe('networkOf()', () => {
  it('is an IPv4 address itself, however it is written', () => {
    expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
    expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  });

  it('is the first half of an IPv6 address, however it is written', () => {
    const one = [
      '2001:db8:0:5::1',
      '2001:0db8:0000:0005:ffff::',
      '2001:DB8:0:5:1:2:3:4',
      '2001:db8:0:5::1%eth0',
    ];
    expect(new Set(one.map(networkOf))).toEqual(new Set(['2001:db8:0:5::/64']));
    expect(networkOf('::1')).toBe('0:0:0:0::/64');
    expect(networkOf('2001:db8:0:6::1')).not.toBe(networkOf('2001:db8:0:5::1'));
  });

  it('is whatever else it is given', () => {
    expect([networkOf(''), networkOf('unix')]).toEqual(['', 'unix']);
  });
});

describe('a token', () => {
  it('has 256 random bits, of which only a hash is kept', () => {
    const tokens = new Set(Array.from({ length: 1000 }, newToken));
    expect(tokens.size).toBe(1000);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(tokenHash('a')).toHaveLength(32);
    expect(tokenHash('a')).not.toEqual(tokenHash('b'));
  });

  it('is no id; those have 80 bits and are no secret', () => {
    const ids = new Set(Array.from({ length: 1000 }, newId));
    expect(ids.size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^[a-z2-7]{16}$/);
  });
});

describe('the page on which people log in', () => {
  const headersOf = async (secure: boolean) => {
    const app = new Hono().get('/', consoleHeaders(secure), (context) => context.html('<!doctype html>'));
    return (await app.request('/')).headers;
  };

  it('runs code from its own server alone, and stands in nobody’s frame', async () => {
    const headers = await headersOf(true);
    const policy = headers.get('Content-Security-Policy') ?? '';
    const directives = new Map(policy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1)]));
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(directives.get('script-src')).toEqual(["'self'"]);
    expect(directives.get('style-src')).toEqual(["'self'"]);
    expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
    expect(directives.get('base-uri')).toEqual(["'none'"]);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('Strict-Transport-Security')).toBe('max-age=15552000');
    expect(headers.get('X-Frame-Options')).toBe('DENY');
  });

  it('does not ask for https where there is none', async () => {
    expect((await headersOf(false)).get('Strict-Transport-Security')).toBeNull();
  });
});
