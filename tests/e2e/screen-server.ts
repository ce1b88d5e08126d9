import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentTypes, LocalServer } from './local-server.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** What is wrong with a file on its way: not there, other bytes, or begun and never finished. */
export type Trouble = 'missing' | 'corrupt' | 'stalled';

/** The built program on a port of this machine, with files that can be spoiled. */
export class ScreenServer extends LocalServer {
  /** By path, such as `/playlists/anti-fraud/media/a.mp4`. */
  readonly troubles = new Map<string, Trouble>();
  readonly requested: string[] = [];
  readonly #folder: string;

  /** @param folder What is served: a build of the program. */
  constructor(folder = dist) {
    super();
    this.#folder = folder;
  }

  protected override async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', this.url).pathname);
    this.requested.push(path);
    const trouble = this.troubles.get(path);
    const file = await this.#read(path.endsWith('/') ? `${path}index.html` : path);
    if (!file || trouble === 'missing') return void response.writeHead(404).end('not found');
    const bytes = trouble === 'corrupt' ? spoiled(file) : file;
    const headers = {
      'content-type': contentTypes[extname(path) || '.html'] ?? 'application/octet-stream',
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
    const file = join(this.#folder, normalize(path));
    if (!file.startsWith(this.#folder)) return undefined;
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
