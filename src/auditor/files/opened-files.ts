import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { OpenedFile, OpenFile } from './opened-file.ts';

let opened = 0;

/** The files that a page has opened: checked one after the other, so that several large ones do not fight for memory. */
export class OpenedFiles implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #open: () => OpenFile | undefined;
  readonly #stops = new Map<string, AbortController>();
  #files: readonly OpenedFile[] = [];
  #queue: Promise<void> = Promise.resolve();
  /** The file looked at; undefined for this screen's log. */
  shown: string | undefined;

  constructor(host: ReactiveControllerHost, open: () => OpenFile | undefined) {
    this.#host = host;
    this.#open = open;
    host.addController(this);
  }

  hostDisconnected(): void {
    for (const stop of this.#stops.values()) stop.abort();
  }

  get all(): readonly OpenedFile[] {
    return this.#files;
  }

  get current(): OpenedFile | undefined {
    return this.#files.find(({ id }) => id === this.shown);
  }

  /** The first that is checked is shown. */
  add(files: readonly File[]): void {
    for (const file of files) {
      const id = `file-${++opened}`;
      this.#stops.set(id, new AbortController());
      this.#files = [
        ...this.#files,
        { id, name: file.name, state: 'checking', step: undefined, done: undefined },
      ];
      this.#queue = this.#queue.then(() => this.#check(id, file));
    }
    this.#host.requestUpdate();
  }

  show(id: string | undefined): void {
    this.shown = id;
    this.#host.requestUpdate();
  }

  /** Also cancels the check, where it is under way. */
  remove(id: string): void {
    this.#stops.get(id)?.abort();
    this.#stops.delete(id);
    this.#files = this.#files.filter((file) => file.id !== id);
    if (this.shown === id) this.shown = this.#files.find(({ state }) => state === 'checked')?.id;
    this.#host.requestUpdate();
  }

  async #check(id: string, file: File): Promise<void> {
    const stop = this.#stops.get(id);
    const open = this.#open();
    if (!stop || !open) return;
    const { name } = file;
    try {
      const { verdict, reading } = await open(file, {
        signal: stop.signal,
        onProgress: (step, done, total) =>
          this.#replace({ id, name, state: 'checking', step, done: total > 0 ? done / total : undefined }),
      });
      this.#replace({ id, name, state: 'checked', verdict, reading, file });
      if (!this.current) this.show(id);
    } catch (error) {
      if (stop.signal.aborted) return;
      this.#replace({
        id,
        name,
        state: 'failed',
        why: error instanceof Error ? error.message : String(error),
      });
    }
  }

  #replace(file: OpenedFile): void {
    this.#files = this.#files.map((each) => (each.id === file.id ? file : each));
    this.#host.requestUpdate();
  }
}
