/** The entries of all logs, as they were received. It may hold more of a log than was acknowledged, never less. */
export interface EntryArchive {
  /**
   * Durable when it resolves. Idempotent: the same entries again, in whole or in part, change nothing and are counted
   * once.
   */
  append(origin: string, from: number, entries: readonly Uint8Array<ArrayBuffer>[]): Promise<void>;
  /** Entry bytes exactly as appended, [from, to), as far as there are any without a hole. */
  read(origin: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]>;
  close(): Promise<void>;
}
