/** An export of an as-run log as files, wherever they lie: a ZIP, a folder, memory. docs/export-format.md says which. */
export interface Archive {
  /** Every file, with `/` between folders, in no particular order. */
  readonly paths: readonly string[];
  /**
   * The bytes of one file in pieces, so that a large one never has to be in memory whole. Undefined when there is no
   * such file. Rejects with {@link ArchiveError} when what contains the file is damaged.
   */
  open(path: string): AsyncIterable<Uint8Array<ArrayBuffer>> | undefined;
}

/** One file of an export on its way out. Files come in the order in which they are to be written. */
export interface ArchiveFile {
  readonly path: string;
  /** Hashes: a container need not try. */
  readonly incompressible?: true;
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>> | Iterable<Uint8Array<ArrayBuffer>>;
}

/** The container cannot be read: not a ZIP, a wrong checksum, a name that leaves the folder. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  /** The file that could not be read; undefined when it is the container itself. */
  readonly path: string | undefined;
  constructor(message: string, path?: string) {
    super(message);
    this.path = path;
  }
}
