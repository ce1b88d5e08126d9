import { describe, expect, it, vi } from 'vitest';
import type { AsRunLogError } from '../../../src/core/as-run/as-run-log-error.ts';
import type { Finding } from '../../../src/core/as-run/copies.ts';
import type { EntryDraft } from '../../../src/core/as-run/entry.ts';
import { openAsRunLog } from '../../../src/core/as-run/open-as-run-log.ts';
import type { OpenedAsRunLog } from '../../../src/core/as-run/open-epoch.ts';
import { originOf } from '../../../src/core/as-run/screen-identity.ts';
import { heartbeatDraft, stamp } from './drafts.ts';
import { Device, entriesIn, Run } from './two-copies.ts';

// Signatures are slow on a busy machine; no promise here is about speed.
vi.setConfig({ testTimeout: 120_000 });

// Ten entries, one record each, in segments of four: 0–3, 4–7, 8–9.

describe('at a start', () => {
  it('says nothing when both copies are the same', async () => {
    const device = await written(10);
    const { log, store } = await openAsRunLog(new Run(device), stamp(99));
    expect(log.size).toBe(10);
    expect(store.mirrorState).toEqual({ state: 'in-step' });
  });

  it.each([
    ['gone', (device: Device) => device.disks.clear()],
    ['shorter', async (device: Device) => rewind(device, await written(7))],
    ['without its head', (device: Device) => void Object.assign(device.disk(), { head: undefined })],
    [
      'signed by somebody else',
      (device: Device) => void Object.assign(device.disk(), { head: otherHead(device) }),
    ],
  ])('restores a first copy that is %s, and says so', async (_, damage) => {
    const device = await written(10);
    const whole = entriesIn(device.disk());
    await damage(device);
    const { log, screen } = await openAsRunLog(new Run(device), stamp(99));
    expect(screen.epoch).toBe(1);
    expect(entriesIn(device.disk()).slice(0, 10)).toEqual(whole);
    expect(await log.entries(10, 11)).toMatchObject([
      { type: 'fault', what: 'as-run-copy', recovery: 'restored' },
    ]);
  });

  it.each([
    ['gone', (device: Device) => device.folder.clear(), 10],
    [
      'shorter',
      async (device: Device) => void Object.assign(device, { folder: (await written(7)).folder }),
      3,
    ],
    ['damaged at its end', (device: Device) => flip(device, 2, -5), 1],
    ['damaged in its last file, with more behind', (device: Device) => flip(device, 2, 300), 2],
    ['without its last file', (device: Device) => void device.folder.delete(device.filesOf()[2] ?? ''), 2],
  ])('goes on from the first copy when the second is %s, and brings that up', async (_, damage, missing) => {
    const device = await written(10);
    await damage(device);
    const opened = await openAsRunLog(new Run(device), stamp(99));
    expect(opened.screen.epoch).toBe(1);
    expect(opened.store.mirrorState).toEqual({ state: 'catching-up', missing });
    await opened.log.append(heartbeatDraft(99));
    await tend(opened);
    device.disks.clear();
    const again = await openAsRunLog(new Run(device), stamp(100));
    expect(again.screen.epoch).toBe(1);
    expect((await again.log.entries(0, 11)).map(({ onAirMs }) => onAirMs / 1000)).toEqual([
      ...Array(10).keys(),
      99,
    ]);
  });

  it('continues neither of two different logs: both stay as they are, and a new epoch says so', async () => {
    const device = await written(10);
    device.folder = (await written(10, 50)).folder;
    const before = device.copy();
    const { log, screen } = await openAsRunLog(new Run(device), stamp(99));
    expect(screen.epoch).toBe(2);
    expect(await log.entries(0, 1)).toMatchObject([
      {
        type: 'gap',
        previous: originOf({ ...screen, epoch: 1 }),
        detail: expect.stringContaining('different'),
      },
    ]);
    expect(device.disk(1)).toEqual(before.disk(1));
    for (const path of before.filesOf(1)) expect(device.folder.get(path)).toEqual(before.folder.get(path));
  });

  it.each([
    ['a shorter one', 7],
    ['a longer one', 12],
  ])('finds that a second copy is of another log when it is %s', async (_, size) => {
    const device = await written(10);
    device.folder = (await written(size, 50)).folder;
    expect((await openAsRunLog(new Run(device), stamp(99))).screen.epoch).toBe(2);
  });

  it('declares what is in neither copy, by what the second one still speaks of', async () => {
    const device = await written(10);
    device.mark = undefined;
    rewind(device, await written(7));
    flip(device, 2, 20);
    const { log, screen } = await openAsRunLog(new Run(device), stamp(99));
    expect(await log.entries(0, 1)).toMatchObject([
      { type: 'gap', previous: originOf({ ...screen, epoch: 1 }), lost: { from: 8, to: 10 } },
    ]);
  });

  it('declares what is in neither copy, by the mark', async () => {
    const device = await written(10);
    const shorter = await written(7);
    rewind(device, shorter);
    device.folder = shorter.folder;
    const { log, screen } = await openAsRunLog(new Run(device), stamp(99));
    expect(await log.entries(0, 1)).toMatchObject([
      { type: 'gap', previous: originOf({ ...screen, epoch: 1 }), lost: { from: 7, to: 10 } },
    ]);
  });

  it('says so at the next start when it was killed before it could, with what the mark knows', async () => {
    const device = await written(10);
    const shorter = await written(7);
    rewind(device, shorter);
    device.folder = shorter.folder;
    const run = new Run(device);
    await run.beginEpoch(device.screen);
    const { log, screen } = await openAsRunLog(new Run(device), stamp(99));
    expect(screen.epoch).toBe(2);
    expect(await log.entries(0, 9)).toMatchObject([{ type: 'gap', lost: { from: 7, to: 10 } }]);
  });

  it('begins no other log under a name that the second copy may have used, while that does not answer', async () => {
    const device = await written(10);
    device.disks.clear();
    device.mark = undefined;
    const run = new Run(device);
    run.files.unreadable = true;
    expect((await openAsRunLog(run, stamp(99))).screen.epoch).toBe(2);
  });

  it('reads around a hole in the first copy', async () => {
    const device = await written(10);
    delete device.disk().entries[9];
    delete device.disk().entries[4];
    const { log, screen } = await openAsRunLog(new Run(device), stamp(99));
    expect(screen.epoch).toBe(1);
    expect((await log.entries(0, 10)).map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('tend()', () => {
  it('finds nothing to do when both copies are whole', async () => {
    const { opened, findings, losses } = await start(await written(300));
    await tend(opened);
    expect([findings, losses]).toEqual([[], []]);
  });

  it.each([
    ['missing', (device: Device) => void delete device.disk().entries[3]],
    [
      'altered',
      (device: Device) =>
        void device.disk().entries.splice(3, 1, device.disk().entries[2] ?? new Uint8Array()),
    ],
  ])(
    'puts back an entry that is %s in the first copy, once the signed root has proven it',
    async (_, damage) => {
      const device = await written(10);
      const whole = entriesIn(device.disk());
      const { opened, findings } = await start(device);
      damage(device);
      await tend(opened);
      expect(entriesIn(device.disk())).toEqual(whole);
      expect(findings).toMatchObject([{ detail: expect.stringContaining('1 entries from 3 to 3') }]);
    },
  );

  it('writes a second copy again from where an old file of it is damaged', async () => {
    const device = await written(10);
    const { opened, findings, losses } = await start(device);
    flip(device, 0, 400);
    await tend(opened);
    expect(losses).toEqual([]);
    expect(findings).toMatchObject([{ recovery: 'restored' }]);
    const whole = entriesIn(device.disk());
    device.disks.clear();
    const again = await openAsRunLog(new Run(device), stamp(100));
    expect((await again.log.entries(0, 10)).map((entry) => entry)).toEqual(whole);
  });

  it('tells when an entry is in neither copy', async () => {
    const device = await written(10);
    const { opened, losses } = await start(device);
    delete device.disk().entries[1];
    flip(device, 0, 400);
    await tend(opened);
    expect(losses).toMatchObject([{ code: 'inconsistent', lost: { from: 1, to: 2 } }]);
  });

  it('tells when the entries are not those that were signed, and mends nothing', async () => {
    const device = await written(10);
    device.folder.clear();
    const { opened, losses } = await start(device);
    const [first = new Uint8Array()] = device.disk().entries;
    device.disk().entries[5] = first;
    await tend(opened);
    expect(losses).toMatchObject([{ code: 'inconsistent', message: expect.stringContaining('root') }]);
    expect(device.disk().entries[5]).toEqual(first);
  });
});

async function start(device: Device) {
  const findings: Finding[] = [];
  const losses: AsRunLogError[] = [];
  const opened = await openAsRunLog(new Run(device), stamp(99), {
    onFinding: (finding) => findings.push(finding),
    onLoss: (error) => losses.push(error),
  });
  return { opened, findings, losses };
}

/** Until there is nothing more to do, or no more that could be. */
async function tend({ store }: OpenedAsRunLog): Promise<void> {
  for (let step = 0; step < 60 && (await store.tend()); step++);
}

/** A device with a log of `size` entries, one record each; another log for another `second`. */
async function written(size: number, second = 0): Promise<Device> {
  const device = new Device();
  const run = new Run(device);
  const { log } = await openAsRunLog(run, stamp(0));
  const drafts: EntryDraft[] = Array.from({ length: size }, (_, index) => heartbeatDraft(second + index));
  if (size > 50) await log.append(...drafts);
  else for (const draft of drafts) await log.append(draft);
  run.kill();
  return device;
}

/** Puts the first copy back to what it was once. */
function rewind(device: Device, older: Device): void {
  device.disks = older.disks;
}

function otherHead(device: Device) {
  const { head } = device.disk();
  return head && { ...head, checkpoint: head.checkpoint.replace(/.{10}\n$/, 'AAAAAAAAA=\n') };
}

/** Flips a bit in one of the files of the second copy; a negative offset counts from its end. */
function flip(device: Device, file: number, offset: number): void {
  const path = device.filesOf()[file] ?? '';
  const bytes = device.folder.get(path)?.slice() ?? new Uint8Array();
  const at = offset < 0 ? bytes.length + offset : offset;
  bytes[at] = (bytes[at] ?? 0) ^ 2;
  device.folder.set(path, bytes);
}
