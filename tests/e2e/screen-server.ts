import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.mp4': 'video/mp4',
  '.m4s': 'video/iso.segment',
  '.ts': 'video/mp2t',
  '.m3u8': 'application/vnd.apple.mpegurl',
};

/** What is wrong with a file on its way: not there, other bytes, or begun and never finished. */
export type Trouble = 'missing' | 'corrupt' | 'stalled';

/** The built program on a port of this machine, with a network that can be cut and files that can be spoiled. */
export class ScreenServer {
  /** By path, such as `/playlists/anti-fraud/media/a.mp4`. */
  readonly troubles = new Map<string, Trouble>();
  /** Files that stand in for those of the build, by path. */
  readonly overrides = new Map<string, string | Uint8Array>();
  readonly requested: string[] = [];
  #server: Server | undefined;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** Starts to listen; a second time on the same port, so that the origin stays the same. */
  async connect(): Promise<void> {
    const server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** From here on nothing answers, and what was under way is broken off. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', this.url).pathname);
    this.requested.push(path);
    const trouble = this.troubles.get(path);
    const file = await this.#read(path.endsWith('/') ? `${path}index.html` : path);
    if (!file || trouble === 'missing') return void response.writeHead(404).end('not found');
    const bytes = trouble === 'corrupt' ? spoiled(file) : file;
    const headers = {
      'content-type': types[extname(path) || '.html'] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      'accept-ranges': 'bytes',
    };
    if (trouble === 'stalled') {
      response.writeHead(200, { ...headers, 'content-length': bytes.length });
      return void response.write(bytes.subarray(0, Math.min(bytes.length >> 1, 20_000)));
    }
    sendRange(request, response, bytes, headers);
  }

  async #read(path: string): Promise<Uint8Array | undefined> {
    const override = this.overrides.get(path);
    if (override !== undefined) return typeof override === 'string' ? Buffer.from(override) : override;
    const file = join(dist, normalize(path));
    if (!file.startsWith(dist)) return undefined;
    return readFile(file).catch(() => undefined);
  }
}

function sendRange(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  headers: Record<string, string>,
): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (!range) return void response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes);
  const from = Number(range[1]);
  const to = Math.min(bytes.length - 1, range[2] ? Number(range[2]) : bytes.length - 1);
  if (from > to) {
    return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
  }
  response.writeHead(206, {
    ...headers,
    'content-range': `bytes ${from}-${to}/${bytes.length}`,
    'content-length': to - from + 1,
  });
  response.end(bytes.subarray(from, to + 1));
}

function spoiled(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const middle = copy.length >> 1;
  copy[middle] = (copy[middle] ?? 0) ^ 0xff;
  return copy;
}
