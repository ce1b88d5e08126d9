import type { Page } from '@playwright/test';
import type { SurvivingEpoch } from './checker.ts';

interface StoredText {
  readonly screenId: string;
  readonly publicKey: readonly number[];
  readonly epochs: readonly {
    readonly epoch: number;
    readonly checkpoint: string | undefined;
    readonly entries: readonly (readonly [seq: number, text: string])[];
  }[];
}

/** A page that is left more often than this while it is read does nothing else. */
const mostReloads = 5;

/** Every epoch of the as-run log as it lies in the page's IndexedDB, in one view: read past the program. */
export async function survivingEpochs(page: Page): Promise<SurvivingEpoch[]> {
  const stored = await read(page);
  if (!stored) return [];
  const { screenId, publicKey, epochs } = stored;
  return epochs.map(({ epoch, checkpoint, entries }) => ({
    origin: `changming/${screenId}/${epoch}`,
    publicKey: Uint8Array.from(publicKey),
    checkpoint,
    // Entries are UTF-8; where they are not any more, the root tells.
    entries: entries.map(([seq, text]) => ({ seq, bytes: Buffer.from(text, 'utf8') })),
  }));
}

/** A player may load its page anew between two pictures; the log is then read from the new one. */
async function read(page: Page, attempt = 1): Promise<StoredText | undefined> {
  try {
    return await page.evaluate(readStored);
  } catch (error) {
    const isLeft = String(error).includes('Execution context was destroyed');
    if (!isLeft || attempt === mostReloads) throw error;
    await page.waitForLoadState('load');
    return read(page, attempt + 1);
  }
}

/** Runs in the page. */
async function readStored(): Promise<StoredText | undefined> {
  const name = 'changming-as-run';
  // Opening a database that is not there would make an empty one and be in the program's way.
  if (!(await indexedDB.databases()).some((known) => known.name === name)) return undefined;
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await settled(indexedDB.open(name));
  try {
    const transaction = database.transaction(['identity', 'heads', 'entries']);
    const [screen, heads, headKeys, entries, entryKeys] = await Promise.all([
      settled(transaction.objectStore('identity').get('screen')),
      settled(transaction.objectStore('heads').getAll()),
      settled(transaction.objectStore('heads').getAllKeys()),
      settled(transaction.objectStore('entries').getAll()),
      settled(transaction.objectStore('entries').getAllKeys()) as Promise<unknown> as Promise<
        [number, number][]
      >,
    ]);
    if (!screen) return undefined;
    const numbers = new Set([...headKeys.map(Number), ...entryKeys.map(([epoch]) => epoch)]);
    return {
      screenId: screen.screenId,
      publicKey: [...screen.publicKey],
      epochs: [...numbers]
        .sort((a, b) => a - b)
        .map((epoch) => ({
          epoch,
          checkpoint: heads[headKeys.map(Number).indexOf(epoch)]?.checkpoint,
          entries: entryKeys.flatMap(([of, seq], index) =>
            of === epoch ? [[seq, new TextDecoder().decode(entries[index])] as const] : [],
          ),
        })),
    };
  } finally {
    database.close();
  }
}
