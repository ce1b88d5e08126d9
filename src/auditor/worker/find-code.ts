import { AsRunDatabase } from '../../browser/as-run-database.ts';
import { IndexedDbAsRunStore } from '../../browser/as-run-store.ts';
import { decodeEntry } from '../../core/as-run/entry-text.ts';
import { CodeSearch, readAskedCode } from '../../core/evidence/verify/code-search.ts';
import { leafHash } from '../../core/tlog/merkle.ts';
import type { JobProgress, Jobs } from './jobs.ts';

const entriesPerRead = 1024;

/** Grows this device's log again, entry by entry, and looks for the code among its roots. */
export async function findCode(
  { database, epoch, code }: Jobs['find-code']['asked'],
  onProgress: JobProgress,
): Promise<Jobs['find-code']['answer']> {
  const asked = readAskedCode(code);
  if (!asked) return undefined;
  const log = new IndexedDbAsRunStore(new AsRunDatabase(database), epoch);
  const head = await log.readHead();
  const search = new CodeSearch(asked, head?.origin);
  search.startAt(0, []);
  const size = head?.size ?? 0;
  for (let from = 0; from < size; from += entriesPerRead) {
    for (const bytes of await log.readEntries(from, Math.min(size, from + entriesPerRead))) {
      search.add(leafHash(bytes), entryOf(bytes));
    }
    onProgress('search', Math.min(size, from + entriesPerRead), size);
  }
  return search.answer();
}

/** Undefined for bytes that are no entry: they are part of the tree all the same. */
function entryOf(bytes: Uint8Array) {
  try {
    return decodeEntry(bytes);
  } catch {
    return undefined;
  }
}
