import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const hsts = 'max-age=15552000';

/** For answers that no page is made of. Nothing of them is kept. */
export function answerHeaders(secure: boolean): MiddlewareHandler {
  const headers = secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    strictTransportSecurity: secure ? hsts : false,
    xFrameOptions: 'DENY',
  });
  return async (context, next) => {
    await headers(context, async () => {
      await next();
      context.header('Cache-Control', 'no-store');
    });
  };
}

/**
 * For the page on which people log in: code, styles and data from here alone, in nobody's frame.
 * Precondition: it has no inline script or style.
 */
export function consoleHeaders(secure: boolean): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: secure ? hsts : false,
    xFrameOptions: 'DENY',
  });
}
