import { beforeEach, expect, it } from 'vitest';
import { AsRunLog } from '../../src/core/as-run/as-run-log.ts';
import type { AsRunEntry } from '../../src/core/as-run/entry.ts';
import { identityOf, originOf } from '../../src/core/as-run/screen-identity.ts';
import { MemoryAsRunStore, MemoryDisk } from '../contracts/memory-as-run-store.ts';
import { onAirDraft, playDraft, stamp } from '../core/as-run/drafts.ts';
import type { Promised } from '../e2e/rolling-share.ts';
import { check, type SurvivingEpoch } from './checker.ts';

const screen = identityOf(new Uint8Array(32).fill(5));
const promised: Promised = {
  counts: ({ category }) => category === 'anti-fraud',
  atLeast: 0.25,
  windowMs: 4_000,
};

let disk: MemoryDisk;
let log: AsRunLog;
let acknowledged: AsRunEntry[];

/** Four plays of one second; the first and the last are those that were promised. */
beforeEach(async () => {
  disk = new MemoryDisk();
  log = await AsRunLog.open({ store: new MemoryAsRunStore(disk), screen });
  acknowledged = await log.append(
    onAirDraft(0),
    playDraft(0, { airtimeMs: 1000 }),
    playDraft(1, { airtimeMs: 1000, category: 'host' }),
    playDraft(2, { airtimeMs: 1000, category: 'host' }),
    playDraft(3, { airtimeMs: 1000 }),
  );
});

function stored(): SurvivingEpoch {
  return {
    origin: originOf(screen),
    publicKey: screen.publicKey,
    checkpoint: disk.head?.checkpoint,
    entries: disk.entries.map((bytes, seq) => ({ seq, bytes })),
  };
}

const checked = (epochs = [stored()], seen: Parameters<typeof check>[1]['seen'] = []) =>
  check(epochs, { acknowledged, seen }, promised);

it('finds nothing wrong with a whole log', () => {
  expect(checked()).toMatchObject({
    lost: [],
    doubled: [],
    overlapping: [],
    unwritten: [],
    unsound: [],
    gaps: 0,
    plays: 4,
    share: { kept: true },
  });
});

it('calls a play lost that was acknowledged and is not there', () => {
  acknowledged.push({ ...playDraft(9), seq: 5, screen: screen.screenId });
  expect(checked().lost).toEqual([acknowledged[5]]);
});

it('calls a play lost when the log was rolled back, whole and signed as it is', async () => {
  const before = { head: disk.head, entries: [...disk.entries] };
  acknowledged.push(...(await log.append(playDraft(4))));
  Object.assign(disk, before);
  expect(checked()).toMatchObject({ lost: [acknowledged[5]], unsound: [] });
});

it('calls a play lost when what is kept of it is not what was acknowledged', () => {
  acknowledged[1] = { ...(acknowledged[1] as AsRunEntry), onAirMs: 1 };
  expect(checked().lost).toHaveLength(1);
});

it('says that a play is there twice, wherever it stands', async () => {
  const second = new MemoryDisk();
  const again = await AsRunLog.open({
    store: new MemoryAsRunStore(second),
    screen: { ...screen, epoch: 2 },
  });
  await again.append(playDraft(3, { airtimeMs: 1000 }));
  const epoch = {
    ...stored(),
    origin: originOf({ ...screen, epoch: 2 }),
    checkpoint: second.head?.checkpoint,
  };
  const entries = second.entries.map((bytes, seq) => ({ seq, bytes }));
  const findings = checked([stored(), { ...epoch, entries }]);
  expect(findings.doubled.map(({ spot }) => spot)).toEqual(['spot-3']);
  expect(findings.unsound).toEqual([]);
});

it('says that two plays claim the same on-air time', async () => {
  await log.append(playDraft(5, { onAirMs: 3_500 }));
  const [[before, after] = []] = checked().overlapping;
  expect([before?.spot, after?.spot]).toEqual(['spot-3', 'spot-5']);
});

it('counts plays that a crash has cut, and gaps', async () => {
  await log.append(playDraft(5, { outcome: 'cut', ended: 'crash' }), {
    type: 'gap',
    ...stamp(6),
    previous: 'changming/x/1',
    detail: 'gone',
  });
  expect(checked()).toMatchObject({ cut: [{ spot: 'spot-5' }], gaps: 1 });
});

it('misses the entry of a picture that was seen from beginning to end', () => {
  const wallMs = Date.parse(String(acknowledged[1]?.at));
  const logged = { wallMs, monotonicMs: 12, lastedMs: 1000 };
  const other = { wallMs, monotonicMs: 500, lastedMs: 1000 };
  expect(checked([stored()], [logged, other]).unwritten).toEqual([other]);
});

it.each<[string, (epoch: SurvivingEpoch) => SurvivingEpoch, RegExp]>([
  [
    'an entry taken out',
    (epoch) => ({ ...epoch, entries: epoch.entries.toSpliced(2, 1) }),
    /2 is stored as 3/,
  ],
  [
    'an entry taken out, and the rest moved up',
    (epoch) => ({
      ...epoch,
      entries: epoch.entries.toSpliced(2, 1).map((entry, seq) => ({ ...entry, seq })),
    }),
    /2 says that it is 3/,
  ],
  ['a bit flipped', (epoch) => ({ ...epoch, entries: epoch.entries.map(flipped) }), /Expected/],
  ['another key', (epoch) => ({ ...epoch, publicKey: identityOf(new Uint8Array(32)).publicKey }), /key id/],
  ['a signature flipped', (epoch) => ({ ...epoch, checkpoint: badlySigned(epoch) }), /signature is wrong/],
  ['no checkpoint', (epoch) => ({ ...epoch, checkpoint: undefined }), /no checkpoint/],
  ['an entry past the head', (epoch) => ({ ...epoch, entries: epoch.entries.slice(0, 4) }), /Expected/],
])('calls a log unsound with %s', (_, spoil, fault) => {
  expect(checked([spoil(stored())]).unsound.join('\n')).toMatch(fault);
});

function flipped(entry: { seq: number; bytes: Uint8Array }, index: number) {
  if (index !== 1) return entry;
  const bytes = Uint8Array.from(entry.bytes);
  // Within a number, so that the entry still reads well.
  const at = Buffer.from(bytes).indexOf('"airtimeMs":1') + '"airtimeMs":'.length;
  bytes[at] = (bytes[at] ?? 0) ^ 2;
  return { ...entry, bytes };
}

function badlySigned({ checkpoint = '' }: SurvivingEpoch): string {
  const at = checkpoint.length - 20;
  return checkpoint.slice(0, at) + (checkpoint[at] === 'A' ? 'B' : 'A') + checkpoint.slice(at + 1);
}

it('says that a window is short, and how much share the worst one had', async () => {
  await log.append(...[4, 5, 6].map((second) => playDraft(second, { airtimeMs: 1000, category: 'host' })));
  expect(checked().share).toEqual({ worst: 0.25, kept: true, keptButForInterruptions: true });
  await log.append(playDraft(7, { airtimeMs: 1000, category: 'host' }));
  expect(checked().share).toEqual({ worst: 0, kept: false, keptButForInterruptions: false });
});

it('tells a window that is short because nothing was on view from one that was filled with something else', async () => {
  await log.append(
    ...[4, 5, 6].map((second) => playDraft(second, { airtimeMs: 1000, category: 'host' })),
    playDraft(7, { airtimeMs: 0 }),
    playDraft(8, { airtimeMs: 1000, category: 'host' }),
  );
  const share = checked().share;
  expect(share).toMatchObject({ kept: false, keptButForInterruptions: true });
});
