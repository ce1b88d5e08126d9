import { createHash } from 'node:crypto';
import type { LocalServer } from './local-server.ts';

/**
 * From now on the server offers a newer build: the page at `path` says `data-version="2"`, and the service worker's
 * list of files names its new revision, which is all by which a browser knows one build from another.
 */
export async function offerNewVersion(server: LocalServer, path: string): Promise<void> {
  const html = await read(`${server.url}${path}`);
  const changed = html.replace('<html', '<html data-version="2"');
  const worker = await read(`${server.url}service-worker.js`);
  server.overrides.set(`/${path}`, changed);
  server.overrides.set('/service-worker.js', withRevision(worker, path, changed));
}

function withRevision(worker: string, path: string, html: string): string {
  const revision = createHash('md5').update(html).digest('hex');
  const ofPath = (entry: string) => entry.includes(`"${path}"`);
  const changed = worker.replace(/\{[^{}]*"revision":"[0-9a-f]{32}"[^{}]*\}/g, (entry) =>
    ofPath(entry) ? entry.replace(/[0-9a-f]{32}/, revision) : entry,
  );
  if (changed === worker) throw new Error(`The service worker does not list ${path}`);
  return changed;
}

async function read(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response.text();
}
