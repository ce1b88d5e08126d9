import { expect, type Page } from '@playwright/test';
import type { AsRunEntry, PlayEntry } from '../../src/core/as-run/entry.ts';
import type { PlayInFlight } from '../../src/core/as-run/in-flight.ts';
import { keptShare, type Promised } from './rolling-share.ts';

/** The as-run log as it lies in the page's IndexedDB: read past the program, so that it cannot flatter itself. */
export function readLog(page: Page): Promise<AsRunEntry[]> {
  return page.evaluate(rowsOf<AsRunEntry>, 'entries');
}

/** What of the play on view would be known if the browser were killed now. */
export async function readInFlight(page: Page): Promise<PlayInFlight | undefined> {
  return (await readAllInFlight(page)).pop();
}

/** The same of all zones. */
export async function readAllInFlight(page: Page): Promise<PlayInFlight[]> {
  const rows = await page.evaluate(rowsOf<PlayInFlight[]>, 'inFlight');
  return rows.flat();
}

/** Runs in the page: everything in one store of the log's database, read as JSON. */
async function rowsOf<Row>(store: string): Promise<Row[]> {
  // Opening a database that is not there would make an empty one and be in the program's way.
  // A browser that is just replacing a damaged store can neither list nor open it; at the next look it can.
  const known = await indexedDB.databases().catch(() => []);
  if (!known.some(({ name }) => name === 'changming-as-run')) return [];
  const database = await new Promise<IDBDatabase | undefined>((resolve) => {
    const request = indexedDB.open('changming-as-run');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(undefined);
  });
  if (database === undefined) return [];
  try {
    if (!database.objectStoreNames.contains(store)) return [];
    const rows = await new Promise<Uint8Array[]>((resolve, reject) => {
      const request = database.transaction(store).objectStore(store).getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return rows.map((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
  } finally {
    database.close();
  }
}

export function playsOf(entries: readonly AsRunEntry[]): PlayEntry[] {
  return entries.filter((entry) => entry.type === 'play');
}

/** Waits until the log has at least `count` plays that `wanted` accepts; resolves with the whole log. */
export async function logWithPlays(
  page: Page,
  count: number,
  wanted: (play: PlayEntry) => boolean = () => true,
  timeout = 150_000,
): Promise<AsRunEntry[]> {
  let entries: AsRunEntry[] = [];
  await expect
    .poll(
      async () => {
        entries = await readLog(page);
        return playsOf(entries).filter(wanted).length;
      },
      { timeout, intervals: [500] },
    )
    .toBeGreaterThanOrEqual(count);
  return entries;
}

/**
 * Every play was whole, but for what a kill cut and what the watchdog gave up because the machine had no time for it:
 * that may happen on any machine, and then a fault of that spot stands before the play.
 *
 * @param kills how often the browser was killed, each of which may cut one play
 */
export function expectWholeOrExplained(entries: readonly AsRunEntry[], kills = 0): void {
  expect(playsOf(entries).filter(({ ended }) => ended === 'crash').length).toBeLessThanOrEqual(kills);
  let faulty: string[] = [];
  for (const entry of entries) {
    if (entry.type === 'fault' && entry.spot) faulty.push(entry.spot);
    if (entry.type !== 'play') continue;
    const { seq, spot, outcome, ended } = entry;
    const explained =
      ended === 'crash' || (outcome === 'failed' && faulty.some((key) => key.endsWith(`/${spot}`)));
    if (!explained)
      expect({ seq, spot, outcome, ended }).toEqual({ seq, spot, outcome: 'completed', ended: 'end' });
    faulty = faulty.filter((key) => !key.endsWith(`/${spot}`));
  }
  expect(playsOf(entries).filter(({ outcome }) => outcome === 'completed').length).toBeGreaterThan(0);
}

/** Entries stand in order, plays of one zone do not overlap, and none is there twice. */
export function expectSoundLog(entries: readonly AsRunEntry[]): void {
  entries.forEach((entry, index) => {
    expect(entry.seq).toBe(index);
  });
  const plays = playsOf(entries);
  // Not by the on-air clock alone: a play that was killed before it had any airtime leaves the next one its place.
  const identities = plays.map(({ zone, at, monotonicMs, spot }) => `${zone} ${at} ${monotonicMs} ${spot}`);
  expect(new Set(identities).size).toBe(plays.length);
  const before = new Map<string, PlayEntry>();
  for (const play of plays) {
    const { zone, seq, onAirMs } = play;
    const last = before.get(zone);
    before.set(zone, play);
    if (last === undefined) continue;
    expect(onAirMs, `play ${seq} overlaps the one before it in the zone ${zone}`).toBeGreaterThanOrEqual(
      last.onAirMs + last.airtimeMs,
    );
  }
}

/**
 * The share of every window of a zone, edge by edge, from the plays alone: kept, or the window was interrupted (by a
 * kill, or on a machine without time for its pictures) for longer than the reserve.
 */
export function expectShareKept(entries: readonly AsRunEntry[], promised: Promised, counted = 'main'): void {
  const shown = playsOf(entries).filter(({ zone }) => zone === counted);
  const share = keptShare(shown, promised);
  expect(share).toMatchObject({ keptButForInterruptions: true });
}
