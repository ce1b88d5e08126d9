import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../scripts/find-chromium.mjs';

/** A real Chromium with a profile on disk that can be killed without warning and started again. */
export class BrowserProcess {
  readonly #profile: string;
  readonly #extraArguments: readonly string[];
  #process: ChildProcess | undefined;
  #browser: Browser | undefined;

  private constructor(profile: string, extraArguments: readonly string[]) {
    this.#profile = profile;
    this.#extraArguments = extraArguments;
  }

  static async create(...extraArguments: string[]): Promise<BrowserProcess> {
    return new BrowserProcess(await mkdtemp(join(tmpdir(), 'changming-profile-')), extraArguments);
  }

  /** Starts the browser with the same profile as before and opens a page. */
  async open(url: string): Promise<Page> {
    const executable = await findChromium();
    if (!executable) throw new Error('No Chromium found');
    const portFile = join(this.#profile, 'DevToolsActivePort');
    await rm(portFile, { force: true });
    this.#process = spawn(
      executable,
      [
        '--headless=new',
        ...chromiumArguments,
        '--no-first-run',
        '--disable-sync',
        '--window-size=1280,720',
        '--remote-debugging-port=0',
        `--user-data-dir=${this.#profile}`,
        ...this.#extraArguments,
        url,
      ],
      { detached: true, stdio: 'ignore' },
    );
    const port = await firstLineOf(portFile);
    this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    return this.#firstPage(url);
  }

  async #firstPage(url: string): Promise<Page> {
    const [context] = this.#browser?.contexts() ?? [];
    if (!context) throw new Error('Chromium has no context');
    const page = context.pages().find((candidate) => candidate.url().startsWith(url)) ?? context.pages()[0];
    return page ?? context.waitForEvent('page');
  }

  /** SIGKILL to the browser and all of its children: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    const process_ = this.#process;
    if (process_?.pid === undefined) return;
    const gone = new Promise((resolve) => process_.once('exit', resolve));
    process.kill(-process_.pid, 'SIGKILL');
    await gone;
    this.#process = undefined;
    await this.#browser?.close().catch(() => {});
  }

  /** Kills the browser and removes its profile. */
  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function firstLineOf(file: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const [line] = text.split('\n');
    if (text.includes('\n') && line) return line;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
