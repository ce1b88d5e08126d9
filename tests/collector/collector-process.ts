import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseCosignerKey } from '../../src/core/tlog/cosignature.ts';
import type { NoteVerifier } from '../../src/core/tlog/signed-note.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The collector as it is started by hand, in a process of its own that can be killed. */
export class CollectorProcess {
  readonly url: string;
  readonly cosigner: NoteVerifier;
  readonly #process: ChildProcess;

  /** @param port 0: any; a collector that is started again for the same screens needs the same */
  static async start(data: string, port = 0): Promise<CollectorProcess> {
    const words = ['--import', 'tsx', 'src/collector/main.ts', '--port', String(port), '--data', data];
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    const url = await new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          said.push(line);
          const [address] = /https?:\/\/\S+\//.exec(line) ?? [];
          if (address) resolve(address);
        });
      }
      child.once('exit', (code) =>
        reject(new Error(`The collector ended with ${code}:\n${said.join('\n')}`)),
      );
    });
    const about = (await (await fetch(`${url}collector.json`)).json()) as { cosigner: string };
    return new CollectorProcess(child, url, parseCosignerKey(about.cosigner));
  }

  private constructor(child: ChildProcess, url: string, cosigner: NoteVerifier) {
    this.#process = child;
    this.url = url;
    this.cosigner = cosigner;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** As its operator does. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    return gone;
  }
}
