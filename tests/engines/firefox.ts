import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { BidiConnection } from './bidi.ts';
import type { Engine, EngineKind } from './engine.ts';
import { findProgram } from './programs.ts';

const program = findProgram('firefox-esr', 'firefox');

export const firefox: EngineKind = {
  name: 'Firefox',
  keepsProfile: true,
  missing: () => (program ? undefined : 'there is no Firefox here'),
  start,
};

async function start(profile: string): Promise<Engine> {
  const child = spawn(
    program ?? '',
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '720' },
    },
  );
  const connection = await BidiConnection.open(`${await addressOf(child)}/session`);
  const session = await connection.send<{ capabilities: { browserVersion: string } }>('session.new', {
    capabilities: {},
  });
  const { contexts } = await connection.send<{ contexts: { context: string }[] }>('browsingContext.getTree');
  const context = contexts[0]?.context;
  return {
    name: `Firefox ${session.capabilities.browserVersion}`,
    async open(url) {
      await connection.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    evaluate: (expression) => evaluate(connection, context, expression),
    async picture() {
      const { data } = await connection.send<{ data: string }>('browsingContext.captureScreenshot', {
        context,
      });
      return Buffer.from(data, 'base64');
    },
    async kill() {
      const gone = once(child, 'exit');
      process.kill(-(child.pid ?? 0), 'SIGKILL');
      await gone;
      connection.close();
    },
  };
}

/** Firefox says on its standard error where it listens. */
async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const part of child.stderr ?? []) {
    said += part;
    const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
    if (!address) continue;
    // What is not read would stop it some day.
    child.stderr?.resume();
    return address;
  }
  throw new Error(`Firefox ended at once: ${said.slice(-500)}`);
}

/** As JSON text: the protocol's own form of values is made for debuggers. */
async function evaluate<Value>(
  connection: BidiConnection,
  context: string | undefined,
  expression: string,
): Promise<Value> {
  const { type, result, exceptionDetails } = await connection.send<{
    type: 'success' | 'exception';
    result?: { value?: string };
    exceptionDetails?: { text: string };
  }>('script.evaluate', {
    expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
    target: { context },
    awaitPromise: true,
  });
  if (type === 'exception') throw new Error(exceptionDetails?.text);
  return JSON.parse(result?.value ?? 'null');
}
