import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';

/** Its name has a hash of what is in it. */
const unchanging = /^\/assets\//;
const inlineScript = /<script>([^<]*)<\/script>/g;

/**
 * The built pages and the playlists. What may change is asked for anew each time, and answered in a word when it has not.
 * @param folder with `index.html`
 */
export function pageRoutes(folder: string): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        // Films, streams and pages that a programme names may come from anywhere; code from here alone.
        scriptSrc: ["'self'", ...inlineScriptsIn(join(folder, 'index.html'))],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
      },
      // A kiosk that shows pages of others beside ours needs them as they are.
      crossOriginEmbedderPolicy: false,
      crossOriginResourcePolicy: 'cross-origin',
      referrerPolicy: 'no-referrer',
      // Whether the whole host is to be asked by https only is for who runs it to say.
      strictTransportSecurity: false,
    }),
  );
  app.use(etag());
  app.use(async (context, next) => {
    const { path } = context.req;
    context.header(
      'Cache-Control',
      unchanging.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    context.header('Accept-Ranges', 'bytes');
    const tag = tagOf(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    if (tag) context.header('ETag', tag);
    await next();
  });
  app.use(serveStatic({ root: folder }));
  return app;
}

/** Weak, because two writes within one tick of the clock look the same. */
function tagOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile()
    ? `W/"${stats.size.toString(36)}-${Math.floor(stats.mtimeMs).toString(36)}"`
    : undefined;
}

function inlineScriptsIn(page: string): string[] {
  return [...readFileSync(page, 'utf8').matchAll(inlineScript)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  );
}
