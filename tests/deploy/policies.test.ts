import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findChromium } from '../../scripts/find-chromium.mjs';
import { playerFiles, writePlayer } from './fake-player.ts';
import { deploy, emptyFolder, serve } from './programs.ts';

type Policies = Record<string, boolean | number | readonly string[]>;

const text = readFileSync(join(deploy, 'linux/policies/changming.json'), 'utf8');
const policies: Policies = JSON.parse(text);
const executable = await findChromium();
const reason = reasonToSkip();

/** Whoever asks from outside asks with a gesture, so the page itself notes whether it may sound without one. */
const soundPage = '<!doctype html><script>var soundAtStart = new AudioContext().state</script>';

if (reason) console.info(`policies in a real Chromium: skipped, ${reason}`);

describe('the policy files', () => {
  test('say the same to Chrome on Windows as to Chromium on Linux', () => {
    expect(registryFile('chrome-policies.reg')).toEqual(asNumbers(policies));
  });

  test('say the same to Edge, under the names that Edge has for it', () => {
    const { IncognitoModeAvailability, BrowserAddPersonEnabled, PromotionsEnabled, ...same } =
      asNumbers(policies);
    expect(registryFile('edge-policies.reg')).toEqual({
      ...same,
      InPrivateModeAvailability: IncognitoModeAvailability,
      BrowserAddProfileEnabled: BrowserAddPersonEnabled,
      ShowRecommendationsEnabled: PromotionsEnabled,
      AutoImportAtFirstRun: 4,
      HideFirstRunExperience: 1,
      HubsSidebarEnabled: 0,
      StartupBoostEnabled: 0,
    });
  });

  test('speak of the address at which the units and the guard serve the player', () => {
    const addresses = new Set(text.match(/http[^"]+/g));
    expect([...addresses]).toEqual(['http://127.0.0.1:4173']);
    expect(readFileSync(join(deploy, 'linux/changming-server.service'), 'utf8')).toContain('--port 4173');
    expect(readFileSync(join(deploy, 'kiosk/guard.mjs'), 'utf8')).toContain(
      "port: { type: 'string', default: '4173' }",
    );
  });
});

describe.skipIf(reason !== undefined)('a Chromium under these policies', () => {
  test('knows every one of them, and calls none wrong or deprecated', async () => {
    const { browser } = await chromiumUnder(testable(policies, ''));
    const page = await firstPage(browser, 'about:blank');
    await page.goto('chrome://policy');
    await expect
      .poll(() => page.evaluate(policyRows), { timeout: 60_000 })
      .toMatchObject({ URLBlocklist: 'OK' });
    const shown = (await page.evaluate(policyRows)) as Record<string, string>;
    const names = Object.keys(testable(policies, ''));
    expect(Object.fromEntries(names.map((name) => [name, shown[name]]))).toEqual(
      Object.fromEntries(names.map((name) => [name, 'OK'])),
    );
  });

  test('promises to keep the as-run log, lets sound play by itself, and opens no other page', async () => {
    const served = await serve(
      writePlayer(join(emptyFolder(), 'app'), { ...playerFiles, 'index.html': soundPage }),
    );
    const own = text.replaceAll('http://127.0.0.1:4173', served.url.replace(/\/$/, ''));
    const { browser } = await chromiumUnder(testable(JSON.parse(own), ''), served.url);
    const page = await firstPage(browser, served.url);
    expect(await page.evaluate('[isSecureContext, soundAtStart]')).toEqual([true, 'running']);
    expect(await page.evaluate('navigator.storage.persist()')).toBe(true);
    const others = [
      `http://localhost:${served.port}/`,
      'file:///etc/',
      `view-source:${served.url}`,
      'data:text/html,x',
    ];
    for (const other of others) {
      await expect(page.goto(other), other).rejects.toThrow('ERR_BLOCKED_BY_ADMINISTRATOR');
    }
  });

  test('does none of this without them: the policies are what does it', async () => {
    const served = await serve(
      writePlayer(join(emptyFolder(), 'app'), { ...playerFiles, 'index.html': soundPage }),
    );
    const { browser } = await chromiumUnder({}, served.url);
    const page = await firstPage(browser, served.url);
    expect(await page.evaluate('soundAtStart')).toBe('suspended');
    expect(await page.evaluate('navigator.storage.persist()')).toBe(false);
    await page.goto('file:///etc/');
  });

  test('is never promised to the same page at localhost', async () => {
    const served = await serve(writePlayer(join(emptyFolder(), 'app')));
    const address = `http://localhost:${served.port}`;
    const own = text.replaceAll('http://127.0.0.1:4173', address);
    const { browser } = await chromiumUnder(testable(JSON.parse(own), ''), address);
    const page = await firstPage(browser, `${address}/`);
    expect(await page.evaluate('navigator.storage.persist()')).toBe(false);
  });

  test('lets no debugger in', async () => {
    const child = startChromium(policies, 'about:blank');
    expect(await firstWord(child, /disallowed by the system admin|DevTools listening/)).toContain(
      'disallowed',
    );
  });
});

/** Without what keeps the test itself out; `address` is one that may be opened as well. */
function testable(all: Policies, address: string): Policies {
  const { DeveloperToolsAvailability: _tools, RemoteDebuggingAllowed: _debugging, ...rest } = all;
  return address ? { ...rest, URLAllowlist: [...(rest.URLAllowlist as string[]), address] } : rest;
}

/** The policies lie in a mount of the browser's own: nothing of this machine changes, no other browser sees them. */
function startChromium(own: Policies, url: string): ChildProcess {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'chromium/policies/managed'), { recursive: true });
  writeFileSync(join(folder, 'chromium/policies/managed/changming.json'), JSON.stringify(own));
  const inside = 'mount --bind "$0/chromium" /etc/chromium && exec "$@"';
  const switches = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--remote-debugging-port=0',
  ];
  const command = [executable ?? '', ...switches, `--user-data-dir=${join(folder, 'profile')}`, url];
  const child = spawn('unshare', ['-rm', 'sh', '-c', inside, folder, ...command], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill();
    await new Promise((resolve) => child.on('exit', resolve));
  });
  return child;
}

async function chromiumUnder(own: Policies, url = 'about:blank'): Promise<{ browser: Browser }> {
  const said = await firstWord(startChromium(own, url), /ws:\/\/\S+/);
  return { browser: await chromium.connectOverCDP(said) };
}

/** The page that was opened at the start, as a screen's is: the sound policy counts for the tab's first address. */
async function firstPage(browser: Browser, url: string): Promise<Page> {
  const find = () => browser.contexts()[0]?.pages()[0];
  await expect.poll(() => find()?.url(), { timeout: 60_000 }).toBe(url);
  const page = find();
  if (page === undefined) throw new Error('the first page is gone');
  await page.waitForLoadState();
  return page;
}

function firstWord(child: ChildProcess, pattern: RegExp): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk) => {
      said += chunk;
      const found = pattern.exec(said);
      if (found) resolve(found[0]);
    });
    child.on('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${said}`)));
  });
}

/** Name and state of each row that chrome://policy shows; the page is made of nested shadow trees. */
const policyRows = `(() => {
  const rows = {};
  const walk = (node) => {
    if (node.localName === 'policy-row') {
      const text = (name) => node.shadowRoot.querySelector('.policy.row .' + name)?.textContent.trim() ?? '';
      rows[text('name')] = text('messages');
    }
    for (const child of [...(node.shadowRoot?.children ?? []), ...node.children]) walk(child);
  };
  walk(document.body);
  return rows;
})()`;

function asNumbers(all: Policies): Policies {
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value]),
  );
}

/** The values of a .reg file; a key below the first is a list, numbered from 1. */
function registryFile(name: string): Policies {
  const [header, ...lines] = readFileSync(join(deploy, 'windows', name), 'utf8').split('\r\n');
  expect(header).toBe('Windows Registry Editor Version 5.00');
  const values: Record<string, number | string[]> = {};
  let list: string[] | undefined;
  for (const line of lines) {
    const key =
      /^\[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\(?:Google\\Chrome|Microsoft\\Edge)(?:\\(\w+))?\]$/.exec(
        line,
      );
    const value = /^"(\w+)"=(?:dword:([0-9a-f]{8})|"([^"\\]*)")$/.exec(line);
    if (key?.[1]) list = values[key[1]] = [];
    else if (value?.[2]) values[value[1] ?? ''] = Number.parseInt(value[2], 16);
    else if (value?.[3] !== undefined) expect(list?.push(value[3])).toBe(Number(value[1]));
    else expect(line).toMatch(/^$|^;|^\[/);
  }
  return values;
}

function reasonToSkip(): string | undefined {
  if (process.platform !== 'linux') return 'they are laid under it with Linux means';
  if (!executable?.endsWith('chromium')) return 'no Chromium that reads /etc/chromium';
  if (!existsSync('/etc/chromium')) return 'there is no /etc/chromium to lay them over';
  const tried = spawnSync('unshare', ['-rm', 'mount', '--bind', '/etc/chromium', '/etc/chromium']);
  return tried.status === 0 ? undefined : 'this system allows no mount of one’s own';
}
