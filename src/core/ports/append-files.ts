/**
 * Files that grow at their end, by path with `/` between folders. One writer at a time. Every method rejects with an
 * `AsRunStoreError`.
 */
export interface AppendFiles {
  /** Names of the files in a folder, in no particular order; none when there is no such folder. */
  list(folder: string): Promise<string[]>;
  /** The bytes of a file; undefined when there is none. */
  read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /**
   * Cuts the file to `at` bytes, writes `bytes` there and makes both durable. A file that does not exist is made, its
   * folders too. When it rejects, any part of `bytes` may be there.
   */
  write(path: string, at: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(path: string): Promise<void>;
  close(): void;
}
