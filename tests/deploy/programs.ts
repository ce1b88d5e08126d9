import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';

// Each test starts programs; a busy machine takes its time, and none of them is about speed.
vi.setConfig({ testTimeout: 120_000 });

/** The folder of the recipes. */
export const deploy = fileURLToPath(new URL('../../deploy', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end; both of its outputs in one text. */
export function run(command: string, args: readonly string[], environment = {}): Promise<Ended> {
  const child = spawn(command, args, { env: { ...process.env, ...environment } });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** An empty folder that goes away with the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'changming-deploy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return folder;
}

/** A program that says one line after another; ended with the test. */
export function start(command: string, args: readonly string[]): Program {
  return new Program(spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] }));
}

export class Program {
  readonly #lines: string[] = [];
  readonly #waiting = new Set<() => void>();

  readonly process: ChildProcess;

  constructor(process: ChildProcess) {
    this.process = process;
    for (const output of [process.stdout, process.stderr]) {
      if (output !== null) createInterface(output).on('line', (line) => this.#hear(line));
    }
    process.on('close', () => this.#hear('(ended)'));
    onTestFinished(() => this.stop());
  }

  #hear(line: string): void {
    this.#lines.push(line);
    for (const look of this.#waiting) look();
  }

  /** The n-th line that fits, counted from 1; waits until there is one, or the program has ended without it. */
  line(pattern: RegExp, n = 1): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.#lines.map((line) => pattern.exec(line)).filter((match) => match !== null)[n - 1];
        const hasEnded = this.#lines[this.#lines.length - 1] === '(ended)';
        if (found === undefined && !hasEnded) return;
        this.#waiting.delete(look);
        if (found) resolve(found);
        else reject(new Error(`ended without ${pattern}: ${this.#lines.join('\n')}`));
      };
      this.#waiting.add(look);
      look();
    });
  }

  stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.process.on('exit', () => resolve());
      this.process.kill();
    });
  }
}

/** Serves a folder as a screen's machine does, on a free port. */
export async function serve(root: string): Promise<{ url: string; port: string; program: Program }> {
  const program = start(process.execPath, [join(deploy, 'kiosk/serve.mjs'), '--root', root, '--port', '0']);
  const [url = ''] = await program.line(/^http.*/);
  return { url, port: new URL(url).port, program };
}
