import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import { contentTypes, LocalServer } from '../local-server.ts';

export interface FilmRequest {
  readonly method: string;
  readonly range: string | undefined;
  /** Bytes of body written so far. */
  sentBytes: number;
}

const pieceBytes = 64 * 1024;

/** Serves a folder, and films of any length that it makes up as it sends them, and stops where a test wants it to. */
export class FilmServer extends LocalServer {
  readonly requests: FilmRequest[] = [];
  /** Called before each piece of a film; a promise holds the film back. */
  onPiece: ((request: FilmRequest) => Promise<void> | undefined) | undefined;
  readonly #folder: string;

  constructor(folder: string) {
    super();
    this.#folder = folder;
  }

  protected override async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const film = /^\/films\/(\d+)\.mp4$/.exec(pathname);
    if (film) return this.#sendFilm(request, response, Number(film[1]));
    const file = join(this.#folder, normalize(pathname));
    const body = this.overrides.get(pathname) ?? (await readFile(file).catch(() => undefined));
    if (body === undefined) return void response.writeHead(404).end();
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(body);
  }

  #sendFilm(request: IncomingMessage, response: ServerResponse, size: number): void {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const asked = { method: request.method ?? '', range: request.headers.range, sentBytes: 0 };
    this.requests.push(asked);
    response.writeHead(request.headers.range ? 206 : 200, {
      'content-type': 'video/mp4',
      'content-length': size - from,
      'accept-ranges': 'bytes',
      etag: `"${size}"`,
      ...(request.headers.range ? { 'content-range': `bytes ${from}-${size - 1}/${size}` } : {}),
    });
    if (request.method === 'HEAD') return void response.end();
    const pieces = Readable.from(this.#pieces(asked, from, size), { highWaterMark: 1 });
    pieces.on('error', () => response.destroy());
    pieces.pipe(response);
  }

  async *#pieces(asked: FilmRequest, from: number, size: number): AsyncGenerator<Uint8Array> {
    for (let at = from; at < size; at += pieceBytes) {
      await this.onPiece?.(asked);
      const piece = filmBytes(at, Math.min(size, at + pieceBytes));
      asked.sentBytes += piece.length;
      yield piece;
    }
  }
}

/** Bytes [from, to) of every film: each place has a byte of its own, so that nothing can be swapped unnoticed. */
export function filmBytes(from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(to - from);
  for (let index = 0; index < bytes.length; index += 1) {
    const place = from + index;
    bytes[index] = (Math.imul(place, 2654435761) >>> 16) ^ (place >>> 3);
  }
  return bytes;
}
