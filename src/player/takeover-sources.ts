import type { CommandOutcome, TakeoverCommand, TakeoverSource } from '../core/ports/takeovers.ts';

/** Ctrl+Alt+B, as in "blank": free in browsers and desktops and, unlike A, S, W, X and Z, in what is common on Chinese PCs. */
const stopChord = 'KeyB';

/** A source for whoever is on this page: the panel, a file that is opened in it. */
export class PageSource implements TakeoverSource {
  readonly name: string;
  #carryOut: ((command: TakeoverCommand) => Promise<CommandOutcome>) | undefined;

  constructor(name: string) {
    this.name = name;
  }

  subscribe(carryOut: (command: TakeoverCommand) => Promise<CommandOutcome>): () => void {
    this.#carryOut = carryOut;
    return () => {
      this.#carryOut = undefined;
    };
  }

  async deliver(command: TakeoverCommand): Promise<CommandOutcome> {
    if (!this.#carryOut) throw new Error(`Nobody listens to the ${this.name}`);
    return this.#carryOut(command);
  }
}

/** The emergency stop by one chord, from whatever has the focus, the panel included. */
export const keyboardSource: TakeoverSource = {
  name: 'keyboard',
  subscribe(carryOut) {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.ctrlKey || !event.altKey || event.code !== stopChord || event.repeat) return;
      event.preventDefault();
      void carryOut({ do: 'stop', by: '现场键盘 keyboard', why: 'Ctrl+Alt+B' });
    };
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => removeEventListener('keydown', onKeyDown, { capture: true });
  },
};
