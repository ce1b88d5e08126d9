import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../scripts/find-chromium.mjs';

interface BrowserOptions {
  readonly profile: string;
  readonly arguments?: readonly string[];
  /** A program and its arguments that starts the browser, such as a tracer. */
  readonly under?: readonly string[];
}

/** A real Chromium with a profile on disk that can be killed without warning and started again. */
export class BrowserProcess {
  readonly #options: BrowserOptions;
  #process: ChildProcess | undefined;
  #browser: Browser | undefined;
  #devTools = '';

  constructor(options: BrowserOptions) {
    this.#options = options;
  }

  static async create(...extraArguments: string[]): Promise<BrowserProcess> {
    const profile = await mkdtemp(join(tmpdir(), 'changming-profile-'));
    return new BrowserProcess({ profile, arguments: extraArguments });
  }

  get profile(): string {
    return this.#options.profile;
  }

  /** Of the browser itself, or of what it runs under; undefined while it does not run. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Whether it was started and has ended without being asked to. */
  get hasEnded(): boolean {
    return this.#process !== undefined && hasEnded(this.#process);
  }

  /** Starts the browser with the same profile as before and opens a page. */
  async open(url: string): Promise<Page> {
    const executable = await findChromium();
    if (!executable) throw new Error('No Chromium found');
    const portFile = join(this.profile, 'DevToolsActivePort');
    await rm(portFile, { force: true });
    const [program = executable, ...before] = [...(this.#options.under ?? []), executable];
    this.#process = spawn(
      program,
      [
        ...before,
        '--headless=new',
        ...chromiumArguments,
        '--no-first-run',
        '--disable-sync',
        '--window-size=1280,720',
        '--remote-debugging-port=0',
        `--user-data-dir=${this.profile}`,
        ...(this.#options.arguments ?? []),
        url,
      ],
      { detached: true, stdio: 'ignore' },
    );
    const port = await firstLineOf(portFile, this.#process);
    this.#devTools = `http://127.0.0.1:${port}`;
    this.#browser = await chromium.connectOverCDP(this.#devTools);
    return this.#firstPage(url);
  }

  async #firstPage(url: string): Promise<Page> {
    const [context] = this.#browser?.contexts() ?? [];
    if (!context) throw new Error('Chromium has no context');
    const page = context.pages().find((candidate) => candidate.url().startsWith(url)) ?? context.pages()[0];
    return page ?? context.waitForEvent('page');
  }

  /** Lets go of its pages, which go on, and says where its DevTools listen. */
  async leave(): Promise<string> {
    await this.#browser?.close();
    this.#browser = undefined;
    return this.#devTools;
  }

  /** SIGKILL to the browser and all of its children: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    const process_ = this.#process;
    this.#process = undefined;
    if (process_?.pid !== undefined && !hasEnded(process_)) {
      const gone = new Promise((resolve) => process_.once('exit', resolve));
      process.kill(-process_.pid, 'SIGKILL');
      await gone;
    }
    await this.#browser?.close().catch(() => {});
  }

  /** Asks the browser to close and waits until it has. */
  async close(): Promise<void> {
    const process_ = this.#process;
    if (!process_ || hasEnded(process_)) return;
    const gone = new Promise((resolve) => process_.once('exit', resolve));
    const session = await this.#browser?.newBrowserCDPSession();
    await session?.send('Browser.close').catch(() => {});
    await gone;
    this.#process = undefined;
    await this.#browser?.close().catch(() => {});
  }

  /** Kills the browser and removes its profile. */
  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function firstLineOf(file: string, writer: ChildProcess): Promise<string> {
  for (;;) {
    if (hasEnded(writer)) throw new Error(`Chromium ended at once: ${writer.exitCode ?? writer.signalCode}`);
    const text = await readFile(file, 'utf8').catch(() => '');
    const [line] = text.split('\n');
    if (text.includes('\n') && line) return line;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
