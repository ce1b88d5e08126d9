import { AsRunDatabase } from '../../src/browser/as-run-database.ts';
import { IndexedDbAsRunStore } from '../../src/browser/as-run-store.ts';
import { IndexedDbPlayColumnsStore } from '../../src/browser/play-columns-store.ts';
import { loadScreenIdentity } from '../../src/browser/screen-identity.ts';
import { emptyHead, growHead } from '../../src/core/as-run/tree-head.ts';
import { extendPlayColumns } from '../../src/core/report/extend-play-columns.ts';
import { lobbyEntries } from '../contracts/lobby-log.ts';

const batchSize = 5000;

/** Writes a lobby's log of so many plays through the real store, signed heads and all; returns its size. */
export async function seedLog(plays: number, lastDate: string): Promise<number> {
  const database = new AsRunDatabase();
  const screen = await loadScreenIdentity(database);
  const store = new IndexedDbAsRunStore(database, screen.epoch);
  const utf8 = new TextEncoder();
  let head = emptyHead(screen);
  let entries: Uint8Array<ArrayBuffer>[] = [];
  const commit = async () => {
    head = growHead(head, entries, screen);
    await store.commit({ entries, head, inFlight: undefined });
    entries = [];
  };
  for (const entry of lobbyEntries({ plays, lastDate })) {
    entries.push(utf8.encode(JSON.stringify(entry)));
    if (entries.length === batchSize) await commit();
  }
  if (entries.length > 0) await commit();
  database.close();
  return head.size;
}

/** What the player does in idle time; returns the milliseconds it took. */
export async function buildColumns(): Promise<number> {
  const database = new AsRunDatabase();
  const screen = await loadScreenIdentity(database);
  const columns = await IndexedDbPlayColumnsStore.open();
  const start = performance.now();
  await extendPlayColumns(new IndexedDbAsRunStore(database, screen.epoch), columns);
  columns.close();
  database.close();
  return performance.now() - start;
}
