import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Engine, EngineKind } from './engine.ts';
import { findMiniBrowser, findProgram } from './programs.ts';

const driver = findProgram('WebKitWebDriver');
const display = findProgram('Xvfb');
const browser = findMiniBrowser();

/** What is driven from outside keeps nothing: the engine gives it a session in memory. */
export const webkit: EngineKind = {
  name: 'WebKitGTK',
  keepsProfile: false,
  missing() {
    const absent = Object.entries({ WebKitWebDriver: driver, MiniBrowser: browser, Xvfb: display }).filter(
      ([, path]) => !path,
    );
    return absent.length === 0 ? undefined : `there is no ${absent.map(([name]) => name).join(', no ')} here`;
  },
  start,
};

async function start(profile: string): Promise<Engine> {
  const screen = await startDisplay();
  const port = await freePort();
  const driving = spawn(driver ?? '', [`--port=${port}`], {
    detached: true,
    stdio: 'ignore',
    env: environment(profile, screen.number),
  });
  const call = caller(`http://127.0.0.1:${port}`);
  await listening(call);
  const options = { binary: browser, args: ['--automation', '--autoplay-policy=allow'] };
  const { sessionId, capabilities } = await call<{
    sessionId: string;
    capabilities: { browserVersion: string };
  }>('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } });
  const session = `/session/${sessionId}`;
  await call('POST', `${session}/timeouts`, { script: 60_000, pageLoad: 120_000 });
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    async open(url) {
      await call('POST', `${session}/url`, { url });
    },
    evaluate: (expression) => evaluate(call, session, expression),
    async picture() {
      return Buffer.from(await call<string>('GET', `${session}/screenshot`), 'base64');
    },
    async kill() {
      for (const child of [driving, screen.child]) await killGroup(child);
    },
  };
}

type Call = <Value>(method: 'GET' | 'POST', path: string, body?: object) => Promise<Value>;

/** W3C WebDriver: https://www.w3.org/TR/webdriver2/ */
function caller(base: string): Call {
  return async (method, path, body) => {
    const request = body
      ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      : {};
    const { value } = await (await fetch(base + path, { method, ...request })).json();
    if (value?.error) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
}

async function evaluate<Value>(call: Call, session: string, expression: string): Promise<Value> {
  const script = `const done = arguments[0];
    Promise.resolve().then(() => ${expression}).then((value) => done({ value: value ?? null }), (error) => done({ failed: String(error) }));`;
  const { value, failed } = await call<{ value: Value; failed?: string }>(
    'POST',
    `${session}/execute/async`,
    { script, args: [] },
  );
  if (failed) throw new Error(failed);
  return value;
}

/** A display in memory; the server chooses its number and says it. */
async function startDisplay(): Promise<{ child: ChildProcess; number: string }> {
  const child = spawn(display ?? '', ['-displayfd', '3', '-screen', '0', '1280x720x24'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(child.stdio[3] as NodeJS.ReadableStream, 'data');
  return { child, number: String(number).trim() };
}

/** Without a graphics card, and in a home of its own. */
function environment(profile: string, displayNumber: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DISPLAY: `:${displayNumber}`,
    HOME: profile,
    XDG_CACHE_HOME: join(profile, 'cache'),
    XDG_CONFIG_HOME: join(profile, 'config'),
    XDG_DATA_HOME: join(profile, 'data'),
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
    // Its sandbox needs user namespaces, which containers and root often lack.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function listening(call: Call): Promise<void> {
  for (let looks = 0; ; looks++) {
    try {
      await call('GET', '/status');
      return;
    } catch (error) {
      if (looks === 200) throw error;
      await pause(100);
    }
  }
}

async function killGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}
