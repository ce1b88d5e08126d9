import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

/**
 * A page spoken to by the DevTools protocol alone, with nothing switched on. Playwright switches the network domain on,
 * and from then on the renderer keeps what the page fetches, up to 100 MB of it: the soak would measure that.
 */
export class QuietPage {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #devTools: string;
  readonly #url: string;
  #asked = 0;

  /** @param devTools `http://127.0.0.1:<port>` of a browser whose page at `url` nobody else is attached to */
  static async attach(devTools: string, url: string): Promise<QuietPage> {
    const page = (await targetsOf(devTools, url)).find(({ type }) => type === 'page');
    if (!page) throw new Error(`The browser has no page at ${url}`);
    return new QuietPage(await connected(page), devTools, url);
  }

  private constructor(socket: WebSocket, devTools: string, url: string) {
    this.#socket = socket;
    this.#devTools = devTools;
    this.#url = url;
    socket.on('message', (data) => {
      const answer = JSON.parse(String(data)) as Answer;
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
  }

  /** Rejects with what the browser says against it, and when it is gone. */
  send<Result>(method: string, params: object = {}): Promise<Result> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error(`${method}: the browser is gone`));
      this.#socket.once('close', gone);
      this.#waiting.set(id, ({ result, error }) => {
        this.#socket.off('close', gone);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result as Result);
      });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /**
   * Collects the garbage of the page and of its workers. A service worker that is never idle and makes little of it
   * collects none for an hour, and its responses keep their blobs in the browser for as long.
   */
  async collectGarbage(): Promise<void> {
    await this.send('HeapProfiler.collectGarbage');
    for (const target of await targetsOf(this.#devTools, this.#url)) {
      // One that has ended since it was listed has no garbage.
      if (target.type.endsWith('worker')) await this.#collectIn(target).catch(() => {});
    }
  }

  async #collectIn(target: Target): Promise<void> {
    const worker = new QuietPage(await connected(target), this.#devTools, this.#url);
    await worker.send('HeapProfiler.collectGarbage');
    worker.close();
  }

  /** What a function that needs nothing from outside gives in the page; `undefined` for what JSON cannot say. */
  async evaluate<Result>(inPage: () => Result | Promise<Result>): Promise<Result> {
    const { result, exceptionDetails } = await this.send<Evaluated>('Runtime.evaluate', {
      expression: `(${inPage})()`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value as Result;
  }

  close(): void {
    this.#socket.close();
  }
}

/** The page and its workers. */
async function targetsOf(devTools: string, url: string): Promise<Target[]> {
  const targets = (await (await fetch(`${devTools}/json/list`)).json()) as Target[];
  return targets.filter((target) => target.url.startsWith(url));
}

async function connected({ webSocketDebuggerUrl }: Target): Promise<WebSocket> {
  const socket = new WebSocket(webSocketDebuggerUrl);
  await once(socket, 'open');
  return socket;
}
