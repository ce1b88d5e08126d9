import { describe, expect, it, vi } from 'vitest';
import { AsRunLog } from '../../../src/core/as-run/as-run-log.ts';
import { encodeEntry } from '../../../src/core/as-run/entry-text.ts';
import { identityOf, originOf, verifierOf } from '../../../src/core/as-run/screen-identity.ts';
import { AsRunStoreError } from '../../../src/core/ports/as-run-store.ts';
import { MemoryAsRunStore, MemoryDisk } from '../../contracts/memory-as-run-store.ts';
import { verifyNaively } from '../tlog/independent-verification.ts';
import { heartbeatDraft, onAirDraft, playDraft, stamp } from './drafts.ts';

// Signatures are slow on a busy machine; no promise here is about speed.
vi.setConfig({ testTimeout: 120_000 });

const screen = identityOf(new Uint8Array(32).fill(1));

describe('append()', () => {
  it('gives entries their places and keeps exactly the bytes of what it returns', async () => {
    const { disk, log } = await newLog();
    const entries = await log.append(onAirDraft(0), playDraft(1));
    expect(entries).toEqual([
      { ...onAirDraft(0), seq: 0, screen: screen.screenId },
      { ...playDraft(1), seq: 1, screen: screen.screenId },
    ]);
    expect(disk.entries).toEqual(entries.map(encodeEntry));
    expect(await log.entries(0, 2)).toEqual(entries);
  });

  it('signs a checkpoint of all entries with every commit', async () => {
    const { disk, log } = await newLog();
    verifyNaively(log.checkpoint, originOf(screen), [], verifierOf(screen).publicKey);
    for (let second = 0; second < 9; second++) {
      await log.append(heartbeatDraft(second));
      expect(log.size).toBe(second + 1);
      expect(disk.head?.checkpoint).toBe(log.checkpoint);
      verifyNaively(log.checkpoint, originOf(screen), disk.entries, verifierOf(screen).publicKey);
    }
  });

  it('commits calls in their order, those that wait together at once', async () => {
    const { store, log } = await newLog();
    const calls = [0, 1, 2].map((second) => log.append(playDraft(second)));
    const seqs = (await Promise.all(calls)).flat().map(({ seq }) => seq);
    expect(seqs).toEqual([0, 1, 2]);
    expect(store.calls.commits).toBe(1);
  });

  it('has written nothing of a call whose commit failed, and goes on from there', async () => {
    const { store, log } = await newLog();
    await log.append(onAirDraft(0));
    store.fates = ['lost'];
    await expect(log.append(playDraft(1))).rejects.toMatchObject({ code: 'device' });
    expect(log.size).toBe(1);
    expect(await log.append(playDraft(2))).toMatchObject([{ seq: 1, spot: 'spot-2' }]);
  });

  it('says that a play is written when only the answer was lost', async () => {
    const { disk, store, log } = await newLog();
    store.fates = ['written'];
    expect(await log.append(playDraft(1))).toMatchObject([{ seq: 0 }]);
    expect(disk.entries).toHaveLength(1);
  });

  it('does not write a play again when it was written though nobody could know', async () => {
    const { disk, store, log } = await newLog();
    store.fates = ['written'];
    store.unreadable = true;
    await expect(log.append(playDraft(1))).rejects.toMatchObject({ code: 'device' });
    store.unreadable = false;
    expect(await log.append(playDraft(1), playDraft(2))).toMatchObject([{ seq: 0 }, { seq: 1 }]);
    expect(disk.entries).toHaveLength(2);
  });

  it('does not write a play again when its head could be read, and its entry only later', async () => {
    const { disk, store, log } = await newLog();
    const readEntries = store.readEntries.bind(store);
    const reading = vi.spyOn(store, 'readEntries').mockImplementation((from, to) => {
      return from === 0 ? Promise.reject(new AsRunStoreError('device', 'not now')) : readEntries(from, to);
    });
    store.fates = ['written'];
    await expect(log.append(playDraft(1))).rejects.toMatchObject({ code: 'device' });
    reading.mockRestore();
    expect(await log.append(playDraft(1))).toMatchObject([{ seq: 0 }]);
    expect(disk.entries).toHaveLength(1);
  });

  it('gives back the entry of a play that is appended twice', async () => {
    const { disk, log } = await newLog();
    const [first, second] = await Promise.all([log.append(playDraft(1)), log.append(playDraft(1))]);
    expect(second).toEqual(first);
    expect(disk.entries).toHaveLength(1);
  });

  it('rejects only the call whose entry cannot be written', async () => {
    const { log } = await newLog();
    const calls = [
      log.append(playDraft(1)),
      log.append(heartbeatDraft(2), playDraft(3, { airtimeMs: Number.NaN })),
      log.append(playDraft(4, { topic: 'x'.repeat(70_000) })),
      log.append(playDraft(5)),
    ];
    expect(await Promise.allSettled(calls)).toMatchObject([
      { status: 'fulfilled', value: [{ seq: 0 }] },
      { status: 'rejected', reason: { code: 'unwritable' } },
      { status: 'rejected', reason: { code: 'too-large' } },
      { status: 'fulfilled', value: [{ seq: 1 }] },
    ]);
  });

  it('never signs a tree smaller than one it has signed', async () => {
    const { disk, store, log } = await newLog();
    await log.append(playDraft(1));
    const older = { ...disk.head };
    await log.append(playDraft(2));
    Object.assign(disk, { head: older, entries: disk.entries.slice(0, 1) });
    store.fates = ['lost'];
    await expect(log.append(playDraft(3))).rejects.toMatchObject({ code: 'device' });
    await expect(log.append(playDraft(3))).rejects.toMatchObject({
      name: 'AsRunLogError',
      code: 'inconsistent',
    });
    expect(disk.entries).toHaveLength(1);
  });

  it('finishes what was asked for before it closes, and refuses more', async () => {
    const { disk, log } = await newLog();
    const last = log.append(playDraft(1));
    await log.close();
    expect(await last).toHaveLength(1);
    expect(disk.entries).toHaveLength(1);
    await expect(log.append(playDraft(2))).rejects.toMatchObject({ code: 'closed' });
    await expect(log.inFlight(playDraft(2))).rejects.toMatchObject({ code: 'closed' });
  });
});

describe('inFlight()', () => {
  it('stands in the store until the play is written, in the same commit', async () => {
    const { disk, log } = await newLog();
    await log.inFlight(playDraft(1, { airtimeMs: 1 }));
    expect(row(disk)).toMatchObject([{ play: { spot: 'spot-1', airtimeMs: 1 } }]);
    await log.append(playDraft(1));
    expect(row(disk)).toBeUndefined();
    await log.inFlight(playDraft(1));
    expect(row(disk)).toBeUndefined();
  });

  it('is proven up to the end of its airtime unless another instant is given', async () => {
    const { disk, log } = await newLog();
    await log.inFlight(playDraft(1, { airtimeMs: 250 }));
    expect(row(disk)).toMatchObject([{ until: stamp(1.25) }]);
    await log.inFlight(playDraft(1, { airtimeMs: 250 }), stamp(2));
    expect(row(disk)).toMatchObject([{ until: stamp(2) }]);
  });

  it('writes what is waiting as one row', async () => {
    const { store, disk, log } = await newLog();
    await Promise.all([1, 2, 3].map((airtimeMs) => log.inFlight(playDraft(1, { airtimeMs }))));
    expect(store.calls.rows).toBe(1);
    expect(row(disk)).toMatchObject([{ play: { airtimeMs: 3 } }]);
  });

  it('rejects when the row could not be stored, and stores the next one', async () => {
    const { store, disk, log } = await newLog();
    const before = playDraft(1, { airtimeMs: 1 });
    await log.inFlight(before);
    store.fates = ['written'];
    await expect(log.inFlight(playDraft(1, { airtimeMs: 2 }))).rejects.toMatchObject({ code: 'device' });
    await log.inFlight(before);
    expect(row(disk)).toMatchObject([{ play: { airtimeMs: 1 } }]);
  });

  it('resolves only with the row stored, also after a commit that cleared it and was not heard of', async () => {
    const { store, disk, log } = await newLog();
    await log.inFlight(playDraft(1));
    store.fates = ['written'];
    store.unreadable = true;
    await expect(log.append(playDraft(1))).rejects.toMatchObject({ code: 'device' });
    await log.inFlight(playDraft(1));
    expect(row(disk)).toMatchObject([{ play: { spot: 'spot-1' } }]);
  });

  it('keeps the row small when plays are never ended', async () => {
    const { disk, log } = await newLog();
    for (let second = 1; second <= 40; second++) await log.inFlight(playDraft(second));
    expect(row(disk)).toMatchObject({ length: 16, 15: { play: { spot: 'spot-40' } } });
  });
});

describe('entries()', () => {
  it('reads any part of what is committed', async () => {
    const { log } = await newLog();
    await log.append(...[0, 1, 2, 3].map(heartbeatDraft));
    expect((await log.entries(1, 3)).map(({ seq }) => seq)).toEqual([1, 2]);
    expect((await log.entries(-5, 99)).map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
    expect(await log.entries(4, 9)).toEqual([]);
  });

  it('rejects when entries are missing rather than skip them', async () => {
    const { disk, log } = await newLog();
    await log.append(...[0, 1, 2].map(heartbeatDraft));
    disk.entries.splice(1, 1);
    await expect(log.entries(0, 3)).rejects.toMatchObject({ code: 'inconsistent' });
  });
});

describe('open()', () => {
  it('finds nothing to recover in a new log or after an orderly end', async () => {
    const { disk, log } = await newLog();
    expect(log.recovered).toEqual({ onAirMs: 0, crashed: false, cut: [] });
    await log.append(onAirDraft(0), playDraft(1), { type: 'off-air', because: 'closed', ...stamp(2) });
    const { log: next } = await newLog(disk);
    expect(next.recovered).toEqual({ onAirMs: 2000, crashed: false, cut: [] });
    expect(next.size).toBe(3);
  });

  it('writes the play that was on view as cut, with its last proven airtime, and the end of the session', async () => {
    const { disk, log } = await newLog();
    await log.append(onAirDraft(0));
    await log.inFlight(playDraft(1, { airtimeMs: 400 }), stamp(1.4));
    await log.inFlight(playDraft(1, { airtimeMs: 700 }), stamp(1.8));

    const { log: next } = await newLog(disk);

    expect(await next.entries(1, 9)).toEqual([
      {
        ...playDraft(1, { airtimeMs: 700, outcome: 'cut', ended: 'crash' }),
        seq: 1,
        screen: screen.screenId,
      },
      { type: 'off-air', because: 'crash', ...stamp(1.8), seq: 2, screen: screen.screenId },
    ]);
    expect(next.recovered).toMatchObject({ onAirMs: 1800, crashed: true, cut: [{ spot: 'spot-1', seq: 1 }] });
    expect(disk.inFlight).toBeUndefined();
    expect((await newLog(disk)).log.recovered).toEqual({ onAirMs: 1800, crashed: false, cut: [] });
    expect(disk.entries).toHaveLength(3);
  });

  it('proves airtime up to the end of the last play when nothing was on view', async () => {
    const { disk, log } = await newLog();
    await log.append(onAirDraft(0), playDraft(1, { airtimeMs: 900 }));
    const { log: next } = await newLog(disk);
    expect(next.recovered).toEqual({ onAirMs: 1900, crashed: true, cut: [] });
    expect(await next.entries(2, 3)).toMatchObject([{ type: 'off-air', because: 'crash', ...stamp(1.9) }]);
  });

  it('cuts every zone that was on view, and no play twice', async () => {
    const { disk, log } = await newLog();
    await Promise.all([log.inFlight(playDraft(1)), log.inFlight(playDraft(1, { zone: 'ticker' }))]);
    await log.inFlight(playDraft(1));
    const { log: next } = await newLog(disk);
    expect(next.recovered.cut.map(({ zone }) => zone)).toEqual(['main', 'ticker']);
  });

  it('keeps the play on view through entries about other things', async () => {
    const { disk, log } = await newLog();
    await log.append(onAirDraft(0));
    await log.inFlight(playDraft(1));
    await log.append({ type: 'fault', what: 'frozen', detail: '', recovery: 'seek', ...stamp(1) });
    expect((await newLog(disk)).log.recovered.cut).toMatchObject([{ spot: 'spot-1' }]);
  });

  it('does not lose the next play when it is on view before the last one is written', async () => {
    const { disk, log } = await newLog();
    await log.inFlight(playDraft(1));
    const row = log.inFlight(playDraft(2));
    await Promise.all([row, log.append(playDraft(1))]);
    const { log: next } = await newLog(disk);
    expect(
      (await next.entries(0, 2)).map((entry) => [entry.seq, entry.type === 'play' && entry.outcome]),
    ).toEqual([
      [0, 'completed'],
      [1, 'cut'],
    ]);
  });

  it('does not cut a play that is written, even if its row was refreshed too late', async () => {
    const { disk, log } = await newLog();
    await log.inFlight(playDraft(1));
    await Promise.all([log.append(playDraft(1)), log.inFlight(playDraft(1))]);
    await log.inFlight(playDraft(1));
    expect((await newLog(disk)).log.recovered.cut).toEqual([]);
  });

  it('does not take a play of this session for one of the last with the same start', async () => {
    const { disk, log } = await newLog();
    await log.append(onAirDraft(0));
    await log.inFlight(playDraft(1));
    const { log: next } = await newLog(disk);
    await next.append(onAirDraft(0), playDraft(1));
    expect(await next.entries(3, 9)).toMatchObject([
      { type: 'on-air' },
      { type: 'play', outcome: 'completed' },
    ]);
    await next.inFlight(playDraft(2));
    expect((await newLog(disk)).log.recovered.cut).toMatchObject([{ spot: 'spot-2' }]);
  });

  it('cuts a play that started just like one of an earlier session', async () => {
    const { disk, log } = await newLog();
    await log.append(onAirDraft(0), playDraft(1));
    const { log: second } = await newLog(disk);
    await second.append(onAirDraft(0));
    await second.inFlight(playDraft(1));
    expect((await newLog(disk)).log.recovered.cut).toMatchObject([{ spot: 'spot-1', seq: 4 }]);
  });

  it('says that the session ended even if it was killed before it could say that it began', async () => {
    const { disk, log } = await newLog();
    await log.inFlight(playDraft(1), stamp(1.5));
    const { log: next } = await newLog(disk);
    expect(next.recovered).toMatchObject({ onAirMs: 1500, crashed: true });
    expect(await next.entries(0, 9)).toMatchObject([{ type: 'play' }, { type: 'off-air', ...stamp(1.5) }]);
  });

  it('says the end of a session once, also when its last play was not written', async () => {
    const { disk, log } = await newLog();
    await log.append(onAirDraft(0));
    await log.inFlight(playDraft(1), stamp(2));
    await log.append({ type: 'off-air', because: 'closed', ...stamp(2) });
    const { log: next } = await newLog(disk);
    expect(next.recovered).toMatchObject({ onAirMs: 2000, crashed: false, cut: [{ spot: 'spot-1' }] });
    expect((await next.entries(0, 9)).map(({ type }) => type)).toEqual(['on-air', 'off-air', 'play']);
  });

  it('finds the end of the last session behind a long night of heartbeats', async () => {
    const { disk, log } = await newLog();
    await log.append(onAirDraft(0), { type: 'off-air', because: 'opening-hours', ...stamp(1) });
    await log.append(...Array.from({ length: 200 }, () => heartbeatDraft(1)));
    expect((await newLog(disk)).log.recovered).toEqual({ onAirMs: 1000, crashed: false, cut: [] });
  });

  it.each(['{', '7', '[7, null, {}]', '[{"play":{"type":"play"},"until":{}}]'])(
    'opens all the same when the in-flight row is %s',
    async (row) => {
      const { disk, log } = await newLog();
      await log.append(onAirDraft(0));
      disk.inFlight = new TextEncoder().encode(row);
      expect((await newLog(disk)).log.recovered).toMatchObject({ crashed: true, cut: [] });
      expect(disk.inFlight).toBeUndefined();
    },
  );

  it('refuses to continue a log that is not what was signed', async () => {
    const { disk, log } = await newLog();
    await log.append(onAirDraft(0), playDraft(1), playDraft(2));
    const head = disk.head;
    if (head === undefined) throw new Error('Nothing was committed');
    const [first = new Uint8Array(32), ...rest] = head.range;
    const damages: Partial<MemoryDisk>[] = [
      { head: { ...head, checkpoint: head.checkpoint.replace('\n3\n', '\n2\n') } },
      { head: { ...head, size: 2 } },
      { head: { ...head, range: [first.map((byte) => byte ^ 1), ...rest] } },
      { head: { ...head, range: rest } },
      { head: { ...head, origin: 'changming/other/1' } },
      { head: undefined },
      { entries: disk.entries.slice(0, 2) },
      { entries: [...disk.entries, new Uint8Array()] },
      { entries: [...disk.entries.slice(0, 2), new Uint8Array()] },
    ];
    for (const damage of damages) {
      const damaged = Object.assign(new MemoryDisk(), disk, damage);
      await expect(newLog(damaged)).rejects.toMatchObject({ name: 'AsRunLogError', code: 'inconsistent' });
    }
    const other = identityOf(new Uint8Array(32).fill(2));
    const opened = AsRunLog.open({ store: new MemoryAsRunStore(disk), screen: other });
    await expect(opened).rejects.toMatchObject({ code: 'inconsistent' });
  });
});

function row(disk: MemoryDisk): unknown {
  return disk.inFlight && JSON.parse(new TextDecoder().decode(disk.inFlight));
}

async function newLog(disk = new MemoryDisk()) {
  const store = new MemoryAsRunStore(disk);
  return { disk, store, log: await AsRunLog.open({ store, screen }) };
}
