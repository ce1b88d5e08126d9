import { AsRunDatabase } from '../browser/as-run-database.ts';
import { IndexedDbAsRunStore } from '../browser/as-run-store.ts';
import { IndexedDbPlayColumnsStore } from '../browser/play-columns-store.ts';
import { readIdentity } from '../browser/screen-identity.ts';
import { systemClock } from '../browser/system-clock.ts';
import { extendPlayColumns } from '../core/report/extend-play-columns.ts';

const everyMs = 15 * 60_000;

/**
 * Brings what the auditor's page reads up to the log's head now and then, a quarter of an hour's plays at a time, so that
 * the page opens at once even on a log of years. Derived data: a failure costs nothing but the next attempt.
 */
export async function keepReportColumns(): Promise<never> {
  const { signal } = new AbortController();
  for (;;) {
    await systemClock.sleepUntil(systemClock.monotonicMs() + everyMs);
    await extend(signal).catch(() => {});
  }
}

async function extend(signal: AbortSignal): Promise<void> {
  const database = new AsRunDatabase();
  const screen = await readIdentity(database);
  if (screen === undefined) return;
  const log = new IndexedDbAsRunStore(database, screen.epoch);
  try {
    await extendPlayColumns(log, await IndexedDbPlayColumnsStore.open(), { signal });
  } finally {
    database.close();
  }
}
