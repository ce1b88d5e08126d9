import { AsRunDatabase } from '../../src/browser/as-run-database.ts';
import { browserAsRunHome } from '../../src/browser/as-run-home.ts';
import { OpfsAsRunMirror } from '../../src/browser/as-run-mirror.ts';
import { browserHighWaterMarks } from '../../src/browser/high-water-marks.ts';
import type { AsRunLog } from '../../src/core/as-run/as-run-log.ts';
import type { PlayDraft } from '../../src/core/as-run/entry.ts';
import { openAsRunLog } from '../../src/core/as-run/open-as-run-log.ts';
import { samplePlay } from './_as-run-sample.ts';

/** Milliseconds, one for each call. */
export interface AsRunTimings {
  /** Both copies, as a screen writes them. */
  readonly both: number[];
  /** The first copy alone. */
  readonly strict: number[];
  readonly relaxed: number[];
  readonly row: number[];
  /** From nothing to a log that takes entries: one of `entriesAtStart`, both copies the same. */
  readonly start: number[];
  /** Entries read and parsed per second. */
  readonly readPerSecond: number;
}

const warmUp = 20;
export const entriesAtStart = 20_000;
const starts = 10;

/** What writing and reading plays costs in the page this runs in, through the code that the player uses. */
export async function measureAsRunLog(plays: number): Promise<AsRunTimings> {
  const both = await timeAppends(await openLog(), plays);
  const strict = await timeAppends(await openLog(false), plays);
  const restore = forceDurability('relaxed');
  const relaxed = await timeAppends(await openLog(false), plays);
  restore();
  const row = await timeRows(await openLog(), plays);
  return { both, strict, relaxed, row, start: await timeStarts(), readPerSecond: await readRate() };
}

const now = { at: '2026-11-22T10:00:00.000+08:00', monotonicMs: 0, onAirMs: 0 };

async function openLog(twice = true): Promise<AsRunLog> {
  const name = `bench-${performance.now()}`;
  const { mirror, ...alone } = browserAsRunHome({
    database: new AsRunDatabase(name),
    mirror: new OpfsAsRunMirror(name),
    marks: browserHighWaterMarks([]),
  });
  const { log, store } = await openAsRunLog(twice && mirror ? { ...alone, mirror } : alone, now);
  if (twice && store.mirrorState.state !== 'in-step') throw new Error('The second copy is not written here');
  return log;
}

async function timeStarts(): Promise<number[]> {
  const name = `bench-${performance.now()}`;
  const times: number[] = [];
  for (let start = 0; start <= starts; start++) {
    const database = new AsRunDatabase(name);
    const mirror = new OpfsAsRunMirror(name);
    const startMs = performance.now();
    const { log } = await openAsRunLog(
      browserAsRunHome({ database, mirror, marks: browserHighWaterMarks([]) }),
      now,
    );
    // The first fills it.
    if (start > 0) times.push(performance.now() - startMs);
    else
      for (let index = 0; index < entriesAtStart; index += 500) await log.append(...samplePlays(index, 500));
    database.close();
    mirror.close();
  }
  return times;
}

function samplePlays(from: number, count: number): PlayDraft[] {
  return Array.from({ length: count }, (_, index) => samplePlay(from + index));
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
  await log.append(...samplePlays(0, entries));
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
