import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Alarm } from '../core/collector/answer.ts';
import { Collector } from '../core/collector/collector.ts';
import type { ScreenKeys } from '../core/collector/screen-keys.ts';
import type { Sha256 } from '../core/tlog/sha256.ts';
import { startHashThread } from '../node/hash-thread.ts';
import { cosigningKey } from './cosigning-key.ts';
import { FileStaging } from './file-staging.ts';
import { lockFolder } from './folder-lock.ts';
import { aboutRoutes } from './http/about.ts';
import { pageRoutes } from './http/pages.ts';
import { receivingRoutes } from './http/receiving.ts';
import { type CollectorSettings, inData } from './settings.ts';
import { openStores, type Stores } from './stores.ts';

export interface OpenCollector {
  readonly url: string;
  /** Answers what has been asked, then lets go of everything. */
  close(): Promise<void>;
}

export interface CollectorParts {
  readonly version: string;
  readonly keysOf: (stores: Stores) => ScreenKeys;
  /** For whoever reads the process's output. */
  readonly say: (line: string) => void;
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
    const { url, stop } = await listen(settings, routes(settings, stores, thread.sha256, parts));
    held.add(stop);
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

function routes(
  settings: CollectorSettings,
  stores: Stores,
  sha256: Sha256,
  { version, keysOf, say }: CollectorParts,
): Hono {
  const { heads, archive } = stores;
  const signer = cosigningKey(inData(settings, 'cosigning-key'));
  const collector = new Collector({
    heads,
    archive,
    staging: new FileStaging(inData(settings, 'staging')),
    keys: keysOf(stores),
    signer,
    clock: { wallMs: () => Date.now() },
    sha256,
  });
  const onAlarm = (alarm: Alarm) => say(`alarm: ${JSON.stringify(alarm)}`);
  const onError = (error: unknown) => say(`error: ${error instanceof Error ? error.stack : String(error)}`);
  return new Hono()
    .route('/', aboutRoutes({ cosigner: signer, version, probe: () => stores.probe() }))
    .route('/', receivingRoutes({ collector, onAlarm, onError }))
    .route('/', pageRoutes(settings.pages));
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
