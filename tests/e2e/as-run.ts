import { expect, type Page } from '@playwright/test';
import type { AsRunEntry, PlayEntry } from '../../src/core/as-run/entry.ts';

/** The as-run log as it lies in the page's IndexedDB: read past the program, so that it cannot flatter itself. */
export function readLog(page: Page): Promise<AsRunEntry[]> {
  return page.evaluate(async () => {
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
      if (!database.objectStoreNames.contains('entries')) return [];
      const rows = await new Promise<Uint8Array[]>((resolve, reject) => {
        const request = database.transaction('entries').objectStore('entries').getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      return rows.map((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
    } finally {
      database.close();
    }
  });
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
 * that may happen on any machine, and then a fault of that spot stands between the play and the one before.
 */
export function expectWholeOrExplained(entries: readonly AsRunEntry[]): void {
  let faulty: string[] = [];
  for (const entry of entries) {
    if (entry.type === 'fault' && entry.spot) faulty.push(entry.spot);
    if (entry.type !== 'play') continue;
    const { seq, spot, outcome, ended } = entry;
    const explained =
      ended === 'crash' || (outcome === 'failed' && faulty.some((key) => key.endsWith(`/${spot}`)));
    if (!explained)
      expect({ seq, spot, outcome, ended }).toEqual({ seq, spot, outcome: 'completed', ended: 'end' });
    faulty = [];
  }
  expect(playsOf(entries).filter(({ outcome }) => outcome === 'completed').length).toBeGreaterThan(0);
}

/** Entries stand in order, plays do not overlap, and none is there twice. */
export function expectSoundLog(entries: readonly AsRunEntry[]): void {
  entries.forEach((entry, index) => {
    expect(entry.seq).toBe(index);
  });
  const plays = playsOf(entries);
  // Not by the on-air clock alone: a play that was killed before it had any airtime leaves the next one its place.
  const identities = plays.map(({ at, monotonicMs, spot }) => `${at} ${monotonicMs} ${spot}`);
  expect(new Set(identities).size).toBe(plays.length);
  plays.slice(1).forEach((play, index) => {
    const before = plays[index] as PlayEntry;
    expect(play.onAirMs, `play ${play.seq} overlaps the one before`).toBeGreaterThanOrEqual(
      before.onAirMs + before.airtimeMs,
    );
  });
}

/** The smallest share of the counting plays over every window, edge by edge, from the plays alone. */
export function worstShare(
  plays: readonly PlayEntry[],
  counts: (play: PlayEntry) => boolean,
  windowMs: number,
): number {
  const airings = plays.filter(counts).map((play) => [play.onAirMs, play.onAirMs + play.airtimeMs] as const);
  const startMs = Math.min(...plays.map((play) => play.onAirMs));
  const endMs = Math.max(...plays.map((play) => play.onAirMs + play.airtimeMs));
  const until = (atMs: number) =>
    airings.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, atMs) - from), 0);
  const instants = [...airings.flatMap(([from, to]) => [from, to, from + windowMs, to + windowMs]), endMs];
  return Math.min(
    ...instants
      .filter((atMs) => atMs > startMs && atMs <= endMs)
      .map((atMs) => {
        const fromMs = Math.max(startMs, atMs - windowMs);
        return (until(atMs) - until(fromMs)) / (atMs - fromMs);
      }),
  );
}
