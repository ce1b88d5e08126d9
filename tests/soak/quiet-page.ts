import { once } from 'node:events';
import { WebSocket } from 'ws';

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
  #asked = 0;

  /** @param devTools `http://127.0.0.1:<port>` of a browser whose page at `url` nobody else is attached to */
  static async attach(devTools: string, url: string): Promise<QuietPage> {
    const pages = (await (await fetch(`${devTools}/json/list`)).json()) as {
      readonly type: string;
      readonly url: string;
      readonly webSocketDebuggerUrl: string;
    }[];
    const page = pages.find((each) => each.type === 'page' && each.url.startsWith(url));
    if (!page) throw new Error(`The browser has no page at ${url}`);
    const socket = new WebSocket(page.webSocketDebuggerUrl);
    await once(socket, 'open');
    return new QuietPage(socket);
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
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
