import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import { longestSessionMs } from '../../people/sessions.ts';

const name = 'changming-session';

/** No page of another site sends it and no script reads it; `__Host-` keeps other hosts of the domain from setting it. */
function options(secure: boolean): CookieOptions {
  const base = { path: '/', httpOnly: true, sameSite: 'Strict' } as const;
  return secure ? { ...base, secure: true, prefix: 'host' } : base;
}

export function readSessionCookie(context: Context, secure: boolean): string | undefined {
  return secure ? getCookie(context, name, 'host') : getCookie(context, name);
}

export function giveSessionCookie(context: Context, token: string, secure: boolean): void {
  setCookie(context, name, token, { ...options(secure), maxAge: longestSessionMs / 1000 });
}

export function takeSessionCookie(context: Context, secure: boolean): void {
  deleteCookie(context, name, options(secure));
}
