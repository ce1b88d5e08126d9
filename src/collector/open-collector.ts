import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { startHashThread } from '../node/hash-thread.ts';
import { type CollectorParts, collectorRoutes } from './collector-routes.ts';
import { lockFolder } from './folder-lock.ts';
import { tidyPeople } from './people/tidy.ts';
import type { CollectorSettings } from './settings.ts';
import { openStores } from './stores.ts';

const tidyEveryMs = 3_600_000;

export interface OpenCollector {
  readonly url: string;
  /** Answers what has been asked, then lets go of everything. */
  close(): Promise<void>;
}

/**
 * Opens the stores and listens.
 * @throws {Error} when the folder is in use, a store cannot be opened or the port is taken; nothing stays open then
 */
export async function openCollector(
  settings: CollectorSettings,
  parts: CollectorParts,
): Promise<OpenCollector> {
  const held = new Held();
  try {
    // Keys and what passwords were made into are in it.
    mkdirSync(settings.data, { recursive: true, mode: 0o700 });
    held.add(await lockFolder(settings.data));
    const stores = await openStores(settings);
    held.add(() => stores.close());
    const thread = startHashThread();
    held.add(() => thread.stop());
    const { url, stop } = await listen(settings, collectorRoutes(settings, stores, thread.sha256, parts));
    held.add(stop);
    // What cannot be tidied now is an hour later.
    const tidying = setInterval(
      () => void tidyPeople(stores.control, Date.now()).catch(() => {}),
      tidyEveryMs,
    );
    held.add(async () => clearInterval(tidying));
    return { url, close: () => held.release() };
  } catch (error) {
    await held.release();
    throw error;
  }
}

/** What was opened, to be given back in the opposite order. */
class Held {
  readonly #releases: (() => Promise<unknown>)[] = [];

  add(release: () => Promise<unknown>): void {
    this.#releases.push(release);
  }

  async release(): Promise<void> {
    for (const release of this.#releases.splice(0).reverse()) await release();
  }
}

/** `stop` takes nothing new, and resolves when all that was asked is answered. */
function listen(
  { host, port, tls }: CollectorSettings,
  { fetch }: Hono,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const options = tls
    ? { createServer: createTlsServer, serverOptions: tls }
    : { createServer, serverOptions: {} };
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: host, port, ...options }, ({ port: given }) => {
      const name = host.includes(':') ? `[${host}]` : host;
      const stop = () => new Promise<void>((done) => server.close(() => done()));
      resolve({ url: `${tls ? 'https' : 'http'}://${name}:${given}/`, stop });
    });
    server.once('error', reject);
  });
}
