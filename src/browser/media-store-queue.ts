/** Works through the items, `concurrency` at a time; after a rejection none is begun, and those under way are awaited. */
export async function forEachOf<T>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  let failed = false;
  const worker = async () => {
    for (let next = queue.next(); !next.done && !failed; next = queue.next()) {
      await work(next.value).catch((cause: unknown) => {
        failed = true;
        throw cause;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken?.status === 'rejected') throw broken.reason;
}
