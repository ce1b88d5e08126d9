import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { AsRunEntry, PlayEntry } from '../../../../src/core/as-run/entry.ts';
import { Continuity } from '../../../../src/core/evidence/verify/continuity.ts';
import { Findings } from '../../../../src/core/evidence/verify/findings.ts';
import { honestLog, screen, shanghai } from './honest-log.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let honest: AsRunEntry[];

beforeAll(async () => {
  const entries = await honestLog();
  honest = entries.map((entry, seq) => ({ ...entry, seq, screen: screen.screenId }));
});

function findingsOf(entries: readonly AsRunEntry[], epoch = 1, firstSeq = 0) {
  const findings = new Findings('continuity');
  const continuity = new Continuity(`changming/${screen.screenId}/${epoch}`, findings);
  entries.forEach((entry, index) => {
    continuity.see(entry, firstSeq + index);
  });
  continuity.end();
  return findings.result().findings;
}

function codes(entries: readonly AsRunEntry[], epoch = 1): string[] {
  return findingsOf(entries, epoch).map(({ code, severity }) => (severity === 'note' ? `(${code})` : code));
}

/** A copy in which one entry says something else. */
function changed(index: number, change: Partial<Record<string, unknown>>): AsRunEntry[] {
  return honest.map((entry, at) => (at === index ? ({ ...entry, ...change } as AsRunEntry) : entry));
}

/** Inserted and numbered anew, as an owner of the key could. */
function inserted(index: number, ...entries: Partial<AsRunEntry>[]): AsRunEntry[] {
  const all = [...honest.slice(0, index), ...entries, ...honest.slice(index)];
  return all.map((entry, seq) => ({ ...entry, seq, screen: screen.screenId }) as AsRunEntry);
}

/** Position of the nth play that ran to its end in the middle of the log. */
function playIndex(from = 40): number {
  return honest.findIndex((e, i) => i >= from && e.type === 'play' && e.outcome === 'completed');
}

describe('an honest log', () => {
  test('with restarts, hidden time, faults, skips and a clock that was set has nothing to say', () => {
    expect(codes(honest)).toEqual([]);
  });

  test('holds also when the player was started anew without ever having been closed', () => {
    const at = honest.findIndex(({ type }) => type === 'off-air');
    const until = honest[at - 1] as PlayEntry;
    const crash = { ...honest[at], because: 'crash', onAirMs: until.onAirMs + until.airtimeMs };
    expect(codes(honest.map((entry, index) => (index === at ? (crash as AsRunEntry) : entry)))).toEqual([]);
  });

  test('in which something is shown while the emergency stop holds is no forgery, but said', () => {
    const lifted = honest.findIndex((entry) => entry.type === 'stop' && entry.action === 'lifted');
    const unlifted = honest.filter((_, index) => index !== lifted);
    const numbered = unlifted.map((entry, seq) => ({ ...entry, seq }));
    expect(codes(numbered)).toEqual(['(shown-while-stopped)']);
  });

  test('holds also where a day of it is cut out', () => {
    expect(findingsOf(honest.slice(300), 1, 300)).toEqual([]);
  });

  test('that declares what storage refused, later than what was held back, holds, and the loss is noted', () => {
    const at = playIndex();
    const later = honest[at + 20] as AsRunEntry;
    const { at: wall, monotonicMs, onAirMs } = later;
    const declared = { type: 'fault', what: 'storage', detail: '3 entries', recovery: 'declared' } as const;
    expect(codes(inserted(at, { ...declared, at: wall, monotonicMs, onAirMs }))).toEqual(['(loss-declared)']);
  });
});

describe('continuity fails', () => {
  test('when an entry has another number than its place: sequence-broken', () => {
    expect(codes(changed(100, { seq: 101 }))).toEqual(['sequence-broken']);
    const without = honest.filter((_, index) => index !== 100);
    const [first] = findingsOf(without).filter(({ code }) => code === 'sequence-broken');
    expect(first?.evidence).toEqual({ entry: 100, expected: 100, found: 101 });
  });

  test('when an entry is of another screen: screen-differs', () => {
    expect(codes(changed(100, { screen: 'aaaaaaaaaaaaaaaa' }))).toEqual(['screen-differs']);
  });

  test('when two plays hold the same on-air time: plays-overlap', () => {
    const at = playIndex();
    const play = honest[at] as PlayEntry;
    const next = honest.findIndex((e, i) => i > at && e.type === 'play');
    const later = honest[next] as PlayEntry;
    const byMs = later.onAirMs - (play.onAirMs + play.airtimeMs) + 500;
    const found = findingsOf(
      changed(next, {
        onAirMs: later.onAirMs - byMs,
        monotonicMs: later.monotonicMs - byMs,
        at: earlier(later, byMs),
      }),
    );
    expect(found.map(({ code }) => code)).toEqual(['plays-overlap']);
    expect(found[0]?.evidence).toMatchObject({ entry: next, withEntry: at });
  });

  test('when a play claims more airtime than the next leaves room for: plays-overlap', () => {
    const at = playIndex();
    const play = honest[at] as PlayEntry;
    expect(codes(changed(at, { airtimeMs: play.airtimeMs + 300 }))).toEqual(['plays-overlap']);
  });

  test('when the last play before going off air claims more than the clock has run: airtime-exceeds-clock', () => {
    const off = honest.findIndex(({ type }) => type === 'off-air');
    const play = honest[off - 1] as PlayEntry;
    const found = findingsOf(changed(off - 1, { airtimeMs: play.airtimeMs + 20_000 }));
    expect(found.map(({ code }) => code)).toContain('airtime-exceeds-clock');
    expect(found[0]?.evidence).toMatchObject({ entry: off - 1, laterEntry: off });
  });

  test('when the on-air clock of a later session begins before the end of the one before: on-air-clock-back', () => {
    const off = honest.findIndex(({ type }) => type === 'off-air');
    const back = honest.map((entry, index) =>
      index > off ? { ...entry, onAirMs: Math.max(0, entry.onAirMs - 30_000) } : entry,
    );
    expect(codes(back)).toContain('on-air-clock-back');
  });

  test('when the on-air clock stands still while the screen is on air, which would raise every share: on-air-clock-drifts', () => {
    const at = playIndex();
    const slower = honest.map((entry, index) =>
      index > at ? { ...laterBy(entry, 60_000), onAirMs: entry.onAirMs } : entry,
    );
    expect(new Set(codes(slower.slice(0, at + 9)))).toEqual(new Set(['on-air-clock-drifts']));
  });

  test('when the monotonic clock goes back while on air: monotonic-clock-back', () => {
    const at = playIndex();
    const { at: wall, monotonicMs, onAirMs } = honest[at] as AsRunEntry;
    const beat = { type: 'heartbeat', at: wall, monotonicMs: monotonicMs - 60_000, onAirMs } as const;
    expect(codes(inserted(at, beat))).toContain('monotonic-clock-back');
  });

  test('when wall time leaps and no clock entry says so: clock-jump-unsaid', () => {
    const clock = honest.findIndex(({ type }) => type === 'clock');
    const silent = honest.filter((_, index) => index !== clock).map((entry, seq) => ({ ...entry, seq }));
    const found = findingsOf(silent);
    expect(found.map(({ code }) => code)).toEqual(['clock-jump-unsaid']);
    expect(found[0]?.evidence.byMs).toBe(-3_600_000);
  });

  test('once a leap in an honest place is told, one entry moved to another hour is found', () => {
    const at = playIndex();
    const play = honest[at] as PlayEntry;
    expect(codes(changed(at, { at: earlier(play, 7_200_000) }))).toEqual(['clock-jump-unsaid']);
  });
});

describe('continuity notes', () => {
  test('silence longer than the heartbeats allow while on air', () => {
    const at = playIndex();
    const quiet = honest.slice(0, at).concat(honest.slice(at).map((entry) => laterBy(entry, 1_200_000)));
    const found = findingsOf(quiet.slice(0, at + 10));
    expect(found).toMatchObject([{ code: 'silence', severity: 'note', evidence: { entry: at } }]);
  });

  test('how an epoch began after a loss, and when nothing says how', () => {
    const gap = {
      type: 'gap',
      at: shanghai(Date.parse('2026-11-23T08:59:00+08:00')),
      monotonicMs: 0,
      onAirMs: 0,
      previous: `changming/${screen.screenId}/1`,
      lost: { from: 12, to: 20 },
      detail: 'the head is damaged',
    } as const;
    const [found] = findingsOf(inserted(0, gap), 2);
    expect(found).toMatchObject({ code: 'epoch-begun-after-loss', severity: 'note' });
    expect(found?.evidence).toMatchObject({ lostFrom: 12, lostTo: 20, detail: 'the head is damaged' });
    expect(codes(honest, 2)).toEqual(['(epoch-begun-after-loss)']);
  });

  test('a leap of the clock that a crash kept from being told', () => {
    const at = playIndex();
    const play = honest[at] as PlayEntry;
    const crash = {
      type: 'off-air',
      because: 'crash',
      at: earlier(play, 7_200_000),
      monotonicMs: play.monotonicMs + play.airtimeMs,
      onAirMs: play.onAirMs + play.airtimeMs,
    } as const;
    const until = inserted(at + 1, crash).slice(0, at + 2);
    expect(codes(until)).toEqual(['(clock-jump-unsaid)']);
  });
});

test('a log that is wrong in every entry is told of in a few words', () => {
  const found = findingsOf(honest.map((entry) => ({ ...entry, screen: 'someone-else' })));
  expect(found.length).toBeLessThanOrEqual(10);
  expect(found[found.length - 1]?.evidence.more).toBe(honest.length - found.length);
});

function earlier(entry: AsRunEntry, byMs: number): string {
  return shanghai(Date.parse(entry.at) - byMs);
}

function laterBy(entry: AsRunEntry, byMs: number): AsRunEntry {
  const { monotonicMs, onAirMs } = entry;
  const at = shanghai(Date.parse(entry.at) + byMs);
  return { ...entry, at, monotonicMs: monotonicMs + byMs, onAirMs: onAirMs + byMs };
}
