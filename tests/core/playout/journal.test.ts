import { describe, expect, it } from 'vitest';
import { AsRunLogError } from '../../../src/core/as-run/as-run-log-error.ts';
import type { AsRunEntry, EntryDraft } from '../../../src/core/as-run/entry.ts';
import { Journal, type PlayLog } from '../../../src/core/playout/journal.ts';
import { OnAirClock } from '../../../src/core/playout/on-air-clock.ts';
import { AsRunStoreError } from '../../../src/core/ports/as-run-store.ts';
import { heartbeatDraft, playDraft } from '../as-run/drafts.ts';

describe('Journal', () => {
  it('writes what was refused before what came after it, in order', async () => {
    const { log, journal } = newJournal();
    log.full = true;
    expect(await journal.write(playDraft(1))).toBe(false);
    expect(await journal.write(playDraft(2), playDraft(3))).toBe(false);
    expect(journal.held).toBe(3);
    log.full = false;
    expect(await journal.write(playDraft(4))).toBe(true);
    expect(log.spots).toEqual(['spot-1', 'spot-2', 'spot-3', 'spot-4']);
    expect(journal.held).toBe(0);
    expect(journal.behindMs).toBe(0);
  });

  it('tries a few hundred at a time, however many it holds, and keeps what is written when the disk fills up again', async () => {
    const { log, journal } = newJournal();
    log.full = true;
    await journal.write(...Array.from({ length: 1_000 }, (_, second) => heartbeatDraft(second)));
    expect(Math.max(...log.attempts)).toBeLessThanOrEqual(256);
    log.fullAfter = 300;
    log.full = false;
    expect(await journal.write(heartbeatDraft(1_000))).toBe(false);
    expect(journal.held).toBe(1_001 - 256);
    log.fullAfter = Number.POSITIVE_INFINITY;
    await journal.write();
    expect(log.entries.map(({ monotonicMs }) => monotonicMs)).toEqual(
      Array.from({ length: 1_001 }, (_, second) => second * 1_000),
    );
  });

  it('gives up the oldest when memory is at stake, and declares how many plays of which time are missing', async () => {
    const { log, journal } = newJournal();
    log.full = true;
    for (let from = 0; from < 10_500; from += 500) {
      await journal.write(...Array.from({ length: 500 }, (_, index) => draftAt(from + index)));
    }
    expect(journal.held).toBe(10_000);
    log.full = false;
    await journal.write();
    expect(log.entries).toHaveLength(10_001);
    expect(log.entries[0]).toMatchObject({ type: 'fault', what: 'storage', recovery: 'declared' });
    const [declared] = log.entries;
    expect(declared?.type === 'fault' && declared.detail).toBe(
      `500 entries, 250 of them plays, from ${draftAt(0).at} to ${draftAt(499).at} are not in the log: storage refused them for too long`,
    );
    await journal.write(heartbeatDraft(1));
    expect(log.entries.filter(({ type }) => type === 'fault')).toHaveLength(1);
  });

  it('does not let an entry that can never be written keep the others out, and says what it was', async () => {
    const { log, journal } = newJournal();
    const bad = playDraft(2, { airtimeMs: Number.NaN });
    expect(await journal.write(playDraft(1), bad, playDraft(3))).toBe(true);
    expect(log.spots).toEqual(['spot-1', 'spot-3']);
    expect(log.entries.filter(({ type }) => type === 'fault')).toMatchObject([
      { detail: expect.stringMatching(/^1 entries, 1 of them plays, .*airtimeMs is NaN/) },
    ]);
  });
});

function draftAt(second: number): EntryDraft {
  return second % 2 === 0 ? playDraft(second) : heartbeatDraft(second);
}

/** A log that says no when it is told to. */
class FullLog implements PlayLog {
  full = false;
  fullAfter = Number.POSITIVE_INFINITY;
  readonly entries: AsRunEntry[] = [];
  readonly attempts: number[] = [];

  get spots(): string[] {
    return this.entries.flatMap((entry) => (entry.type === 'play' ? [entry.spot] : []));
  }

  async append(...drafts: EntryDraft[]): Promise<AsRunEntry[]> {
    this.attempts.push(drafts.length);
    const isWrong = (draft: EntryDraft) => draft.type === 'play' && Number.isNaN(draft.airtimeMs);
    if (drafts.some(isWrong)) throw new AsRunLogError('unwritable', 'airtimeMs is NaN');
    if (this.full || this.entries.length + drafts.length > this.fullAfter) {
      throw new AsRunStoreError('quota', 'the disk is full');
    }
    const placed = drafts.map((draft, index) => ({
      ...draft,
      seq: this.entries.length + index,
      screen: 'x',
    }));
    this.entries.push(...(placed as AsRunEntry[]));
    return placed as AsRunEntry[];
  }

  async inFlight(): Promise<void> {}
}

function newJournal() {
  const log = new FullLog();
  const clock = { wallMs: () => 0, monotonicMs: () => 0, sleepUntil: () => new Promise<void>(() => {}) };
  return { log, journal: new Journal(log, clock, new OnAirClock(0), 'Asia/Shanghai') };
}
