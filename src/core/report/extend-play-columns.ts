import { throwIfAborted } from '../abort.ts';
import type { AsRunStore } from '../ports/as-run-store.ts';
import {
  columnBytes,
  encodePlayColumns,
  type PlayColumns,
  rowsPerChunk,
  viewColumns,
} from './play-columns.ts';
import { type KeptColumns, PlayColumnsDamaged, type PlayColumnsStore } from './play-columns-store.ts';
import { emptyPlayTable, type PlayTable } from './play-table.ts';
import { SubjectDictionary } from './subject-dictionary.ts';

/** What a reader of the log needs of its store. */
export type AsRunReader = Pick<AsRunStore, 'readHead' | 'readEntries'>;

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Rows ready, of rows in all. */
  readonly onProgress?: (done: number, total: number) => void;
}

const chunksPerRead = 32;

/**
 * Brings the kept columns up to the last full chunk of the log. Cheap when there is nothing to do, so a player calls
 * it in idle time; may run in several tabs at once. Stops between chunks when `signal` is aborted.
 */
export async function extendPlayColumns(
  log: AsRunReader,
  store: PlayColumnsStore,
  { signal, onProgress }: ReadOptions = {},
): Promise<void> {
  const first = await log.readHead();
  if (!first) return;
  let kept = await store.describe(first.origin);
  // Read after the columns: the player may have extended both meanwhile.
  const head = (await log.readHead()) ?? first;
  const total = head.size - (head.size % rowsPerChunk);
  if (kept.size > total) {
    // More columns than entries: they are of a log that is no more.
    await store.clear();
    kept = await store.describe(head.origin);
  }
  let dictionary = await dictionaryOf(store, kept);
  while (kept.size < total) {
    throwIfAborted(signal);
    const entries = await log.readEntries(kept.size, kept.size + rowsPerChunk);
    const columns = encodePlayColumns(kept.size, entries, dictionary);
    const added = dictionary.subjects.slice(kept.subjects);
    if (await store.append(head.origin, kept, columnBytes(columns), added)) {
      kept = { size: kept.size + rowsPerChunk, subjects: dictionary.size };
    } else {
      kept = await store.describe(head.origin);
      dictionary = await dictionaryOf(store, kept);
    }
    onProgress?.(kept.size, total);
  }
}

/** The subjects that belong to what is kept; another tab may have added more meanwhile. */
async function dictionaryOf(store: PlayColumnsStore, kept: KeptColumns): Promise<SubjectDictionary> {
  if (kept.size === 0) return new SubjectDictionary();
  return new SubjectDictionary((await store.readSubjects(0)).slice(0, kept.subjects));
}

/**
 * The whole log as columns: kept chunks, built first where they are not up to date, and the rest from the entries.
 * @param previous a table read before; its chunks are not read again
 */
export async function readPlayTable(
  log: AsRunReader,
  store: PlayColumnsStore,
  { signal, onProgress, previous }: ReadOptions & { readonly previous?: PlayTable } = {},
): Promise<PlayTable> {
  try {
    return await readOnce(
      log,
      store,
      { ...(signal && { signal }), ...(onProgress && { onProgress }) },
      previous,
    );
  } catch (error) {
    if (!(error instanceof PlayColumnsDamaged)) throw error;
    await store.clear();
    return readOnce(log, store, { ...(signal && { signal }), ...(onProgress && { onProgress }) }, undefined);
  }
}

async function readOnce(
  log: AsRunReader,
  store: PlayColumnsStore,
  options: ReadOptions,
  previous: PlayTable | undefined,
): Promise<PlayTable> {
  await extendPlayColumns(log, store, options);
  const head = await log.readHead();
  if (!head) return emptyPlayTable;
  const kept = await store.describe(head.origin);
  const size = Math.min(kept.size, head.size - (head.size % rowsPerChunk));
  const known = previous?.origin === head.origin ? previous.chunks.filter(isFull) : [];
  const chunks = known.slice(0, size / rowsPerChunk);
  await readKept(store, chunks, size, options.signal);
  const dictionary = await dictionaryOf(store, kept);
  await readTail(log, chunks, head.size, dictionary);
  return { origin: head.origin, size: head.size, chunks, subjects: dictionary.subjects };
}

async function readKept(
  store: PlayColumnsStore,
  chunks: PlayColumns[],
  size: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let from = chunks.length * rowsPerChunk; from < size; ) {
    throwIfAborted(signal);
    const to = Math.min(from + chunksPerRead * rowsPerChunk, size);
    for (const bytes of await store.readChunks(from, to)) {
      chunks.push(viewColumns(chunks.length * rowsPerChunk, bytes));
    }
    from = to;
  }
}

/** The rows after the last kept chunk; a chunk more where the log grew meanwhile. */
async function readTail(
  log: AsRunReader,
  chunks: PlayColumns[],
  size: number,
  dictionary: SubjectDictionary,
): Promise<void> {
  for (let from = chunks.length * rowsPerChunk; from < size; from += rowsPerChunk) {
    const entries = await log.readEntries(from, Math.min(from + rowsPerChunk, size));
    chunks.push(encodePlayColumns(from, entries, dictionary));
  }
}

function isFull(chunk: PlayColumns): boolean {
  return chunk.count === rowsPerChunk;
}
