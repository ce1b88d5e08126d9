import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { onLanguageChange } from './language.ts';

/** Renders its host anew whenever the language is switched: `new LanguageController(this)`. */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = onLanguageChange(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop?.();
  }
}
