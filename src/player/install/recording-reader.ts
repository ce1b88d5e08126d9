import type { ReadFile } from '../../core/playlist/load.ts';

/** Reads files and remembers their bytes, so that exactly what was judged is what is kept. */
export class RecordingReader {
  readonly #read: ReadFile;
  readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();
  /** The first file that could not be had at all, which is no fault of what it says. */
  #unreadable: string | undefined;

  constructor(read: ReadFile) {
    this.#read = read;
  }

  readonly read: ReadFile = async (url, signal) => {
    try {
      const bytes = (await this.#read(url, signal)).slice();
      this.#files.set(url, bytes);
      return bytes;
    } catch (cause) {
      this.#unreadable ??= cause instanceof Error ? cause.message : String(cause);
      throw cause;
    }
  };

  get files() {
    return [...this.#files].map(([url, bytes]) => ({ url, bytes }));
  }

  get unreadable(): string | undefined {
    return this.#unreadable;
  }
}

/** Reads from kept files only. */
export function readerOf(
  files: readonly { readonly url: string; readonly bytes: Uint8Array<ArrayBuffer> }[],
): ReadFile {
  const byUrl = new Map(files.map((file) => [file.url, file.bytes]));
  return async (url) => {
    const bytes = byUrl.get(url);
    if (bytes === undefined) throw new Error(`Cannot read ${url}: it is not kept`);
    return bytes;
  };
}
