/** A file of the browser that was brought to the disk: an `fsync` or `fdatasync` that returned 0. */
export interface Flush {
  readonly file: string;
  /** Wall time at which the call had returned. */
  readonly endedMs: number;
}

/** What the page said of one commit, on the wall clock of the same machine. */
export interface Acknowledged {
  /** When its transaction was asked for. */
  readonly commitMs: number;
  /** When the one before it was acknowledged. */
  readonly sinceMs: number;
  readonly acknowledgedMs: number;
}

const begun = /^(\d+) +(\d+\.\d+) (?:fsync|fdatasync)\(\d+<([^>]*)>(.*)$/;
const ended = /\) += 0 <(\d+\.\d+)>$/;
const resumed = /^(\d+) +(\d+\.\d+) <\.\.\. (?:fsync|fdatasync) resumed>/;

/** Reads what `strace -f -y -ttt -T -e trace=fsync,fdatasync` has written. Calls that failed or never returned are left out. */
export function flushesOf(trace: string): Flush[] {
  const underWay = new Map<string, string>();
  return trace.split('\n').flatMap((line) => {
    const call = begun.exec(line);
    const seconds = ended.exec(line)?.[1];
    if (call) {
      const [, thread = '', atSeconds, file = '', rest = ''] = call;
      if (rest.includes('<unfinished')) underWay.set(thread, file);
      if (seconds === undefined) return [];
      return [{ file, endedMs: (Number(atSeconds) + Number(seconds)) * 1000 }];
    }
    const [, thread = '', atSeconds] = resumed.exec(line) ?? [];
    const file = underWay.get(thread);
    if (file === undefined || !underWay.delete(thread) || seconds === undefined) return [];
    return [{ file, endedMs: Number(atSeconds) * 1000 }];
  });
}

/** What was acknowledged without a flush of the right file between `from` and the acknowledgement. */
export function unflushed(
  acknowledged: readonly Acknowledged[],
  flushes: readonly Flush[],
  isRight: (file: string) => boolean,
  from: 'commitMs' | 'sinceMs',
): Acknowledged[] {
  const right = flushes.filter(({ file }) => isRight(file));
  // The page's clock is cut to whole milliseconds.
  return acknowledged.filter(
    (commit) => !right.some(({ endedMs }) => endedMs >= commit[from] && endedMs <= commit.acknowledgedMs + 1),
  );
}

/** The write-ahead log of the LevelDB in which an origin's IndexedDB lies. */
export function isIndexedDbLog(file: string): boolean {
  return /\/IndexedDB\/[^/]+\.indexeddb\.leveldb\/\d+\.log$/.test(file);
}

/** A file of the origin private file system: those with a number for a name hold what the page wrote. */
export function isPrivateFile(file: string): boolean {
  return /\/File System\/.+\/\d+\/\d+$/.test(file);
}
