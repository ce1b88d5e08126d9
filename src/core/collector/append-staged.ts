import type { EntryArchive } from '../ports/entry-archive.ts';
import { readStaged, type StagedRange } from './staged-entries.ts';

/** Databases for columns want few and large writes; this many entries are a few megabytes. */
const entriesPerAppend = 4096;
const bytesPerAppend = 8_388_608;

/**
 * Archives what was hashed, durably. Holds one append in memory.
 * @returns the first entry that is not there any more, or undefined when all is archived
 */
export async function appendStaged(
  archive: EntryArchive,
  range: StagedRange,
  digests: readonly Uint8Array[],
): Promise<number | undefined> {
  let batch: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  let from = range.from.size;
  const flush = async () => {
    if (batch.length > 0) await archive.append(range.origin, from, batch);
    from += batch.length;
    batch = [];
    bytes = 0;
  };
  const pieces = readStaged(range, digests);
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) {
      if (value === undefined) await flush();
      return value;
    }
    batch.push(...value.entries);
    bytes += value.entries.reduce((sum, entry) => sum + entry.length, 0);
    if (batch.length >= entriesPerAppend || bytes >= bytesPerAppend) await flush();
  }
}
