import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { browserArguments, findBrowser } from './browser.mjs';

// Keeps the browser, and the server where asked, running for good: whatever ends is started again. Linux and Windows,
// Node alone.

const usage = `usage: node guard.mjs --profile <folder> [--app <folder>] [--port 4173] [--browser <path>]
         [--silence-minutes 15] [-- <more browser switches>]
  --profile  where the browser keeps the as-run log: a folder on this machine's own disk
  --app      the built player; served from here. Without it a server must be running already
  --silence-minutes  a page that has not asked for its programme for so long is dead; 0 never judges`;

const options = readOptions();
const url = `http://127.0.0.1:${options.port}/`;
const stop = new AbortController();
const running = new Set();
const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop.abort());
stop.signal.addEventListener('abort', () => {
  for (const child of running) child.kill();
});

mkdirSync(options.profile, { recursive: true, mode: 0o700 });
await Promise.all([options.app ? keepRunning('server', startServer) : undefined, keepBrowser()]);

async function keepBrowser() {
  while (!stop.signal.aborted && (await askSign()) === undefined) await pause(options.patienceMs / 4);
  await keepRunning('browser', startBrowser);
}

/** Starts it again whenever it ends: after a second; twice as late each time that it has not lived for a minute. */
async function keepRunning(name, start) {
  let waitMs = options.patienceMs;
  while (!stop.signal.aborted) {
    const startedAtMs = performance.now();
    const how = await start();
    if (stop.signal.aborted) return;
    const livedMs = performance.now() - startedAtMs;
    if (livedMs > 60_000) waitMs = options.patienceMs;
    say(`${name} ended (${how}) after ${Math.round(livedMs / 1_000)} s; again in ${waitMs / 1_000} s`);
    await pause(waitMs);
    waitMs = Math.min(60_000, waitMs * 2);
  }
}

function startServer() {
  const script = fileURLToPath(new URL('serve.mjs', import.meta.url));
  return ended(spawn(process.execPath, [script, '--root', options.app, '--port', options.port], quiet));
}

async function startBrowser() {
  const { browser, profile, more } = options;
  const child = spawn(browser, [...browserArguments({ browser, url, profile }), ...more], quiet);
  say(`browser started, process ${child.pid}`);
  const over = new AbortController();
  void watch(child, over.signal);
  const how = await ended(child);
  over.abort();
  return how;
}

/**
 * Ends a browser whose page has died: then the window shows an error and the browser itself lives on. Judged only once
 * this page has asked twice, minutes apart: one that follows another machine's programme never asks here.
 */
async function watch(child, signal) {
  if (options.silenceMs === 0) return;
  const seen = { requests: (await askSign())?.requests ?? 0, firstAtMs: undefined, judged: false };
  while (!signal.aborted) {
    await pause(options.lookEveryMs);
    const sign = await askSign();
    if (sign === undefined || signal.aborted) continue;
    if (sign.requests < seen.requests)
      Object.assign(seen, { requests: 0, firstAtMs: undefined, judged: false });
    if (sign.requests > seen.requests) noteAsked(seen, sign.requests);
    if (!seen.judged || sign.silentMs === null || sign.silentMs < options.silenceMs) continue;
    say(`the page has been silent for ${Math.round(sign.silentMs / 1_000)} s`);
    child.kill('SIGKILL');
    return;
  }
}

function noteAsked(seen, requests) {
  seen.requests = requests;
  seen.firstAtMs ??= performance.now();
  seen.judged ||= performance.now() - seen.firstAtMs > options.silenceMs / 5;
}

async function askSign() {
  try {
    const answer = await fetch(`${url}.changming/sign`, { signal: AbortSignal.timeout(5_000) });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

function ended(child) {
  running.add(child);
  return new Promise((resolve) => {
    const finish = (how) => {
      running.delete(child);
      resolve(how);
    };
    child.on('error', (error) => finish(error.message));
    child.on('exit', (code, signal) => finish(signal ?? `exit ${code}`));
  });
}

async function pause(ms) {
  await sleep(ms, undefined, { signal: stop.signal }).catch(() => {});
}

function say(line) {
  process.stdout.write(`guard: ${line}\n`);
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({ options: optionTypes(), allowPositionals: true });
    const browser = values.browser ?? findBrowser();
    if (!values.profile) throw new Error('--profile is missing');
    if (!browser) throw new Error('no Chromium, Chrome or Edge found; name one with --browser');
    return {
      ...values,
      browser,
      more: positionals,
      silenceMs: Number(values['silence-minutes']) * 60_000,
      lookEveryMs: Number(values['look-every-ms']),
      patienceMs: Number(values['patience-ms']),
    };
  } catch (error) {
    process.stderr.write(`guard: ${error.message}\n${usage}\n`);
    process.exit(2);
  }
}

function optionTypes() {
  return {
    profile: { type: 'string' },
    app: { type: 'string' },
    port: { type: 'string', default: '4173' },
    browser: { type: 'string' },
    'silence-minutes': { type: 'string', default: '15' },
    // For tests.
    'look-every-ms': { type: 'string', default: '30000' },
    'patience-ms': { type: 'string', default: '1000' },
  };
}
