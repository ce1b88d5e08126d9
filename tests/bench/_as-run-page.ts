import { AsRunDatabase } from '../../src/browser/as-run-database.ts';
import { browserAsRunHome } from '../../src/browser/as-run-home.ts';
import type { AsRunLog } from '../../src/core/as-run/as-run-log.ts';
import { openAsRunLog } from '../../src/core/as-run/open-as-run-log.ts';
import { samplePlay } from './_as-run-sample.ts';

/** Milliseconds, one for each call. */
export interface AsRunTimings {
  readonly strict: number[];
  readonly relaxed: number[];
  readonly row: number[];
  /** Entries read and parsed per second. */
  readonly readPerSecond: number;
}

const warmUp = 20;

/** What writing and reading plays costs in the page this runs in, through the code that the player uses. */
export async function measureAsRunLog(plays: number): Promise<AsRunTimings> {
  const strict = await timeAppends(await openLog(), plays);
  const restore = forceDurability('relaxed');
  const relaxed = await timeAppends(await openLog(), plays);
  restore();
  return { strict, relaxed, row: await timeRows(await openLog(), plays), readPerSecond: await readRate() };
}

async function openLog(): Promise<AsRunLog> {
  const home = browserAsRunHome({ database: new AsRunDatabase(`bench-${performance.now()}`) });
  const { log } = await openAsRunLog(home, {
    at: '2026-11-22T10:00:00.000+08:00',
    monotonicMs: 0,
    onAirMs: 0,
  });
  return log;
}

function timeAppends(log: AsRunLog, plays: number): Promise<number[]> {
  return timeEach(plays, (index) => log.append(samplePlay(index)));
}

function timeRows(log: AsRunLog, rows: number): Promise<number[]> {
  return timeEach(rows, (index) => log.inFlight({ ...samplePlay(0), airtimeMs: index }));
}

async function timeEach(count: number, action: (index: number) => Promise<unknown>): Promise<number[]> {
  const times = [];
  for (let index = 0; index < count + warmUp; index++) {
    const startMs = performance.now();
    await action(index);
    times.push(performance.now() - startMs);
  }
  return times.slice(warmUp);
}

async function readRate(): Promise<number> {
  const log = await openLog();
  const entries = 20_000;
  await log.append(...Array.from({ length: entries }, (_, index) => samplePlay(index)));
  const startMs = performance.now();
  for (let from = 0; from < entries; from += 5_000) await log.entries(from, from + 5_000);
  return entries / ((performance.now() - startMs) / 1000);
}

/** The store asks for 'strict'; this makes the browser hear something else, to show what that costs. */
function forceDurability(durability: IDBTransactionDurability): () => void {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    return transaction.call(this, names, mode, { ...options, durability });
  };
  return () => {
    IDBDatabase.prototype.transaction = transaction;
  };
}
