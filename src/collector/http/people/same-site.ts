import { Problem } from './problem.ts';

/**
 * Refuses whatever another site's page makes a browser send. Browsers say where a request comes from, `Sec-Fetch-Site`
 * over https and `Origin` with everything that changes something; who says neither is no browser with a cookie. Hono's
 * own `csrf` lets JSON through unasked and trusts that the browser asked first; here every change is looked at.
 * @param secure whether people reach the collector by https, perhaps through a proxy
 * @throws {Problem} `cross-site`
 */
export function refuseOtherSites(request: Request, secure: boolean): void {
  const { headers } = request;
  const site = headers.get('Sec-Fetch-Site');
  const origin = headers.get('Origin');
  const own = `${secure ? 'https' : 'http'}://${headers.get('Host') ?? ''}`;
  const isOwn = (site === null || site === 'same-origin') && (origin === null || origin === own);
  if (!isOwn || (site === null && origin === null)) throw new Problem('cross-site');
}
