import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chromiumArguments, findChromium } from '../../scripts/find-chromium.mjs';
import { playerFiles, writePlayer } from './fake-player.ts';
import { deploy, emptyFolder, type Program, run, serve, start } from './programs.ts';

const executable = await findChromium();
const canTry = process.platform === 'linux' && executable !== undefined;
if (!canTry) console.info('guard.mjs: not tried, it needs Linux and a Chromium here');
const guard = join(deploy, 'kiosk/guard.mjs');

/** A page that asks for its programme as the player does, only oftener. */
const page = `<!doctype html><script>
setInterval(() => fetch('playlists/index.json', { cache: 'no-store' }), 250);
</script>`;

describe.skipIf(!canTry)('guard.mjs with a real Chromium', () => {
  test('has the browser back after kill -9, and the page in it', async () => {
    const { program, url } = await guarded();
    const first = await browserProcess(program, 1);
    await untilPageAsks(url);
    process.kill(first, 'SIGKILL');
    await program.line(/browser ended \(SIGKILL\)/);
    const second = await browserProcess(program, 2);
    expect(second).not.toBe(first);
    await untilPageAsks(url);
  });

  test('ends and restarts a browser whose page has died while the browser itself lives on', async () => {
    const { program, url } = await guarded('--silence-minutes', '0.1', '--look-every-ms', '200');
    const first = await browserProcess(program, 1);
    await untilPageAsks(url, 10);
    for (const renderer of renderersOf(first)) process.kill(renderer, 'SIGKILL');
    await program.line(/the page has been silent/);
    await browserProcess(program, 2);
    await untilPageAsks(url);
  });

  test('leaves nothing running when it is ended', async () => {
    const { program, url } = await guarded();
    const browser = await browserProcess(program, 1);
    await program.stop();
    expect(() => process.kill(browser, 0)).toThrow('ESRCH');
    expect(program.process.exitCode).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });
});

test('guard.mjs says what is missing, and how it is called', async () => {
  const { code, output } = await run(process.execPath, [guard, '--browser', process.execPath]);
  expect(code).toBe(2);
  expect(output).toContain('--profile is missing');
});

async function guarded(...more: string[]): Promise<{ program: Program; url: string }> {
  const folder = emptyFolder();
  const app = writePlayer(join(folder, 'app'), { ...playerFiles, 'index.html': page });
  const port = await freePort(app);
  const own = [
    '--app',
    app,
    '--port',
    port,
    '--profile',
    join(folder, 'profile'),
    '--browser',
    executable ?? '',
  ];
  const switches = ['--headless=new', ...chromiumArguments];
  const program = start(process.execPath, [
    guard,
    ...own,
    '--patience-ms',
    '100',
    ...more,
    '--',
    ...switches,
  ]);
  return { program, url: `http://127.0.0.1:${port}/` };
}

/** One that was free a moment ago. */
async function freePort(app: string): Promise<string> {
  const { port, program } = await serve(app);
  await program.stop();
  return port;
}

async function browserProcess(program: Program, n: number): Promise<number> {
  return Number((await program.line(/browser started, process (\d+)/, n))[1]);
}

/** Until the page has asked for its programme so many times more. */
async function untilPageAsks(url: string, times = 1): Promise<void> {
  const requests = async () => {
    const sign = await fetch(`${url}.changming/sign`).then(
      (answer) => answer.json(),
      () => undefined,
    );
    return (sign as { requests: number } | undefined)?.requests ?? 0;
  };
  const before = await requests();
  await expect.poll(requests, { timeout: 60_000 }).toBeGreaterThanOrEqual(before + times);
}

/** Processes that draw pages, below this one. */
function renderersOf(browser: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = /^PPid:\s*(\d+)/m.exec(readProcess(name, 'status'))?.[1];
    parents.set(Number(name), Number(parent));
  }
  const isBelow = (id: number): boolean => {
    const parent = parents.get(id);
    return parent === browser || (parent !== undefined && parent > 1 && isBelow(parent));
  };
  return [...parents.keys()].filter(
    (id) => isBelow(id) && readProcess(String(id), 'cmdline').includes('--type=renderer'),
  );
}

function readProcess(id: string, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
