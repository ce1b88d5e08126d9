const lockName = 'changming-as-run';

/** Gives the lock up. The browser does so by itself when the page goes away, crashed or not. */
export type ReleaseWriterLock = () => void;

/** Takes the right to write the as-run log, which one page of this browser has at a time. */
export function acquireWriterLock(name = lockName): Promise<ReleaseWriterLock | 'held elsewhere'> {
  return request(name, { ifAvailable: true });
}

/** Waits until no other page has the lock, then takes it. Rejects with the signal's reason when aborted. */
export async function waitForWriterLock(signal: AbortSignal, name = lockName): Promise<ReleaseWriterLock> {
  const release = await request(name, { signal });
  if (release === 'held elsewhere') throw new Error('The browser refused a lock that may wait');
  return release;
}

function request(name: string, options: LockOptions): Promise<ReleaseWriterLock | 'held elsewhere'> {
  return new Promise((resolve, reject) => {
    const whenGranted = (lock: Lock | null) => {
      if (lock === null) return resolve('held elsewhere');
      // The lock is held for as long as this promise is pending.
      return new Promise<void>((release) => resolve(() => release()));
    };
    navigator.locks.request(name, options, whenGranted).catch(reject);
  });
}
