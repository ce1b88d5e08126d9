import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';

// Serves the built player to the browser of the same machine. Node alone, no packages: this file also runs from a USB
// folder on a machine without a network.

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.m4a': 'audio/mp4',
  '.m4s': 'video/iso.segment',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'video/mp2t',
  '.vtt': 'text/vtt; charset=utf-8',
  '.wav': 'audio/wav',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Where guard.mjs asks whether the page still lives. */
const signAddress = '/.changming/sign';

// The page looks for a new programme every five minutes for as long as it runs: the only thing that a page whose
// process has died can no longer do, and that can be seen from outside without a debugger.
const sign = { requests: 0, lastAtMs: 0 };

const options = readOptions();
const root = await realpath(options.root).catch(() => fail(`no folder ${options.root}`));
if (!(await fileAt(join(root, 'index.html')))) fail(`${root} holds no index.html: not a built player`);
const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.on('error', (error) => {
  // Never another port: another port is another origin, where the screen's name, key and as-run log are not.
  fail(error.code === 'EADDRINUSE' ? `port ${options.port} is taken` : error.message);
});
server.listen(options.port, options.host, () => {
  process.stdout.write(`http://${options.host}:${server.address().port}/\n`);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));

async function answer(request, response) {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const path = pathOf(request.url);
  if (path === signAddress) return sendSign(response);
  if (path?.startsWith('/playlists/')) noteSign();
  const file = path && (await findFile(path));
  if (!file) return void response.writeHead(404).end();
  send(request, response, file);
}

function pathOf(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

/** A file inside the root, or nothing: no hidden files, no way out of the root, not through a link either. */
async function findFile(path) {
  if (path.includes('\0') || path.includes('\\') || path.split('/').some((part) => part.startsWith('.')))
    return;
  const wanted = resolve(root, `.${path.endsWith('/') ? `${path}index.html` : path}`);
  const real = await realpath(wanted).catch(() => undefined);
  if (!real?.startsWith(root + sep)) return;
  return fileAt(real);
}

async function fileAt(path) {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? { path, size: found.size, changed: found.mtime } : undefined;
}

function send(request, response, { path, size, changed }) {
  const etag = `"${size.toString(36)}-${changed.getTime().toString(36)}"`;
  const headers = {
    'Accept-Ranges': 'bytes',
    // Asked for anew each time, answered 304 where nothing changed: a new version reaches the screen at once.
    'Cache-Control': 'no-cache',
    'Content-Type': types[extname(path).toLowerCase()] ?? 'application/octet-stream',
    ETag: etag,
    'Last-Modified': changed.toUTCString(),
  };
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, headers).end();
  const range = rangeOf(request, etag, size);
  if (range === 'unsatisfiable') {
    return void response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
  }
  const { from, to } = range ?? { from: 0, to: size - 1 };
  if (range) headers['Content-Range'] = `bytes ${from}-${to}/${size}`;
  response.writeHead(range ? 206 : 200, { ...headers, 'Content-Length': to - from + 1 });
  if (request.method === 'HEAD' || size === 0) return void response.end();
  const stream = createReadStream(path, { start: from, end: to });
  stream.on('error', () => response.destroy());
  response.on('close', () => stream.destroy());
  stream.pipe(response);
}

/** RFC 9110 §14.2: one range of bytes. Several at once may be answered with the whole, and are. */
function rangeOf(request, etag, size) {
  const condition = request.headers['if-range'];
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  if (!asked || (condition && condition !== etag) || (asked[1] === '' && asked[2] === '')) return undefined;
  const from = asked[1] === '' ? Math.max(0, size - Number(asked[2])) : Number(asked[1]);
  const to = asked[1] === '' || asked[2] === '' ? size - 1 : Math.min(Number(asked[2]), size - 1);
  return from > to || from >= size ? 'unsatisfiable' : { from, to };
}

function noteSign() {
  sign.requests += 1;
  sign.lastAtMs = performance.now();
}

function sendSign(response) {
  const silentMs = sign.requests === 0 ? null : Math.round(performance.now() - sign.lastAtMs);
  response.writeHead(200, { 'Content-Type': types['.json'], 'Cache-Control': 'no-store' });
  response.end(JSON.stringify({ requests: sign.requests, silentMs }));
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        root: { type: 'string', default: 'app' },
        port: { type: 'string', default: '4173' },
        host: { type: 'string', default: '127.0.0.1' },
      },
    });
    return { ...values, port: Number(values.port) };
  } catch (error) {
    return fail(`${error.message}\nusage: node serve.mjs [--root app] [--port 4173] [--host 127.0.0.1]`, 2);
  }
}

function fail(message, code = 1) {
  process.stderr.write(`serve: ${message}\n`);
  process.exit(code);
}
