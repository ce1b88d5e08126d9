import type { IncomingMessage, ServerResponse } from 'node:http';
import { ScreenServer } from '../e2e/screen-server.ts';
import { serveProgramme } from './programme.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** The built program and the bench's programme, on a server that can be made to answer as badly as is wanted. */
export class FaultServer extends ScreenServer {
  /** What answers instead, by path without query. */
  readonly answers = new Map<string, Answer>();
  readonly #underWay = new Set<ServerResponse>();

  /** Everything as a screen should meet it. */
  heal(): void {
    this.overrides.clear();
    this.troubles.clear();
    this.answers.clear();
    this.requested.length = 0;
    // A file that comes a byte a second would keep the screen waiting for a day.
    for (const response of this.#underWay) response.destroy();
    serveProgramme(this);
  }

  protected override async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const answer = this.answers.get(pathname);
    if (!answer) return super.answer(request, response);
    this.requested.push(pathname);
    this.#underWay.add(response);
    response.on('close', () => this.#underWay.delete(response));
    return answer(request, response);
  }
}
