import { Problem, part } from './problem.ts';

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
  if (!isOwn || (site === null && origin === null)) throw new Problem('cross-site', [expected(own)]);
}

/** Says what to set right where it is no attack but a proxy that the collector was not told of. */
function expected(own: string) {
  return part(
    'Origin',
    ['不是汇聚端自己的页面', 'not the collector’s own page'],
    [
      `${own}；经代理以其他地址访问时，请把该地址告诉汇聚端`,
      `${own}; the collector must be told of another address by which a proxy is reached`,
    ],
  );
}
